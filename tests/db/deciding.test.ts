import { beforeAll, describe, expect, test } from 'vitest';
import { allowed, denied } from './checks.ts';
import { all, record, refused, voted, type Refusal } from './decide.ts';
import { foundDistrict, lapse, newcomer, type District } from './district.ts';
import { day, result } from './forms.ts';
import { asOwner } from './owner.ts';
import { analyse, must, pilotIn } from './pilots.ts';
import { unchanged } from './witness.ts';

let district: District;

beforeAll(async () => {
	district = await foundDistrict();
});

const pageOf = (pilot: string) => allowed(district.people.member.call('pilot', { pilot }));
const votesOf = (decision: string) => allowed(district.people.clerk.call('decision_votes', { decision }));

describe('one decision for a docket item', () => {
	test('whatever is clicked twice: the second is told who decided what, and nothing is doubled', async () => {
		const { lead } = district.people;
		const pilot = await voted(district, all('scale'));
		const asked = {
			conditions: [{ words: 'Train the new schools.', owner: lead.id, due_on: day(30) }]
		};
		const answers = await Promise.all([1, 2, 3].map(() => record(district, pilot, 'scale', asked)));
		const lost = answers.filter(({ error }) => error);
		expect(lost).toHaveLength(2);
		for (const answer of lost) {
			const facts = await denied(Promise.resolve(answer), '409 not_now');
			expect(facts).toMatchObject({ by: 'chair', outcome: 'scale', stage: 'scaling' });
			expect(answer.error!.message).toMatch(
				/^chair recorded the decision already, on .+: scale\. Nothing of yours/
			);
		}
		const { decisions, conditions } = await pageOf(pilot);
		expect(decisions).toHaveLength(1);
		expect(conditions).toHaveLength(1);
		const moves = await asOwner(
			`select 1 from public.stage_changes where pilot_id = $1 and act = 'decide'`,
			pilot
		);
		expect(moves).toHaveLength(1);
		const mails = await asOwner<{ key: string }>(
			`select key from private.mails where kind = 'decision_letter' and facts ->> 'pilot' = $1`,
			pilot
		);
		expect(mails.length).toBeGreaterThan(0);
		expect(new Set(mails.map(({ key }) => key)).size).toBe(mails.length);
	});

	test('nor by a page of an earlier item, once the pilot is on the docket again', async () => {
		const { evaluator, sponsor, clerk, chair } = district.people;
		const pilot = await voted(district, all('extend'));
		const [{ id: item }] = (await asOwner<{ id: string }>(
			'select id from public.docket_items where pilot_id = $1 and closed_at is null',
			pilot
		)) as [{ id: string }];
		await allowed(record(district, pilot, 'extend', { cycle_end: day(1), item }));
		await must(evaluator, 'submit_evaluation', { pilot, summary: 'Still fine.', recommendation: 'scale' });
		await must(sponsor, 'advance_pilot', {
			pilot,
			from_stage: 'experiment',
			to_stage: 'decision',
			note: 'Enough.'
		});
		await must(clerk, 'call_meeting', { held_on: day(0), chair: chair.id });
		await analyse(pilot, ['scale']);
		for (const voter of [sponsor, chair]) await must(voter, 'cast_vote', { pilot, choice: 'scale' });
		await unchanged(district, pilot, async () => {
			const facts = await denied(record(district, pilot, 'scale', { item }), '409 not_now');
			expect(facts).toMatchObject({ outcome: 'extend', by: 'chair' });
		});
		await allowed(record(district, pilot, 'scale'));
		const { decisions } = await pageOf(pilot);
		expect(decisions[0]).toMatchObject({ supersedes: decisions[1].id, superseded_by: null, cycle: null });
		expect(decisions[1]).toMatchObject({ superseded_by: decisions[0].id, cycle: 2 });
	});

	test('recording closes the voting, and says who did', async () => {
		const pilot = await voted(district, all('sunset'));
		await allowed(record(district, pilot, 'sunset'));
		const [item] = await asOwner('select * from public.docket_items where pilot_id = $1', pilot);
		expect(item).toMatchObject({ voting_closed_by: district.people.chair.id, closed_how: 'decided' });
		expect(item!.voting_closed_at).not.toBeNull();
	});

	test('a matter of a pilot that goes on is put to the vote first', async () => {
		const { chair, sponsor, clerk } = district.people;
		const pilot = await pilotIn(district, 'scaling');
		await must(clerk, 'call_meeting', { held_on: day(0), chair: chair.id });
		await must(clerk, 'put_on_docket', { pilot, note: 'Is it still used as planned?', meeting: null });
		await unchanged(district, pilot, async () => {
			await denied(record(district, pilot, 'sunset'), '409 not_now');
			await denied(record(district, pilot, 'sunset', {}, sponsor), '403 not_yours');
		});
	});

	test('the quorum is of members who are there, where a meeting takes attendance', async () => {
		const { chair, cabinet2 } = district.people;
		const pilot = await voted(district, all('scale'));
		const quorum = async (present: string) => {
			await asOwner(
				`create or replace function private.present_members(meeting uuid) returns uuid[]
				language sql stable security definer set search_path = '' as $$ select ${present} $$`
			);
		};
		const was = await asOwner<{ source: string }>(
			`select pg_get_functiondef('private.present_members(uuid)'::regprocedure) as source`
		);
		try {
			await quorum(`array['${chair.id}']::uuid[]`);
			const facts = await denied(record(district, pilot, 'scale'), '409 no_quorum');
			expect(facts).toEqual({ present: 1, quorum: 2, eligible: 4 });
			await quorum(`array['${chair.id}', '${cabinet2.id}']::uuid[]`);
			await allowed(record(district, pilot, 'scale'));
		} finally {
			await asOwner(was[0]!.source);
		}
	});
});

