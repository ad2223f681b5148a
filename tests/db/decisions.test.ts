import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied, MISSING, NO_GRANT, NOT_UNDERSTOOD, OUT_OF_BOUNDS } from './checks.ts';
import { foundDistrict, type District, type Part } from './district.ts';
import { asOwner } from './owner.ts';
import { advance, analyse, day, must, pilotIn, type Life } from './pilots.ts';
import { unchanged } from './witness.ts';

let district: District;

beforeAll(async () => {
	district = await foundDistrict();
});

type Choice = 'scale' | 'extend' | 'shelve' | 'sunset' | 'abstain' | 'recuse';
type Cast = Partial<Record<'sponsor' | 'cabinet2' | 'cabinet3' | 'chair', Choice>>;

/** A pilot that waits for its decision, with these votes cast. */
async function voted(cast: Cast, permitted: Life['permitted'] = ['scale', 'extend', 'shelve', 'sunset']) {
	const pilot = await pilotIn(district, { stage: 'decision', permitted });
	await Promise.all(
		(Object.entries(cast) as [Part, Choice][]).map(([part, choice]) =>
			must(district.people[part], 'cast_vote', { pilot, choice, reason: `I am ${part}.` })
		)
	);
	return pilot;
}

const record = (pilot: string, outcome: string | null, more: object = {}, who: Actor = district.people.chair) =>
	who.call('record_decision', { pilot, outcome, rationale: 'The evidence says so.', ...more });

type Refusal = [how: string | RegExp, outcome: string | null, more?: object];

/** Each of these is refused as it says, and all of them together change nothing. */
const refused = (pilot: string, ...refusals: Refusal[]) =>
	unchanged(district, pilot, async () => {
		for (const [how, outcome, more] of refusals) {
			await denied(record(pilot, outcome, more), how, `${outcome} ${JSON.stringify(more ?? {})}`);
		}
	});

const all = (choice: Choice): Cast => ({ sponsor: choice, cabinet2: choice, chair: choice });

describe('who records a decision', () => {
	test('the chair of its meeting, nobody else', async () => {
		const pilot = await voted(all('scale'));
		await unchanged(district, pilot, async () => {
			for (const [part, who] of Object.entries(district.people) as [Part, Actor][]) {
				if (part === 'chair') continue;
				await denied(record(pilot, 'scale', {}, who), part === 'deactivated' ? '403 no_person' : '403 not_yours', part);
			}
			await denied(record(pilot, 'scale', {}, district.nobody), NO_GRANT);
		});
		await allowed(record(pilot, 'scale'));
	});

	test('once, whoever comes second', async () => {
		const pilot = await voted(all('scale'));
		const answers = await Promise.all([record(pilot, 'scale'), record(pilot, 'scale')]);
		expect(answers.filter(({ error }) => !error)).toHaveLength(1);
		await denied(Promise.resolve(answers.find(({ error }) => error)!), '409 not_now');
		await denied(record(pilot, 'scale'), '409 not_now');
		const { decisions } = await allowed(district.people.member.call('pilot', { pilot }));
		expect(decisions).toHaveLength(1);
	});

	test('not a chair who left the cabinet', async () => {
		const pilot = await voted(all('scale'));
		const { chair } = district.people;
		await asOwner(`delete from public.person_roles where person_id = $1 and role = 'cabinet'`, chair.id);
		await denied(record(pilot, 'scale'), '403 not_yours');
		await asOwner(
			`insert into public.person_roles (district_id, person_id, role) values ($1, $2, 'cabinet')`,
			district.id,
			chair.id
		);
	});

	test.each(['proposed', 'experiment', 'scaling', 'declined'] as const)('not in %s', async (stage) => {
		await refused(await pilotIn(district, stage), ['409 not_now', 'scale']);
	});
});

