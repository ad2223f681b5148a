import { beforeAll, describe, expect, test } from 'vitest';
import { allowed, NOT_UNDERSTOOD } from './checks.ts';
import { all, record, refused, voted, type Refusal } from './decide.ts';
import { foundDistrict, type District } from './district.ts';
import { day } from './forms.ts';
import { asOwner } from './owner.ts';
import { analyse, must } from './pilots.ts';

let district: District;

beforeAll(async () => {
	district = await foundDistrict();
});

describe('what a decision asks for', () => {
	test('words, an outcome, and dates that lie ahead', async () => {
		const pilot = await voted(district, all('extend'));
		await refused(
			district,
			pilot,
			...['', '  ', null].map((rationale): Refusal => ['422 no_reason', 'extend', { rationale }]),
			...[null, day(0), day(-1)].map((cycle_end): Refusal => ['422 no_date', 'extend', { cycle_end }]),
			...[null, day(0), day(-1)].map((wake_on): Refusal => ['422 no_date', 'shelve', { wake_on }]),
			['422 too_long', 'extend', { rationale: 'x'.repeat(4001), cycle_end: day(9) }],
			['422 too_long', 'extend', { override_reason: 'x'.repeat(2001), cycle_end: day(9) }],
			[NOT_UNDERSTOOD, 'continue'],
			['422 no_outcome', null],
			...['infinity', day(2000)].map((cycle_end): Refusal => ['422 wrong_date', 'extend', { cycle_end }]),
			...['infinity', day(4000)].map((wake_on): Refusal => ['422 wrong_date', 'shelve', { wake_on }]),
			...['infinity', day(2000), day(0), day(-1), '0001-01-01'].map((next_review): Refusal => [
				'422 wrong_date',
				'sunset',
				{ next_review }
			])
		);
	});

	test('words that may be long: the decision has them whole, its move the beginning', async () => {
		const pilot = await voted(district, all('shelve'));
		const rationale = 'x'.repeat(4000);
		await allowed(record(district, pilot, 'shelve', { rationale, wake_on: day(90) }));
		const { decisions } = await allowed(district.people.member.call('pilot', { pilot }));
		expect(decisions[0].rationale).toBe(rationale);
		const notes = await allowed(
			district.people.member.client
				.from('stage_changes')
				.select('note')
				.eq('pilot_id', pilot)
				.eq('act', 'decide')
		);
		expect(notes).toEqual([{ note: `${'x'.repeat(1999)}…` }]);
	});

	test('a quorum of votes, to which abstaining and staying out do not add', async () => {
		const { cabinet2, cabinet3, sponsor } = district.people;
		const pilot = await voted(district, {});
		await refused(district, pilot, ['409 no_quorum', 'scale']);
		await must(district.people.chair, 'cast_vote', { pilot, choice: 'scale' });
		await refused(district, pilot, ['409 no_quorum', 'scale']);
		for (const [voter, choice] of [
			[sponsor, 'abstain'],
			[cabinet2, 'recuse'],
			[cabinet3, 'abstain']
		] as const) {
			await must(voter, 'cast_vote', { pilot, choice, reason: 'I know the vendor.' });
		}
		await refused(district, pilot, ['409 no_quorum', 'scale']);
		await must(cabinet3, 'cast_vote', { pilot, choice: 'scale' });
		await allowed(record(district, pilot, 'scale'));
	});

	test('the quorum of the district', async () => {
		const pilot = await voted(district, { chair: 'scale' });
		await asOwner('update public.districts set quorum = 1 where id = $1', district.id);
		await allowed(record(district, pilot, 'scale'));
		await asOwner('update public.districts set quorum = 2 where id = $1', district.id);
	});

	test('more votes for one outcome than for any other: a tie decides nothing', async () => {
		const pilot = await voted(district, {
			chair: 'scale',
			sponsor: 'scale',
			cabinet2: 'sunset',
			cabinet3: 'sunset'
		});
		const more = { override_reason: 'I chair.', cycle_end: day(9) };
		await refused(
			district,
			pilot,
			...['scale', 'sunset', 'extend'].map((outcome): Refusal => ['409 tie', outcome, more])
		);
	});

	test('evidence on the latest results', async () => {
		const { lead, admin } = district.people;
		const pilot = await voted(district, all('scale'));
		await asOwner('delete from private.analyses where pilot_id = $1', pilot);
		await refused(district, pilot, ['409 evidence_stale', 'scale']);
		expect(await allowed(lead.call('analysis', { pilot }))).toBeNull();
		await analyse(pilot, ['scale']);
		await asOwner(`update private.analyses set fingerprint = 'older' where pilot_id = $1`, pilot);
		await refused(district, pilot, ['409 evidence_stale', 'scale']);
		expect(await allowed(admin.call('analysis', { pilot }))).toMatchObject({ current: false });
		await analyse(pilot, ['scale']);
		await allowed(record(district, pilot, 'scale'));
	});
});

describe('departing', () => {
	test('from the majority needs a written reason', async () => {
		const pilot = await voted(district, { chair: 'extend', sponsor: 'scale', cabinet2: 'scale' });
		await refused(
			district,
			pilot,
			...['', '  ', null].map((override_reason): Refusal => [
				'422 no_reason',
				'extend',
				{ cycle_end: day(60), override_reason }
			])
		);
		await allowed(
			record(district, pilot, 'extend', { cycle_end: day(60), override_reason: 'One term is too short.' })
		);
		const { decisions } = await allowed(district.people.member.call('pilot', { pilot }));
		expect(decisions[0]).toMatchObject({
			with_majority: false,
			within_permitted: true,
			override_reason: 'One term is too short.',
			seconded_by: null
		});
	});

	test('where the majority decides, not at all', async () => {
		const pilot = await voted(district, { chair: 'extend', sponsor: 'scale', cabinet2: 'scale' });
		await asOwner(`update public.districts set decision_rule = 'majority' where id = $1`, district.id);
		const override_reason = 'One term is too short.';
		await refused(district, pilot, [
			'422 against_majority',
			'extend',
			{ cycle_end: day(60), override_reason }
		]);
		await allowed(record(district, pilot, 'scale'));
		await asOwner(
			`update public.districts set decision_rule = 'chair after quorum' where id = $1`,
			district.id
		);
		const { decisions } = await allowed(district.people.member.call('pilot', { pilot }));
		expect(decisions[0]).toMatchObject({ with_majority: true });
	});

	test('from what the evidence permits needs a reason and a second who voted for it', async () => {
		const { sponsor, cabinet2, cabinet3, chair, member, insider } = district.people;
		const pilot = await voted(
			district,
			{ chair: 'scale', sponsor: 'scale', cabinet2: 'extend', cabinet3: 'abstain' },
			['sunset']
		);
		const override_reason = 'The families want it.';
		const noSecond = [chair, cabinet2, cabinet3, member, insider, district.outsider].map(({ id }) => id);
		await refused(
			district,
			pilot,
			['422 no_reason', 'scale', { second: sponsor.id }],
			['422 no_second', 'scale', { override_reason }],
			...noSecond.map((second): Refusal => ['422 no_second', 'scale', { override_reason, second }])
		);
		await allowed(record(district, pilot, 'scale', { override_reason, second: sponsor.id }));
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
