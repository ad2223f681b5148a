import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied, empty, NO_GRANT, NOT_UNDERSTOOD } from './checks.ts';
import { foundDistrict, newcomer, type District, type Part } from './district.ts';
import { activates } from './newcomers.ts';
import { asOwner } from './owner.ts';
import { advance, analyse, evaluate, must, pilotIn } from './pilots.ts';
import { report } from './reports.ts';
import { unchanged } from './witness.ts';

let district: District;
let pilot: string;
/** Evaluators of the district without a seat. */
let second: Actor;
let third: Actor;

beforeAll(async () => {
	district = await foundDistrict();
	pilot = await evaluated();
	second = district.people.colleague;
	third = await newcomer(district.id, 'third', ['evaluator']);
});

async function evaluated() {
	const one = await pilotIn(district, 'experiment');
	await analyse(one);
	await version(one);
	return one;
}
const version = (of: string): Promise<string> =>
	must(district.people.evaluator, 'submit_evaluation', {
		pilot: of,
		summary: 'It helps.',
		recommendation: 'scale',
		report
	});

const ask = (who: Actor, of: string, person: Actor | null) =>
	who.call('ask_second_evaluator', { pilot: of, person: person?.id ?? null });
const read = (who: Actor, of: string) => allowed(who.call('evaluation', { pilot: of }), who.name);
const standing = async (of: string): Promise<string> =>
	(await read(district.people.member, of)).versions[0].id;
const review = async (
	who: Actor,
	of: string,
	verdict: unknown = 'agree',
	remarks = '',
	evaluation?: string
) =>
	who.call('review_evaluation', {
		pilot: of,
		evaluation: evaluation ?? (await standing(of)),
		verdict,
		remarks
	});
const waits = async (who: Actor, of: string) =>
	(await allowed(who.call('home'))).waiting.filter(
		(one: { what: string; pilot: string }) => one.what === 'give a second opinion' && one.pilot === of
	).length;
const told = async (who: Actor, of: string) =>
	(await allowed(who.call('inbox', { most: 200 }))).lines
		.filter((line: { pilot: { id: string } | null; record: string }) => line.pilot?.id === of)
		.map(({ verb }: { verb: string }) => verb);
const everyone = () => Object.entries(district.people) as [Part, Actor][];

describe('who asks for a second opinion', () => {
	test('the evaluator, the sponsor and the admin, nobody else', async () => {
		await unchanged(district, pilot, async () => {
			for (const [part, who] of everyone()) {
				if (['evaluator', 'sponsor', 'admin'].includes(part)) continue;
				const how = part === 'deactivated' ? '403 no_person' : '403 not_yours';
				await denied(ask(who, pilot, third), how, part);
			}
			await denied(ask(district.outsider, pilot, third), '404 no_such_pilot');
			await denied(ask(district.nobody, pilot, third), NO_GRANT);
		});
		for (const part of ['evaluator', 'sponsor', 'admin'] as const) {
			await allowed(ask(district.people[part], pilot, third), part);
			await allowed(ask(district.people[part], pilot, null), part);
		}
	});

	test('of an evaluator who was never on the team and does not evaluate it', async () => {
		const { evaluator, insider, former, member, sponsor, deactivated, admin } = district.people;
		await unchanged(district, pilot, async () => {
			for (const who of [insider, former])
				await denied(ask(admin, pilot, who), '403 separation_of_duties', who.name);
			for (const who of [evaluator, member, sponsor, deactivated, district.outsider])
				await denied(ask(admin, pilot, who), '422 wrong_person', who.name);
			await denied(ask(evaluator, pilot, evaluator), '422 wrong_person', 'themselves');
		});
		const { candidates } = await read(evaluator, pilot);
		expect(candidates.map(({ name }: { name: string }) => name).sort()).toEqual(['colleague', 'third']);
		expect((await read(member, pilot)).candidates).toEqual([]);
	});

	test('not before there is an evaluation, nor once it is decided', async () => {
		const { evaluator } = district.people;
		const early = await pilotIn(district, 'experiment');
		await denied(ask(evaluator, early, second), '409 no_evaluation');
		const over = await pilotIn(district, 'scaling');
		await denied(ask(evaluator, over, second), '409 not_now');
		await denied(ask(evaluator, early, null), '409 nobody_asked');
	});
});