describe('votes are kept as they stood', () => {
	test('with those that did not count, and why', async () => {
		const { lead, member, sponsor, cabinet2, cabinet3, clerk, admin } = district.people;
		const pilot = await voted(district, {
			sponsor: 'scale',
			cabinet2: 'scale',
			chair: 'extend',
			cabinet3: 'recuse'
		});
		const late = await newcomer(district.id, 'late', ['cabinet']);
		await must(late, 'cast_vote', { pilot, choice: 'sunset', reason: 'It is too much.', no_interest: true });
		// Whoever decides on a pilot is not let onto its team; one who got there all the same has no vote any more.
		await denied(lead.call('seat', { pilot, person: late.id, role: 'member' }), /^(403|409|422) /);
		await asOwner(
			`insert into public.team_members (pilot_id, person_id, district_id, role) values ($1, $2, $3, 'member')`,
			pilot,
			late.id,
			district.id
		);
		// Whoever joined its team seconds nothing either.
		await asOwner(`update private.analyses set permitted = '{shelve}' where pilot_id = $1`, pilot);
		await refused(district, pilot, [
			'422 no_second',
			'sunset',
			{ override_reason: 'It is.', second: late.id }
		]);
		await asOwner(`update private.analyses set permitted = '{scale}' where pilot_id = $1`, pilot);
		const decision = await allowed(record(district, pilot, 'scale'));
		const seen = await pageOf(pilot);
		expect(seen.decisions[0]).toMatchObject({
			tally: { scale: 2, extend: 1, recuse: 1 },
			dissent: 1,
			recused: 1
		});
		const kept = await votesOf(decision);
		const of = (voter: string) => kept.find((one: { voter: string }) => one.voter === voter);
		expect(of('late')).toMatchObject({ choice: 'sunset', counted: false, why_not: 'team', dissents: false });
		expect(of('chair')).toMatchObject({
			choice: 'extend',
			counted: true,
			dissents: true,
			reason: 'I am chair.'
		});
		expect(of('cabinet3')).toMatchObject({ choice: 'recuse', counted: true, dissents: false });
		expect(of('sponsor')).toMatchObject({ sponsors: true, dissents: false });
		for (const who of [sponsor, cabinet2, cabinet3, clerk, admin]) {
			expect((await allowed(who.call('decision', { decision }))).votes, who.name).toHaveLength(5);
		}
		for (const who of [lead, member, district.people.evaluator, district.people.teammate]) {
			await denied(who.call('decision_votes', { decision }), '403 not_yours', who.name);
			const page = await allowed(who.call('decision', { decision }));
			expect(page.votes, who.name).toBeNull();
			expect(JSON.stringify(page), who.name).not.toContain('I am chair.');
		}
		await denied(district.outsider.call('decision', { decision }), '404 no_such_decision');
		await denied(district.outsider.call('decision_votes', { decision }), '404 no_such_decision');
	});

	test('a member who recused themselves from the pilot is there, without a vote', async () => {
		const { cabinet3 } = district.people;
		const pilot = await voted(district, all('shelve'));
		await must(cabinet3, 'recuse', { pilot, reason: 'My sister works there.' });
		const decision = await allowed(record(district, pilot, 'shelve', { wake_on: day(90) }));
		expect(await votesOf(decision)).toEqual(
			expect.arrayContaining([
				expect.objectContaining({ voter: 'cabinet3', choice: 'recuse', counted: false, why_not: 'recused' })
			])
		);
	});
});