describe('what a decision asks for', () => {
	test('words, an outcome, and dates that lie ahead', async () => {
		const pilot = await voted(all('extend'));
		await refused(
			pilot,
			...['', '  ', null].map((rationale): Refusal => ['422 no_reason', 'extend', { rationale }]),
			...[null, day(0), day(-1)].map((cycle_end): Refusal => ['422 no_date', 'extend', { cycle_end }]),
			...[null, day(0), day(-1)].map((wake_on): Refusal => ['422 no_date', 'shelve', { wake_on }]),
			[OUT_OF_BOUNDS, 'extend', { rationale: 'x'.repeat(4001), cycle_end: day(9) }],
			[NOT_UNDERSTOOD, 'continue'],
			[MISSING, null]
		);
	});

	test('a quorum of votes, to which abstaining and staying out do not add', async () => {
		const { cabinet2, cabinet3, sponsor } = district.people;
		const pilot = await voted({});
		await refused(pilot, ['409 no_quorum', 'scale']);
		await must(district.people.chair, 'cast_vote', { pilot, choice: 'scale' });
		await refused(pilot, ['409 no_quorum', 'scale']);
		for (const [voter, choice] of [
			[sponsor, 'abstain'],
			[cabinet2, 'recuse'],
			[cabinet3, 'abstain']
		] as const) {
			await must(voter, 'cast_vote', { pilot, choice, reason: 'I know the vendor.' });
		}
		await refused(pilot, ['409 no_quorum', 'scale']);
		await must(cabinet3, 'cast_vote', { pilot, choice: 'scale' });
		await allowed(record(pilot, 'scale'));
	});

	test('the quorum of the district', async () => {
		const pilot = await voted({ chair: 'scale' });
		await asOwner('update public.districts set quorum = 1 where id = $1', district.id);
		await allowed(record(pilot, 'scale'));
		await asOwner('update public.districts set quorum = 2 where id = $1', district.id);
	});

	test('more votes for one outcome than for any other: a tie decides nothing', async () => {
		const pilot = await voted({ chair: 'scale', sponsor: 'scale', cabinet2: 'sunset', cabinet3: 'sunset' });
		const more = { override_reason: 'I chair.', cycle_end: day(9) };
		await refused(pilot, ...['scale', 'sunset', 'extend'].map((outcome): Refusal => ['409 tie', outcome, more]));
	});

	test('evidence on the latest results', async () => {
		const { lead, admin } = district.people;
		const pilot = await voted(all('scale'));
		await asOwner('delete from private.analyses where pilot_id = $1', pilot);
		await refused(pilot, ['409 evidence_stale', 'scale']);
		expect(await allowed(lead.call('analysis', { pilot }))).toBeNull();
		await analyse(pilot, ['scale']);
		await asOwner(`update private.analyses set fingerprint = 'older' where pilot_id = $1`, pilot);
		await refused(pilot, ['409 evidence_stale', 'scale']);
		expect(await allowed(admin.call('analysis', { pilot }))).toMatchObject({ current: false });
		await analyse(pilot, ['scale']);
		await allowed(record(pilot, 'scale'));
	});
});

describe('departing', () => {
	test('from the majority needs a written reason', async () => {
		const pilot = await voted({ chair: 'extend', sponsor: 'scale', cabinet2: 'scale' });
		await refused(
			pilot,
			...['', '  ', null].map(
				(override_reason): Refusal => ['422 no_reason', 'extend', { cycle_end: day(60), override_reason }]
			)
		);
		await allowed(record(pilot, 'extend', { cycle_end: day(60), override_reason: 'One term is too short.' }));
		const { decisions } = await allowed(district.people.member.call('pilot', { pilot }));
		expect(decisions[0]).toMatchObject({
			with_majority: false,
			within_permitted: true,
			override_reason: 'One term is too short.',
			seconded_by: null
		});
	});

	test('where the majority decides, not at all', async () => {
		const pilot = await voted({ chair: 'extend', sponsor: 'scale', cabinet2: 'scale' });
		await asOwner(`update public.districts set decision_rule = 'majority' where id = $1`, district.id);
		const override_reason = 'One term is too short.';
		await refused(pilot, ['422 against_majority', 'extend', { cycle_end: day(60), override_reason }]);
		await allowed(record(pilot, 'scale'));
		await asOwner(`update public.districts set decision_rule = 'chair after quorum' where id = $1`, district.id);
		const { decisions } = await allowed(district.people.member.call('pilot', { pilot }));
		expect(decisions[0]).toMatchObject({ with_majority: true });
	});

	test('from what the evidence permits needs a reason and a second who voted for it', async () => {
		const { sponsor, cabinet2, cabinet3, chair, member, insider } = district.people;
		const pilot = await voted({ chair: 'scale', sponsor: 'scale', cabinet2: 'extend', cabinet3: 'abstain' }, ['sunset']);
		const override_reason = 'The families want it.';
		const noSecond = [chair, cabinet2, cabinet3, member, insider, district.outsider].map(({ id }) => id);
		await refused(
			pilot,
			['422 no_reason', 'scale', { second: sponsor.id }],
			['422 no_second', 'scale', { override_reason }],
			...noSecond.map((second): Refusal => ['422 no_second', 'scale', { override_reason, second }])
		);
		await allowed(record(pilot, 'scale', { override_reason, second: sponsor.id }));
		const { decisions } = await allowed(member.call('pilot', { pilot }));
		expect(decisions[0]).toMatchObject({
			within_permitted: false,
			with_majority: true,
			permitted: ['sunset'],
			override_reason,
			seconded_by: 'sponsor'
		});
	});
});

