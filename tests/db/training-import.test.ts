import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied } from './checks.ts';
import { addAccounts, addPeople, foundDistrict, type District, type Part } from './district.ts';
import { day } from './forms.ts';
import { newcomer } from './newcomers.ts';
import { asOwner } from './owner.ts';
import { addModule } from './training-modules.ts';

let district: District;
let module: string;

beforeEach(async () => {
	district = await foundDistrict();
	module = await addModule(district, { code: 'AI-1', title: 'Basics' });
});

type Row = { email?: string; name?: string; module?: string; on?: string | null };
const bring = (who: Actor, rows: unknown, dry_run = false) =>
	who.call('import_completions', { rows, dry_run });
const states = async (rows: Row[], dry_run = true): Promise<string[]> =>
	(await allowed(bring(district.people.admin, rows, dry_run))).rows.map(
		({ state }: { state: string }) => state
	);
const known = async (person?: string) =>
	(
		await asOwner<{ n: number }>(
			`select count(*)::int as n from private.training_completions where district_id = $1 and ($2::text is null or person_id::text = $2)`,
			district.id,
			person ?? null
		)
	)[0]!.n;
const waiting = async () =>
	(
		await asOwner<{ n: number }>(
			'select count(*)::int as n from private.unknown_completions where district_id = $1 and taken_at is null',
			district.id
		)
	)[0]!.n;
const of = (who: Actor, more: Row = {}): Row => ({ email: who.email, module: 'AI-1', on: day(-1), ...more });

describe('a list from a course system', () => {
	test('is the AI office’s to bring', async () => {
		for (const [part, who] of Object.entries(district.people) as [Part, Actor][]) {
			if (['admin', 'insider', 'former'].includes(part)) continue;
			await denied(bring(who, [of(who)]), part === 'deactivated' ? '403 no_person' : '403 not_yours', part);
		}
		for (const rows of [[], {}, null, Array.from({ length: 10_001 }, () => ({}))])
			await denied(bring(district.people.admin, rows), '422 rows');
		expect(await known()).toBe(0);
	});

	test('is looked at row by row, and nothing is saved', async () => {
		const { lead, teammate } = district.people;
		await asOwner(`update public.people set name = 'Sam Lee' where id = $1 or id = $2`, lead.id, teammate.id);
		const rows: Row[] = [
			of(lead),
			of(lead, { email: ` ${lead.email.toUpperCase()} `, module: ' basics ' }),
			{ name: '  MEMBER ', module: 'ai-1', on: day(-1) },
			{ name: 'Sam Lee', module: 'AI-1', on: day(-1) },
			{ name: 'Nobody Here', module: 'AI-1', on: day(-1) },
			of(lead, { email: 'new@tests.example' }),
			of(lead, { email: 'no address' }),
			of(lead, { module: 'AI-2' }),
			of(lead, { on: '2026-02-30' }),
			of(lead, { on: null }),
			of(lead, { on: day(2) }),
			{ module: 'AI-1', on: day(-1) },
			of(district.outsider)
		];
		expect(await states(rows)).toEqual([
			'recorded',
			'known',
			'recorded',
			'several people',
			'unknown name',
			'waits',
			'bad address',
			'unknown module',
			'bad date',
			'bad date',
			'future date',
			'nobody',
			'waits'
		]);
		expect([await known(), await waiting()]).toEqual([0, 0]);
		await denied(bring(district.people.admin, rows), '409 changed_meanwhile');
		expect([await known(), await waiting()]).toEqual([0, 0]);
	});

	test('counts for those on it, and brought again doubles nothing', async () => {
		const { lead, teammate, admin } = district.people;
		const rows = [of(lead), of(teammate), of(lead, { email: 'new@tests.example', name: 'New' })];
		expect((await allowed(bring(admin, rows))).counts).toEqual({ recorded: 2, waits: 1 });
		expect((await allowed(bring(admin, rows))).counts).toEqual({ known: 3 });
		expect([await known(), await waiting()]).toEqual([2, 1]);
		const page = await allowed(lead.call('training_page'));
		expect(page.modules[0]).toMatchObject({ completed_on: day(-1) });
		expect(page.completions).toMatchObject([{ source: 'imported', recorded_by: 'admin' }]);
		const { unknown, unknown_in_all } = await allowed(admin.call('training_office'));
		expect([unknown, unknown_in_all]).toEqual([[{ email: 'new@tests.example', name: 'New', modules: 1 }], 1]);
		const { lines } = await allowed(admin.call('activity_log', { filters: { verb: 'imported' } }));
		expect(lines).toMatchObject([{ verb: 'imported', facts: { rows: 2, waits: 1 } }]);
	});

	test('confirms what somebody had reported of themselves', async () => {
		const strict = await addModule(district, { code: 'AI-9', self_report_counts: false });
		const { lead, admin } = district.people;
		await allowed(lead.call('record_completion', { module: strict, person: null, completed_on: day(-1) }));
		expect((await allowed(bring(admin, [of(lead, { module: 'AI-9' })]))).counts).toEqual({ recorded: 1 });
		const { modules } = await allowed(lead.call('training_page'));
		expect(modules.find(({ id }: { id: string }) => id === strict)).toMatchObject({
			completed_on: day(-1),
			reported_on: null
		});
	});

	test('of ten thousand rows is one act', async () => {
		const rows = Array.from({ length: 10_000 }, (_, i) => ({
			email: `n${i}@tests.example`,
			module: 'AI-1',
			on: '2026-01-31'
		}));
		expect((await allowed(bring(district.people.admin, rows))).counts).toEqual({ waits: 10_000 });
		expect(await waiting()).toBe(10_000);
	});
});