describe('a second evaluator', () => {
	test('is told, and finds it on their first page', async () => {
		const { evaluator } = district.people;
		const id = await allowed(ask(evaluator, pilot, second));
		expect(await allowed(ask(evaluator, pilot, second)), 'asked twice').toBe(id);
		expect(await told(second, pilot)).toEqual(['asked for a second opinion']);
		expect([await waits(second, pilot), await waits(third, pilot)]).toEqual([1, 0]);
		const seen = await read(second, pilot);
		expect(seen.second).toMatchObject({ person: 'colleague', by: 'evaluator', state: 'waiting', me: true });
		expect(seen.may).toEqual({ write: false, ask: false, review: true });
		const mails = await asOwner<{ kind: string }>(
			`select kind from private.mails where person_id = $1 and facts ->> 'verb' = 'asked for a second opinion'`,
			second.id
		);
		expect(mails).toEqual([{ kind: 'notice' }]);
	});

	test('sees no small groups', async () => {
		const id = await standing(pilot);
		for (const call of [
			second.call('analysis', { pilot }),
			second.call('evaluation_evidence', { pilot, evaluation: id })
		])
			expect(await allowed(call)).toMatchObject({ analysis: { for: 'everyone' } });
	});

	test('alone answers, for the version that counts, with reasons', async () => {
		await unchanged(district, pilot, async () => {
			for (const [part, who] of everyone()) {
				if (part === 'colleague') continue;
				const how = part === 'deactivated' ? '403 no_person' : /^403 (not_yours|separation_of_duties)$/;
				await denied(review(who, pilot), how, part);
			}
			await denied(review(third, pilot), '403 not_yours');
			await denied(review(district.outsider, pilot), '404 no_such_pilot');
			await denied(review(district.nobody, pilot), NO_GRANT);
			await denied(review(second, pilot, null), '422 no_verdict');
			await denied(review(second, pilot, 'perhaps'), NOT_UNDERSTOOD);
			await denied(review(second, pilot, 'disagree', ' \n'), '422 no_reason');
			await denied(review(second, pilot, 'agree with remarks'), '422 no_reason');
			await denied(review(second, pilot, 'disagree', 'x'.repeat(4001)), '422 too_long');
			const elsewhere = await standing(await evaluated());
			await denied(review(second, pilot, 'agree', '', elsewhere), '409 newer_version');
		});
		await allowed(review(second, pilot, 'disagree', 'The interval is wide.'));
		await denied(review(second, pilot), '409 reviewed');
		const { versions, second: asked } = await read(district.people.cabinet2, pilot);
		expect(versions[0].opinions).toMatchObject([
			{ by: 'colleague', verdict: 'disagree', remarks: 'The interval is wide.' }
		]);
		expect(asked.state).toBe('answered');
		expect(await waits(second, pilot)).toBe(0);
		for (const part of ['evaluator', 'lead', 'sponsor'] as const)
			expect(await told(district.people[part], pilot), part).toContain('gave a second opinion');
	});

	test('is asked again for a new version; what they said stays with the old one', async () => {
		const first = await standing(pilot);
		const next = await version(pilot);
		expect(await told(second, pilot)).toContain('asked again for a second opinion');
		expect(await waits(second, pilot)).toBe(1);
		await denied(review(second, pilot, 'agree', '', first), '409 newer_version');
		const { versions } = await read(district.people.member, pilot);
		expect(versions.map((one: { id: string; opinions: unknown[] }) => [one.id, one.opinions.length])).toEqual(
			[
				[next, 0],
				[first, 1]
			]
		);
		await allowed(review(second, pilot));
	});

	test('has judged, and joins its team no more', async () => {
		const seat = { pilot, person: second.id, role: 'member' };
		await denied(district.people.lead.call('seat', seat), /^403 /);
	});

	test('is asked no more, and what they said stays', async () => {
		const { admin, member } = district.people;
		await allowed(ask(admin, pilot, null));
		expect(await told(second, pilot)).toContain('asked no more for a second opinion');
		await denied(review(second, pilot), '403 not_yours');
		const seen = await read(member, pilot);
		expect(seen.second).toBeNull();
		expect(seen.versions[0].opinions).toHaveLength(1);
		await expect(asOwner('delete from public.second_opinions where pilot_id = $1', pilot)).rejects.toThrow();
		await empty(district.outsider.read('second_opinions'));
		await empty(district.outsider.read('second_evaluators'));
	});
});

describe('nobody is held up', () => {
	test('by somebody who left: another is asked', async () => {
		const { evaluator } = district.people;
		const gone = await newcomer(district.id, 'gone', ['evaluator']);
		const other = await evaluated();
		await allowed(ask(evaluator, other, gone));
		await activates(gone.id, false);
		expect((await read(evaluator, other)).second).toMatchObject({ person: 'gone', state: 'lapsed' });
		await denied(review(gone, other), '403 no_person');
		await allowed(ask(evaluator, other, third));
		expect((await read(evaluator, other)).second).toMatchObject({ person: 'third', state: 'waiting' });
		await allowed(review(third, other, 'agree with remarks', 'Say who dropped out.'));
	});

	test('by somebody who recused themselves', async () => {
		const { evaluator } = district.people;
		const other = await evaluated();
		await allowed(ask(evaluator, other, third));
		await must(third, 'recuse', { pilot: other, reason: 'My sister sells it.' });
		await denied(review(third, other), '403 separation_of_duties');
		expect(await waits(third, other)).toBe(0);
		expect((await read(evaluator, other)).second).toMatchObject({ state: 'lapsed' });
	});

	test('by somebody who became its evaluator, or lost the role', async () => {
		const { evaluator, admin } = district.people;
		const other = await evaluated();
		await allowed(ask(evaluator, other, third));
		await must(admin, 'appoint', { pilot: other, person: third.id, role: 'evaluator' });
		await denied(review(third, other), '403 not_yours');
		expect((await read(admin, other)).second).toMatchObject({ state: 'lapsed' });
	});

	test('at the gate: the pilot goes on without a second opinion', async () => {
		const { evaluator } = district.people;
		const other = await pilotIn(district, 'experiment');
		await evaluate(district, other);
		await allowed(ask(evaluator, other, second));
		await must(evaluator, 'advance_pilot', advance(other, 'experiment', 'decision'));
		// It can still be given until the cabinet decides.
		await allowed(review(second, other));
		expect((await read(evaluator, other)).may).toMatchObject({ write: false, ask: true });
	});
});