describe('extending', () => {
	test('needs to say what must be different, which the page, the log and the evaluator read', async () => {
		const { evaluator } = district.people;
		const pilot = await voted(district, all('extend'));
		const cycle_end = day(60);
		await refused(
			district,
			pilot,
			...['', '  ', null].map((different): Refusal => [
				'422 nothing_different',
				'extend',
				{ cycle_end, different }
			]),
			['422 too_long', 'extend', { cycle_end, different: 'x'.repeat(2001) }]
		);
		await allowed(record(district, pilot, 'extend', { cycle_end, different: ' Forty classes. ' }));
		const { decisions } = await allowed(evaluator.call('pilot', { pilot }));
		expect(decisions[0]).toMatchObject({ different: 'Forty classes.', cycle: 2 });
		const { lines } = await allowed(evaluator.call('activity_log', { filters: { pilot } }));
		expect(lines.find(({ verb }: { verb: string }) => verb === 'decided').facts).toMatchObject({
			different: 'Forty classes.'
		});
	});

	test('at most as often as the district says, unless the cabinet waives that', async () => {
		const pilot = await voted(district, all('extend'));
		await asOwner('update public.districts set most_extensions = 0 where id = $1', district.id);
		try {
			await refused(district, pilot, ['422 gate_not_met', 'extend', { cycle_end: day(60) }]);
			const facts = await denied(
				record(district, pilot, 'extend', { cycle_end: day(60) }),
				'422 gate_not_met'
			);
			expect(facts).toEqual({ act: 'extend', unmet: ['extensions'] });
			await waived(pilot, 'extend', 'extensions');
			await allowed(record(district, pilot, 'extend', { cycle_end: day(60) }));
		} finally {
			await asOwner('update public.districts set most_extensions = 2 where id = $1', district.id);
		}
	});

	test('gives a cycle with a plan that can be amended, and periods of its own', async () => {
		const { evaluator } = district.people;
		const pilot = await voted(district, all('extend'));
		await allowed(record(district, pilot, 'extend', { cycle_end: day(60) }));
		const { plan } = await pageOf(pilot);
		const { locked_at: _, ...same } = plan;
		await allowed(
			evaluator.call('amend_plan', {
				pilot,
				plan: { ...same, outcome_period: 'Autumn' },
				reason: 'The second cycle is counted in autumn.'
			})
		);
		const rows = [result(district, { period: 'Autumn' })];
		expect(await allowed(evaluator.call('log_measurements', { pilot, rows }))).toEqual([
			expect.objectContaining({ state: 'logged' })
		]);
	});
});

const waived = (pilot: string, act: string, criterion: string) =>
	asOwner(
		`insert into public.waivers (district_id, pilot_id, act, criterion, reason, person_id) values ($1, $2, $3, $4, 'We know.', $5)`,
		district.id,
		pilot,
		act,
		criterion,
		district.people.cabinet2.id
	);

