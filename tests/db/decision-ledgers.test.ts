import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied } from './checks.ts';
import { record, voted } from './decide.ts';
import { foundDistrict, newcomer, type District, type Part } from './district.ts';
import { day } from './forms.ts';
import { asOwner } from './owner.ts';
import { activityOf, must } from './pilots.ts';

let district: District;
/** Against the majority, against the evidence, and against nothing. */
let majority: string, evidence: string, plain: string;

type Row = { id: string; pilot: string; outcome: string; title: string } & Record<string, unknown>;
const decisionOf = async (pilot: string) =>
	(await asOwner<{ id: string }>('select id from public.decisions where pilot_id = $1', pilot))[0]!.id;
/** Lets a decision have been made so many days ago: the clock is the owner's alone. */
const ago = (decision: string, days: number) =>
	asOwner(`do $$ begin
		set local session_replication_role = replica;
		update public.decisions set decided_at = now() - interval '${days} days' where id = '${decision}';
	end $$`);

beforeAll(async () => {
	district = await foundDistrict();
	const votes = { sponsor: 'scale', cabinet2: 'sunset', cabinet3: 'sunset', chair: 'scale' } as const;
	majority = await voted(district, { ...votes, chair: 'sunset' });
	await allowed(
		record(district, majority, 'shelve', {
			wake_on: day(90),
			override_reason: 'The vendor changes hands in May, and 100% of us want to see it.'
		})
	);
	evidence = await voted(district, { sponsor: 'scale', cabinet2: 'scale', chair: 'scale' }, ['sunset']);
	await allowed(
		record(district, evidence, 'scale', {
			rationale: 'Teachers ask for it.',
			override_reason: 'The outcome that matters was not measured.',
			second: district.people.cabinet2.id
		})
	);
	plain = await voted(district, { sponsor: 'sunset', cabinet2: 'sunset', chair: 'sunset' });
	await allowed(record(district, plain, 'sunset', { rationale: 'It did not help.' }));
	for (const [pilot, title] of [
		[majority, 'Bus routes'],
		[evidence, '=cmd|calc'],
		[plain, 'A tutor']
	])
		await asOwner('update public.pilots set title = $2 where id = $1', pilot, title);
});

const log = async (filters: object = {}, who: Actor = district.people.member) =>
	must(who, 'decision_log', { filters });
const pilots = ({ rows }: { rows: Row[] }) => rows.map(({ pilot }) => pilot);
const ledger = async (filters: object = {}, who: Actor = district.people.chair) =>
	must(who, 'decision_overrides', { filters });

describe('the decision log', () => {
	test('has all decisions of the district, the newest first, for everyone of it', async () => {
		const all = await log();
		expect(pilots(all)).toEqual([plain, evidence, majority]);
		expect(all).toMatchObject({ found: 3, in_all: 3, page: 1 });
		expect(all.rows[1]).toMatchObject({
			outcome: 'scale',
			within_permitted: false,
			sponsor: 'sponsor',
			seconded_by: 'cabinet2',
			objectives: expect.any(Array),
			conditions: { in_all: 0, open: 0, overdue: 0 },
			superseded: false
		});
		expect(all.sponsors).toMatchObject([{ name: 'sponsor' }]);
		expect((await must(district.outsider, 'decision_log', {})).rows).toEqual([]);
	});

	test('is for nobody from outside', async () => {
		await denied(district.stranger.call('decision_log', {}), '403 no_person');
		await denied(district.nobody.call('decision_log', {}), '42501');
		const guest = await newcomer(district.id, 'guest', []);
		await asOwner('update public.people set outside = true where id = $1', guest.id);
		for (const name of ['decision_log', 'decision_overrides'])
			await denied(guest.call(name, {}), '403 not_yours', name);
	});

	test('is searched, filtered, sorted and paged where it is', async () => {
		const { sponsor, cabinet2 } = district.people;
		const { objectives, sites } = await log();
		const found: [object, string[]][] = [
			[{ q: 'vendor CHANGES' }, [majority]],
			[{ q: 'did not help' }, [plain]],
			[{ q: 'bus' }, [majority]],
			// Signs that a search could mean otherwise are letters here.
			[{ q: '100%' }, [majority]],
			[{ q: '_' }, []],
			[{ q: '   ' }, [plain, evidence, majority]],
			[{ outcome: 'sunset' }, [plain]],
			[{ outcome: 'scale', overrides: 'yes' }, [evidence]],
			[{ overrides: 'yes' }, [evidence, majority]],
			[{ sponsor: sponsor.id }, [plain, evidence, majority]],
			[{ sponsor: cabinet2.id }, []],
			[{ objective: objectives[0].id }, [plain, evidence, majority]],
			[{ objective: '9.9' }, []],
			[{ site: sites[0].id }, [plain, evidence, majority]],
			[{ conditions: 'open' }, []],
			[{ from: day(0), to: day(0) }, [plain, evidence, majority]],
			[{ to: day(-1) }, []],
			[{ year: day(0).slice(0, 4) }, [plain, evidence, majority]],
			[{ year: '1999' }, []],
			[{ sort: 'oldest' }, [majority, evidence, plain]],
			[{ sort: 'title' }, [evidence, plain, majority]],
			[{ sort: 'outcome' }, [evidence, majority, plain]],
			[{ per: 2 }, [plain, evidence]],
			[{ per: 2, page: 2 }, [majority]],
			[{ per: 2, page: 3 }, []]
		];
		for (const [filters, wanted] of found)
			expect(pilots(await log(filters)), JSON.stringify(filters)).toEqual(wanted);
	});

	test('says which decision has open conditions', async () => {
		await asOwner(
			`insert into private.conditions (district_id, pilot_id, decision_id, number, words, owner_id, due_on)
			values ($1, $2, $3, 1, 'Train the second school.', $4, current_date - 2)`,
			district.id,
			evidence,
			await decisionOf(evidence),
			district.people.member.id
		);
		const open = await log({ conditions: 'open' });
		expect(pilots(open)).toEqual([evidence]);
		expect(open.rows[0].conditions).toEqual({ in_all: 1, open: 1, overdue: 1 });
	});

	test('refuses what is no filter', async () => {
		const call = (filters: unknown) => district.people.member.call('decision_log', { filters });
		await denied(call({ colour: 'red' }), '400 unknown_field');
		await denied(call({ from: 'May' }), '422 no_day');
		await denied(call({ sort: 'votes' }), '422 wrong_sort');
		for (const page of ['0', '-1', 'x', '1; drop', '9999999'])
			await denied(call({ page }), '422 wrong_page', page);
		await denied(call({ per: 500 }), '422 wrong_page');
		await denied(call({ q: 'x'.repeat(201) }), '422 too_long');
		await denied(call([]), '400 unknown_field');
		expect(pilots(await log({ site: 'no id', sponsor: 'no id' }))).toEqual([]);
	});
});

