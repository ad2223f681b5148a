import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied } from './checks.ts';
import { foundDistrict, type District, type Part } from './district.ts';
import { gives, newcomer } from './newcomers.ts';
import { activityOf, must, pilotIn } from './pilots.ts';
import { unchanged } from './witness.ts';

let district: District;

beforeAll(async () => {
	district = await foundDistrict();
});

const page = (pilot: string) => allowed(district.people.member.call('pilot', { pilot }));
const leave = (who: Actor, pilot: string) => who.call('leave_team', { pilot });
const passOn = (who: Actor, pilot: string, to: Actor) =>
	who.call('seat', { pilot, person: to.id, role: 'lead' });
const team = async (pilot: string) =>
	Object.fromEntries(
		(await page(pilot)).team.map(({ name, role }: { name: string; role: string }) => [name, role])
	);

describe('leaving the team', () => {
	test('is for those on it, and stays on record', async () => {
		const { teammate, collector } = district.people;
		const pilot = await pilotIn(district, 'experiment');
		await unchanged(district, pilot, async () => {
			for (const [part, who] of Object.entries(district.people) as [Part, Actor][]) {
				if (['lead', 'teammate', 'collector', 'insider'].includes(part)) continue;
				await denied(leave(who, pilot), part === 'deactivated' ? '403 no_person' : '403 not_yours', part);
			}
			await denied(leave(district.outsider, pilot), '404 no_such_pilot');
			await denied(leave(district.people.lead, pilot), '409 pass_on_first');
		});
		await allowed(leave(teammate, pilot));
		await allowed(leave(collector, pilot));
		expect(await team(pilot)).toEqual({ lead: 'lead', insider: 'member' });
		const { former_team } = await page(pilot);
		expect(former_team).toMatchObject([
			{ name: 'collector', role: 'data collector' },
			{ name: 'teammate', role: 'member' },
			{ name: 'former', role: 'member' }
		]);
		for (const { left_at } of former_team) expect(left_at).not.toBeNull();
		expect((await activityOf(district.people.lead, pilot))[0]).toMatchObject({
			verb: 'left',
			actor: 'collector',
			facts: { person: 'collector' }
		});
		await denied(collector.call('log_measurements', { pilot, rows: [{}] }), '403 not_yours');
	});
});

describe('the lead', () => {
	test('passes the lead on, and stays as a member', async () => {
		const { lead, teammate } = district.people;
		const pilot = await pilotIn(district, 'vetting');
		await allowed(passOn(lead, pilot, teammate));
		expect(await team(pilot)).toMatchObject({ teammate: 'lead', lead: 'member' });
		const [line] = await activityOf(lead, pilot);
		expect(line).toMatchObject({
			verb: 'passed on the lead',
			actor: 'lead',
			facts: { person: 'teammate' }
		});
		await denied(passOn(lead, pilot, district.people.member), '403 not_yours');
		await allowed(leave(lead, pilot));
		await denied(leave(teammate, pilot), '409 pass_on_first');
	});

	test('to somebody who does not judge it, of the district, and active', async () => {
		const { lead, sponsor, evaluator, reviewer, deactivated } = district.people;
		const guest = await newcomer(district.id, 'guest');
		const pilot = await pilotIn(district, 'vetting');
		await unchanged(district, pilot, async () => {
			for (const who of [sponsor, evaluator, reviewer]) {
				await denied(passOn(lead, pilot, who), '403 separation_of_duties', who.name);
			}
			for (const who of [deactivated, district.outsider]) {
				await denied(passOn(lead, pilot, who), '422 wrong_person', who.name);
			}
			await denied(passOn(lead, pilot, guest), '422 outside', guest.name);
		});
	});

	test('who leaves the team to vote has no vote', async () => {
		const pilot = await pilotIn(district, 'experiment');
		const { lead, teammate, evaluator } = district.people;
		await gives(district.id, lead.id, 'cabinet');
		await allowed(passOn(lead, pilot, teammate));
		await allowed(leave(lead, pilot));
		await must(teammate, 'advance_pilot', {
			pilot,
			from_stage: 'experiment',
			to_stage: 'decision',
			note: 'The stop rule.'
		});
		await unchanged(district, pilot, async () => {
			const facts = await denied(
				lead.call('cast_vote', { pilot, choice: 'scale' }),
				'403 separation_of_duties'
			);
			expect(facts).toEqual({ why: 'team' });
		});
		expect(await allowed(lead.call('pilot', { pilot }))).toMatchObject({
			kept_out: true,
			kept_out_why: 'team',
			docket: { i_vote: false }
		});
		expect(await allowed(evaluator.call('pilot', { pilot }))).toMatchObject({ kept_out: false });
	});

	test('two who are passed the lead at once: one has it', async () => {
		const { lead, teammate, collector } = district.people;
		const pilot = await pilotIn(district, 'proposed');
		const answers = await Promise.all([passOn(lead, pilot, teammate), passOn(lead, pilot, collector)]);
		expect(answers.filter(({ error }) => !error)).toHaveLength(1);
		await denied(Promise.resolve(answers.find(({ error }) => error)!), '403 not_yours');
		expect(Object.values(await team(pilot)).filter((role) => role === 'lead')).toHaveLength(1);
	});
});
