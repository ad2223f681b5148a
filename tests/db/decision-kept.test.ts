import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { allowed, denied, NO_GRANT } from './checks.ts';
import { all, record, voted } from './decide.ts';
import { foundDistrict, type District } from './district.ts';
import { day, result } from './forms.ts';
import { asOwner } from './owner.ts';
import { must, pilotIn } from './pilots.ts';

let district: District;

beforeAll(async () => {
	district = await foundDistrict();
});

const lettersOf = (pilot: string) =>
	asOwner<{ name: string; facts: Record<string, unknown> }>(
		`select p.name, m.facts from private.mails m join public.people p on p.id = m.person_id
		where m.kind = 'decision_letter' and m.facts ->> 'pilot' = $1 order by p.name`,
		pilot
	);

describe('evidence that is corrected after the decision', () => {
	test('flags the decision, which keeps what it saw', async () => {
		const { evaluator, member } = district.people;
		const pilot = await voted(district, all('extend'));
		const decision = await allowed(record(district, pilot, 'extend', { cycle_end: day(60) }));
		const before = await allowed(member.call('decision', { decision }));
		expect(before).toMatchObject({ corrected_since: null, evidence: { for: 'everyone' } });
		const [row] = await asOwner<{ id: string }>(
			`select m.id from private.live_measurements m join public.metrics k on k.id = m.metric_id
			where m.pilot_id = $1 and k.name = 'score' and m.arm = 'pilot' and m.phase = 'outcome'`,
			pilot
		);
		// What is logged anew corrects nothing.
		const late = result(district, { period: 'Autumn' });
		await must(evaluator, 'log_measurements', { pilot, rows: [late] });
		await must(evaluator, 'log_measurements', {
			pilot,
			rows: [{ ...late, id: randomUUID(), mean: 50, supersedes: late.id, reason: 'A slip.' }]
		});
		expect(await allowed(member.call('decision', { decision }))).toMatchObject({ corrected_since: null });
		await must(evaluator, 'log_measurements', {
			pilot,
			rows: [result(district, { mean: 55, supersedes: row!.id, reason: 'Two papers were counted twice.' })]
		});
		const after = await allowed(member.call('decision', { decision }));
		expect(after).toEqual({ ...before, corrected_since: { rows: 1, at: expect.any(String) } });
		const { decisions } = await allowed(member.call('pilot', { pilot }));
		expect(decisions[0]).toMatchObject({ corrected_since: { rows: 1 } });
	});
});

describe('the letter of a decision', () => {
	test('goes once to the team, the sponsor and whoever owns a condition, in what they need', async () => {
		const { lead, clerk } = district.people;
		const pilot = await voted(district, all('scale'));
		const conditions = [
			{ words: 'Train the new schools.', owner: lead.id, due_on: day(30), evidence_asked: 'The list.' },
			{ words: 'File the contract.', owner: clerk.id, due_on: day(10) }
		];
		const decision = await allowed(record(district, pilot, 'scale', { conditions, next_review: day(200) }));
		const letters = await lettersOf(pilot);
		expect(letters.map(({ name }) => name)).toEqual(
			expect.arrayContaining(['lead', 'teammate', 'collector', 'sponsor', 'clerk'])
		);
		expect(letters.map(({ name }) => name)).not.toContain('member');
		const mine = letters.find(({ name }) => name === 'lead')!.facts;
		expect(mine).toMatchObject({ decision, outcome: 'scale', by: 'chair', next_review: day(200) });
		expect(mine.conditions).toEqual([
			{
				words: 'Train the new schools.',
				owner: 'lead',
				due_on: day(30),
				evidence_asked: 'The list.',
				yours: true
			},
			{ words: 'File the contract.', owner: 'clerk', due_on: day(10), evidence_asked: '', yours: false }
		]);
		const noticed = await asOwner<{ name: string }>(
			`select p.name from private.mails m join public.people p on p.id = m.person_id
			where m.kind = 'notice' and m.facts ->> 'pilot' = $1 and m.facts ->> 'verb' = 'decided'`,
			pilot
		);
		// Nobody gets two mails about one decision.
		for (const { name } of noticed) expect(letters.map((one) => one.name)).not.toContain(name);
		expect(noticed.map(({ name }) => name)).toContain('evaluator');
	});
});

describe('what is kept', () => {
	test('is changed by nobody, the owner of the database included', async () => {
		const pilot = await voted(district, all('sunset'));
		const decision = await allowed(record(district, pilot, 'sunset'));
		for (const table of ['decision_votes', 'decision_gates'])
			for (const act of [
				`delete from private.${table} where decision_id = $1`,
				`update private.${table} set district_id = district_id where decision_id = $1`
			])
				await expect(asOwner(act, decision)).rejects.toThrow();
	});

	test('is read by whoever sees the pilot', async () => {
		const pilot = await voted(district, all('sunset'));
		const decision = await allowed(record(district, pilot, 'sunset'));
		for (const who of Object.values(district.people)) {
			if (who.name === 'deactivated') continue;
			expect(await allowed(who.call('decision', { decision }), who.name)).toMatchObject({
				outcome: 'sunset',
				fingerprint: expect.any(String),
				before: null,
				after: null
			});
		}
		await denied(district.people.deactivated.call('decision', { decision }), '403 no_person');
		await denied(district.nobody.call('decision', { decision }), NO_GRANT);
		await denied(district.people.member.call('decision', { decision: randomUUID() }), '404 no_such_decision');
	});
});

describe('what the form of a decision needs', () => {
	test('is told to whoever records it', async () => {
		const { chair, cabinet2, admin, lead } = district.people;
		const pilot = await pilotIn(district, 'decision');
		const told = await allowed(chair.call('deciding', { pilot }));
		expect(told).toMatchObject({
			next_cycle: 2,
			extensions: { times: 0, most: 2 },
			quorum: { quorum: 2 }
		});
		const parts = Object.fromEntries(
			told.people.map(({ id, part }: { id: string; part: string }) => [id, part])
		);
		expect(parts).toMatchObject({ [lead.id!]: 'lead', [cabinet2.id!]: 'cabinet', [admin.id!]: 'admin' });
		for (const who of [cabinet2, admin, lead])
			await denied(who.call('deciding', { pilot }), '403 not_yours', who.name);
		await denied(chair.call('deciding', { pilot: await pilotIn(district, 'scaling') }), '409 not_now');
	});
});