describe('the override ledger', () => {
	test('has what departed from evidence or majority, with reason and second', async () => {
		const all = await ledger();
		expect(pilots(all)).toEqual([evidence, majority]);
		expect(all).toMatchObject({ found: 2, in_all: 2, decisions: 3, counts: { 'not yet': 2 } });
		expect(all.rows[0]).toMatchObject({
			override_reason: 'The outcome that matters was not measured.',
			seconded_by: 'cabinet2',
			permitted: ['sunset'],
			came: 'not yet',
			may_say: false,
			stage: 'scaling',
			verdicts: []
		});
		expect(pilots(await ledger({ against: 'majority' }))).toEqual([majority]);
		expect(pilots(await ledger({ against: 'evidence' }))).toEqual([evidence]);
		expect(pilots(await ledger({ came: 'to be said' }))).toEqual([]);
	});

	test('what came of it is said from a year on, by somebody who was not on the team, and corrected by a later line', async () => {
		const { chair, clerk, admin, sponsor, cabinet3, member, lead, former, insider } = district.people;
		const decision = await decisionOf(majority);
		const say = (who: Actor, more: object = {}) =>
			who.call('say_what_came', {
				decision,
				verdict: 'the override was right',
				words: 'The new vendor kept prices.',
				...more
			});
		const waits = async (who: Actor) =>
			(await must(who, 'home', {})).waiting.filter(
				(one: { what: string }) => one.what === 'say what came of an override'
			);
		await ago(decision, 364);
		const { error } = await say(chair);
		expect(error).toMatchObject({ hint: 'too_early' });
		expect(error!.message).toContain('a year after the decision');
		for (const who of [chair, sponsor]) expect(await waits(who)).toEqual([]);
		await ago(decision, 366);
		for (const who of [chair, sponsor])
			expect(await waits(who), who.name).toMatchObject([{ pilot: majority, detail: decision }]);
		for (const who of [cabinet3, admin, clerk, lead]) expect(await waits(who), who.name).toEqual([]);
		expect(pilots(await ledger({ came: 'to be said' }))).toEqual([majority]);

		await denied(say(member), '403 not_yours');
		await denied(say(lead), '403 not_yours');
		for (const who of [former, insider]) await denied(say(who), '403 separation_of_duties', who.name);
		await denied(say(district.outsider), '404 no_such_decision');
		await denied(say(district.stranger), '403 no_person');
		await denied(say(chair, { verdict: 'no idea' }), '422 no_verdict');
		await denied(say(chair, { verdict: null }), '422 no_verdict');
		await denied(say(chair, { words: ' ' }), '422 no_words');
		await denied(say(chair, { words: 'x'.repeat(2001) }), '422 too_long');
		await denied(say(chair, { decision: await decisionOf(plain) }), '422 no_override');
		await denied(say(chair, { decision: majority }), '404 no_such_decision');
		const nowhere = await ledger({ came: 'to be said' });
		expect(nowhere.rows[0].verdicts).toEqual([]);

		const first = await allowed(say(clerk));
		// The same again is said once.
		expect(await allowed(say(clerk))).toBe(first);
		expect(await waits(chair)).toEqual([]);
		await allowed(say(admin, { verdict: 'the rules were right', words: 'Prices rose after all.' }));
		const { rows, counts } = await ledger({ came: 'the rules were right' });
		expect(counts).toEqual({ 'the rules were right': 1, 'not yet': 1 });
		expect(rows).toMatchObject([
			{
				pilot: majority,
				may_say: true,
				verdicts: [
					{ verdict: 'the rules were right', by: 'admin' },
					{ verdict: 'the override was right', by: 'clerk' }
				]
			}
		]);
		await expect(
			asOwner(`update private.override_verdicts set words = 'x' where decision_id = $1`, decision)
		).rejects.toThrow();
		const [line] = await activityOf(member, majority);
		expect(line).toMatchObject({ verb: 'said what came of an override', facts: { again: true } });
	});

	test('those that wait for nothing show to whom they are not', async () => {
		const parts: Part[] = ['member', 'lead', 'insider', 'former'];
		for (const part of parts) {
			const { rows } = await ledger({}, district.people[part]);
			expect(
				rows.map(({ may_say }: Row) => may_say),
				part
			).toEqual([false, false]);
		}
	});
});