describe('scaling and extending ask that nothing is in the way', () => {
	test('not with a blocking finding that is open, unless it is waived; shelving is not held', async () => {
		const { privacyReviewer, lead } = district.people;
		const pilot = await voted(district, all('scale'));
		await asOwner(
			`insert into private.findings (district_id, pilot_id, specialty, severity, title, body, owner_id, due_on, raised_by)
			values ($1, $2, 'privacy', 'blocking', 'Chats are kept.', 'For a year.', $3, private.today() + 9, $4)`,
			district.id,
			pilot,
			lead.id,
			privacyReviewer.id
		);
		await unchanged(district, pilot, async () => {
			const facts = await denied(record(district, pilot, 'scale'), '422 gate_not_met');
			expect(facts).toEqual({ act: 'scale', unmet: ['findings'] });
			const { error } = await record(district, pilot, 'scale');
			expect(error!.message).toBe(
				'To scale this pilot, this is still in the way: findings. Nothing was recorded.'
			);
		});
		await waived(pilot, 'scale', 'findings');
		const decision = await allowed(record(district, pilot, 'scale'));
		const { gates } = await allowed(lead.call('decision', { decision }));
		expect(
			gates.find(
				(one: { act: string; criterion: string }) => one.act === 'scale' && one.criterion === 'findings'
			)
		).toMatchObject({
			met: true,
			facts: { waived: { reason: 'We know.' } }
		});
		expect(
			gates.find(
				(one: { act: string; criterion: string }) => one.act === 'extend' && one.criterion === 'findings'
			)
		).toMatchObject({ met: false });
	});

	test('not with an overdue condition of an earlier decision', async () => {
		const { lead, cabinet2, evaluator, sponsor, clerk, chair } = district.people;
		const pilot = await voted(district, all('extend'));
		const conditions = [{ words: 'Name the owner.', owner: lead.id, due_on: day(0) }];
		await allowed(record(district, pilot, 'extend', { cycle_end: day(1), conditions }));
		await must(evaluator, 'submit_evaluation', { pilot, summary: 'Still fine.', recommendation: 'scale' });
		await must(sponsor, 'advance_pilot', {
			pilot,
			from_stage: 'experiment',
			to_stage: 'decision',
			note: 'Enough.'
		});
		await must(clerk, 'call_meeting', { held_on: day(0), chair: chair.id });
		await analyse(pilot, ['scale', 'sunset']);
		for (const voter of [sponsor, chair]) await must(voter, 'cast_vote', { pilot, choice: 'scale' });
		await asOwner('update private.conditions set due_on = due_on - 1 where pilot_id = $1', pilot);
		await unchanged(district, pilot, async () => {
			const facts = await denied(record(district, pilot, 'scale'), '422 gate_not_met');
			expect(facts).toEqual({ act: 'scale', unmet: ['conditions'] });
		});
		const [{ id: condition }] = (await pageOf(pilot)).conditions;
		await allowed(cabinet2.call('lift_condition', { condition, reason: 'The office names one.' }));
		await allowed(record(district, pilot, 'scale'));
	});

	test('an overdue cycle is asked for the same', async () => {
		const { privacyReviewer, lead, clerk, chair, sponsor, cabinet2 } = district.people;
		const pilot = await pilotIn(district, 'experiment');
		await asOwner('update public.pilots set cycle_end = private.today() - 1 where id = $1', pilot);
		await must(clerk, 'call_meeting', { held_on: day(0), chair: chair.id });
		await analyse(pilot, ['extend', 'sunset']);
		for (const voter of [sponsor, cabinet2]) await must(voter, 'cast_vote', { pilot, choice: 'extend' });
		await asOwner(
			`insert into private.findings (district_id, pilot_id, specialty, severity, title, body, owner_id, due_on, raised_by)
			values ($1, $2, 'privacy', 'blocking', 'Chats are kept.', 'For a year.', $3, private.today() + 9, $4)`,
			district.id,
			pilot,
			lead.id,
			privacyReviewer.id
		);
		await refused(district, pilot, ['422 gate_not_met', 'extend', { cycle_end: day(60) }]);
		await allowed(record(district, pilot, 'sunset', { override_reason: 'It cannot go on as it is.' }));
	});

	test('not with a student-data agreement that ran out, which nobody waives', async () => {
		const own = await foundDistrict();
		const pilot = await pilotIn(own, {
			stage: 'decision',
			tier: 'high',
			permitted: ['scale', 'extend', 'sunset']
		});
		const { sponsor, cabinet2, chair } = own.people;
		for (const voter of [sponsor, cabinet2, chair])
			await must(voter, 'cast_vote', { pilot, choice: 'scale' });
		await lapse(own.tool);
		await unchanged(own, pilot, async () => {
			for (const [outcome, more] of [
				['scale', {}],
				['extend', { cycle_end: day(30), override_reason: 'More time.' }]
			] as const) {
				const facts = await denied(record(own, pilot, outcome, more), '422 gate_not_met');
				expect(facts.unmet).toContain('data_agreement');
			}
			await denied(
				cabinet2.call('waive', { pilot, criterion: 'data_agreement', reason: 'Soon.' }),
				/^422 (never_waived|no_such_criterion)$/
			);
		});
		await allowed(record(own, pilot, 'sunset', { override_reason: 'Without an agreement it closes.' }));
	});
});