describe('what was brought for somebody unknown', () => {
	const email = () => `new.${district.id.slice(0, 8)}@tests.example`;

	test('is theirs when they come in with that address, once', async () => {
		const { admin, lead } = district.people;
		await allowed(bring(admin, [of(lead, { email: email() }), of(lead, { email: email(), on: day(-9) })]));
		const id = randomUUID();
		await addPeople(district.id, [{ id, part: 'New', email: email(), roles: [] }]);
		await addAccounts([]);
		expect([await known(id), await waiting()]).toEqual([2, 0]);
		expect((await allowed(admin.call('training_page', { person: id }))).modules[0]).toMatchObject({
			completed_on: day(-1)
		});
		expect((await allowed(bring(admin, [of(lead, { email: email() })]))).counts).toEqual({ known: 1 });
	});

	test('is theirs from their invitation on, and stays when that is withdrawn', async () => {
		const { admin, lead } = district.people;
		await allowed(bring(admin, [of(lead, { email: email() })]));
		await allowed(admin.call('invite_people', { rows: [{ email: email(), name: 'New' }], dry_run: false }));
		const [person] = await asOwner<{ id: string }>('select id from public.people where email = $1', email());
		expect([await known(person!.id), await waiting()]).toEqual([1, 0]);
		await allowed(admin.call('withdraw_invitation', { person: person!.id }));
		const left = await allowed(admin.call('training_page', { person: person!.id }));
		expect(left).toMatchObject({ person: { active: false }, completions: [{ stands: true }] });
	});

	test('is theirs when their address becomes that one, and nobody’s of another district', async () => {
		const { admin, lead } = district.people;
		await allowed(bring(admin, [of(lead, { email: email() })]));
		await asOwner('update public.people set email = $2 where id = $1', district.outsider.id, email());
		expect(await waiting()).toBe(1);
		await asOwner(
			'update public.people set email = $2 where id = $1',
			district.outsider.id,
			`away.${email()}`
		);
		const someone = await newcomer(district.id, 'someone', ['evaluator']);
		await asOwner('update public.people set email = $2 where id = $1', someone.id, email());
		expect([await known(someone.id), await waiting()]).toEqual([1, 0]);
		expect(module).toBeTruthy();
	});
});
