import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied } from './checks.ts';
import { record } from './decide.ts';
import { foundDistrict, type District, type Part } from './district.ts';
import { day } from './forms.ts';
import { asOwner } from './owner.ts';
import { activityOf, advance, analyse, must, pilotIn, type Stage } from './pilots.ts';
import { unchanged } from './witness.ts';

let district: District;

beforeAll(async () => {
	district = await foundDistrict();
});

const WORDS = 'It showed one student the chat of another.';
const tell = (who: Actor, pilot: string, some: object = {}) =>
	who.call('report_incident', {
		pilot,
		severity: 'minor',
		occurred_on: day(0),
		what_happened: WORDS,
		...some
	});
const page = (who: Actor, pilot: string) => allowed(who.call('pilot', { pilot }), who.name);

test('anybody of the district reports one, from vetting on', async () => {
	const pilot = await pilotIn(district, 'experiment');
	for (const [part, who] of Object.entries(district.people) as [Part, Actor][]) {
		if (part === 'deactivated') await denied(tell(who, pilot), '403 no_person');
		else await allowed(tell(who, pilot), part);
	}
	await denied(tell(district.outsider, pilot), '404 no_such_pilot');
	await denied(tell(district.stranger, pilot), '403 no_person');
	for (const stage of ['proposed', 'declined', 'withdrawn'] as Stage[]) {
		const other = await pilotIn(district, stage);
		await unchanged(district, other, () => denied(tell(district.people.member, other), '409 not_now', stage));
	}
});

test('with a severity, a day and words', async () => {
	const pilot = await pilotIn(district, 'vetting');
	const { member } = district.people;
	await unchanged(district, pilot, async () => {
		for (const severity of ['grave', '', null])
			await denied(tell(member, pilot, { severity }), '422 no_severity');
		for (const occurred_on of [day(2), null])
			await denied(tell(member, pilot, { occurred_on }), '422 no_date');
		for (const what_happened of ['', '   ', null])
			await denied(tell(member, pilot, { what_happened }), '422 no_words');
		await denied(tell(member, pilot, { what_happened: 'x'.repeat(4001) }), '422 too_long');
	});
});

test('nobody stops pilots and mails people without end: twenty an hour', async () => {
	const pilot = await pilotIn(district, 'vetting');
	const { collector, member } = district.people;
	const grave = () => tell(collector, pilot, { severity: 'serious' });
	for (let times = 1; times < 20; times += 1) await allowed(grave());
	await unchanged(district, pilot, async () =>
		expect(await denied(grave(), '429 too_many')).toEqual({ most: 20 })
	);
	await allowed(tell(member, pilot));
});

test('what happened is read by those who must know; that there was one, by all', async () => {
	const { member } = district.people;
	const pilot = await pilotIn(district, 'experiment');
	await allowed(tell(member, pilot));
	const reads: Part[] = [
		'lead',
		'teammate',
		'collector',
		'insider',
		'sponsor',
		'evaluator',
		'reviewer',
		'privacyReviewer',
		'cabinet2',
		'cabinet3',
		'chair',
		'admin',
		'former',
		'member'
	];
	for (const [part, who] of Object.entries(district.people) as [Part, Actor][]) {
		if (part === 'deactivated') continue;
		const seen = await page(who, pilot);
		expect(seen.incidents, part).toMatchObject([
			{ severity: 'minor', reported_by: 'member', what_happened: reads.includes(part) ? WORDS : null }
		]);
		const lines = await activityOf(who, pilot);
		expect(lines[0], part).toMatchObject({
			verb: 'reported an incident',
			facts: { severity: 'minor' }
		});
		expect(JSON.stringify(lines), part).not.toContain('chat of another');
		const rows = await allowed(who.client.from('incidents').select('what_happened').eq('pilot_id', pilot));
		expect(rows, part).toHaveLength(reads.includes(part) ? 1 : 0);
	}
	expect(await page(member, pilot), 'a minor one stops nothing').toMatchObject({ on_hold: false });
});

describe('a serious one', () => {
	test('holds the pilot at once, and reviewers, sponsor and AI office hear of it', async () => {
		const { teammate, member } = district.people;
		const pilot = await pilotIn(district, 'experiment');
		const incident = await allowed(tell(teammate, pilot, { severity: 'serious' }));
		const seen = await page(member, pilot);
		expect(seen).toMatchObject({
			on_hold: true,
			holds: [{ source: 'incident', raised_by: null, raised_as: 'incident' }]
		});
		expect(JSON.stringify(seen)).not.toContain('chat of another');
		const mails = await asOwner<{ address: string; facts: object }>(
			`select address, facts from private.mails where kind = 'incident' and facts ->> 'pilot' = $1 order by address`,
			pilot
		);
		expect(mails.map(({ address }) => address.split('.')[0])).toEqual([
			'admin',
			'former',
			'insider',
			'privacyreviewer',
			'reviewer',
			'sponsor'
		]);
		expect(mails[0]!.facts).toEqual({
			incident,
			pilot,
			pilots: 1,
			title: 'A tutor for fractions',
			severity: 'serious'
		});
	});

	test('is lifted by a reviewer, the AI office or the cabinet, none of them kept out', async () => {
		const { member, lead, evaluator, insider, former } = district.people;
		for (const part of ['privacyReviewer', 'admin', 'cabinet3'] as const) {
			const pilot = await pilotIn(district, 'vetting');
			await allowed(tell(member, pilot, { severity: 'serious' }));
			const [{ id }] = (await page(member, pilot)).holds;
			const lift = (who: Actor) => who.call('lift_hold', { pilot, hold: id, reason: 'It is mended.' });
			for (const who of [member, lead, evaluator]) await denied(lift(who), '403 not_yours', who.name);
			for (const who of [insider, former]) await denied(lift(who), '403 separation_of_duties', who.name);
			await allowed(lift(district.people[part]), part);
		}
	});

	test('leaves the pilot free to be stopped, decided and sunset', async () => {
		const { member, lead, clerk, chair, cabinet2, sponsor, admin } = district.people;
		const pilot = await pilotIn(district, 'experiment');
		await allowed(tell(member, pilot, { severity: 'serious' }));
		await allowed(
			lead.call('advance_pilot', advance(pilot, 'experiment', 'decision', 'The incident: our stop rule.'))
		);
		await analyse(pilot, ['scale', 'extend', 'shelve', 'sunset']);
		await must(clerk, 'call_meeting', { held_on: day(0), chair: chair.id });
		for (const voter of [sponsor, cabinet2, chair])
			await must(voter, 'cast_vote', { pilot, choice: 'sunset' });
		await denied(record(district, pilot, 'scale', { override_reason: 'All the same.' }), '409 on_hold');
		await allowed(record(district, pilot, 'sunset'));
		expect(await page(admin, pilot)).toMatchObject({ stage: 'sunset', on_hold: true });
	});
});