describe('a recorded decision', () => {
	test.each([
		['scale', 'scaling', {}],
		['extend', 'experiment', { cycle_end: day(60) }],
		['shelve', 'shelved', { wake_on: day(90) }],
		['sunset', 'sunset', {}]
	] as const)('to %s moves the pilot to %s', async (outcome, stage, dates) => {
		const { chair, member } = district.people;
		const pilot = await voted(all(outcome));
		const id = await allowed(record(pilot, outcome, { next_review: day(200), ...dates }));
		const seen = await allowed(member.call('pilot', { pilot }));
		expect(seen).toMatchObject({ stage, docket: null, next_review: day(200), ...dates });
		expect(seen.decisions[0]).toMatchObject({ id, outcome, decided_by: 'chair', tally: { [outcome]: 3 } });
		const moves = await allowed(
			member.client.from('stage_changes').select('act, to_stage, actor_id, note').eq('pilot_id', pilot).eq('act', 'decide')
		);
		expect(moves).toEqual([{ act: 'decide', to_stage: stage, actor_id: chair.id, note: 'The evidence says so.' }]);
	});

	test('keeps the evidence as it was shown, whatever is computed later', async () => {
		const pilot = await voted(all('scale'));
		await allowed(record(pilot, 'scale'));
		const kept = async (who: Actor) =>
			(await allowed(who.client.from('decisions').select('evidence, permitted, tally').eq('pilot_id', pilot)))[0];
		const before = await kept(district.people.member);
		expect(before.evidence).toEqual({ for: 'everyone' });
		await analyse(pilot, ['sunset']);
		for (const part of ['member', 'evaluator', 'admin', 'chair'] as const) {
			expect(await kept(district.people[part]), part).toEqual(before);
		}
	});

	test('is changed and deleted by nobody', async () => {
		const pilot = await voted(all('scale'));
		await allowed(record(pilot, 'scale'));
		await unchanged(district, pilot, async () => {
			for (const part of ['chair', 'admin', 'clerk', 'sponsor', 'lead'] as const) {
				const decisions = () => district.people[part].client.from('decisions');
				await denied(decisions().update({ rationale: 'Otherwise.' }).eq('pilot_id', pilot), NO_GRANT, part);
				await denied(decisions().delete().eq('pilot_id', pilot), NO_GRANT, part);
				await denied(decisions().insert({ pilot_id: pilot, outcome: 'sunset' }), NO_GRANT, part);
			}
		});
	});

	test('is followed by a later one, on votes of its own', async () => {
		const { evaluator, sponsor, member, clerk, chair } = district.people;
		const pilot = await voted(all('extend'));
		await allowed(record(pilot, 'extend', { cycle_end: day(1) }));
		await must(evaluator, 'submit_evaluation', { pilot, summary: 'Still fine.', recommendation: 'scale' });
		await must(sponsor, 'advance_pilot', advance(pilot, 'experiment', 'decision', 'We know enough.'));
		await must(clerk, 'call_meeting', { held_on: day(0), chair: chair.id });
		await analyse(pilot, ['scale']);
		expect(await allowed(member.call('pilot', { pilot }))).toMatchObject({ docket: { votes: 0 } });
		await refused(pilot, ['409 no_quorum', 'scale']);
		for (const voter of [sponsor, chair]) await must(voter, 'cast_vote', { pilot, choice: 'scale' });
		await allowed(record(pilot, 'scale'));
		const { decisions } = await allowed(member.call('pilot', { pilot }));
		expect(decisions.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['scale', 'extend']);
	});
});
