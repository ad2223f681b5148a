import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied } from './checks.ts';
import { foundDistrict, type District, type Part } from './district.ts';
import { asOwner } from './owner.ts';
import { answerPrinciples, advance, findOneMore, must, pilotIn, signAll } from './pilots.ts';
import { unchanged } from './witness.ts';

let district: District;
let vetting: string;

beforeAll(async () => {
	district = await foundDistrict();
	vetting = await pilotIn(district, 'vetting');
});

const appoint = (who: Actor, pilot: string, person: Actor, role: string | null) =>
	who.call('appoint', { pilot, person: person.id, role });
const seat = (who: Actor, pilot: string, person: Actor, role: string | null) =>
	who.call('seat', { pilot, person: person.id, role });
const holds = async (pilot: string, role: string) => {
	const seen = await allowed(district.people.member.call('pilot', { pilot }));
	return [...seen.team, ...seen.assignments]
		.filter((one: { role: string }) => one.role === role)
		.map(({ name }: { name: string }) => name);
};

describe('the sponsor and the evaluator', () => {
	const office: Part[] = ['admin', 'sponsor'];

	test('are named by the AI office and the sponsor, and by nobody else', async () => {
		const { colleague, cabinet3 } = district.people;
		await unchanged(district, vetting, async () => {
			for (const [part, who] of Object.entries(district.people) as [Part, Actor][]) {
				if (office.includes(part)) continue;
				const how = part === 'deactivated' ? '403 no_person' : '403 not_yours';
				await denied(appoint(who, vetting, colleague, 'evaluator'), how, part);
				if (part !== 'cabinet3') await denied(appoint(who, vetting, cabinet3, 'sponsor'), how, part);
			}
		});
		for (const part of office) {
			await allowed(appoint(district.people[part], vetting, colleague, 'evaluator'));
			expect(await holds(vetting, 'evaluator')).toEqual(['colleague']);
			await allowed(appoint(district.people[part], vetting, district.people.evaluator, 'evaluator'));
			expect(await holds(vetting, 'evaluator')).toEqual(['evaluator']);
		}
	});

	test('a member of the cabinet may take a pilot on, themselves only', async () => {
		const { cabinet2, chair } = district.people;
		const pilot = await pilotIn(district, 'proposed');
		await denied(appoint(cabinet2, pilot, chair, 'sponsor'), '403 not_yours');
		await denied(appoint(cabinet2, pilot, cabinet2, 'evaluator'), '403 not_yours');
		await allowed(appoint(cabinet2, pilot, cabinet2, 'sponsor'));
		expect(await holds(pilot, 'sponsor')).toEqual(['cabinet2']);
	});

	test('hold the role that the seat asks for', async () => {
		const { admin, member, reviewer, evaluator, sponsor, clerk, deactivated } = district.people;
		await unchanged(district, vetting, async () => {
			for (const person of [member, reviewer, evaluator, clerk, admin, deactivated, district.stranger]) {
				await denied(
					appoint(admin, vetting, { ...person, id: person.id || vetting }, 'sponsor'),
					'422 wrong_person'
				);
			}
			for (const person of [member, reviewer, sponsor, clerk, admin, deactivated]) {
				await denied(appoint(admin, vetting, person, 'evaluator'), '422 wrong_person', person.name);
			}
		});
	});

	test('were never on its team since it was proposed', async () => {
		const { admin, insider, former } = district.people;
		await unchanged(district, vetting, async () => {
			for (const role of ['sponsor', 'evaluator']) {
				await denied(appoint(admin, vetting, insider, role), '403 separation_of_duties');
				await denied(appoint(admin, vetting, former, role), '403 separation_of_duties');
			}
		});
	});

	test('there is no such seat for reviewers, nor one without a name', async () => {
		const { admin, reviewer } = district.people;
		await unchanged(district, vetting, async () => {
			await denied(appoint(admin, vetting, reviewer, 'reviewer'), '400 no_such_seat');
			await denied(appoint(admin, vetting, reviewer, null), '422 wrong_person');
			await denied(appoint(admin, vetting, reviewer, 'chair'), '22P02');
			await denied(
				appoint(district.people.member, vetting, reviewer, null),
				/^(403 not_yours|422 wrong_person)$/
			);
		});
	});

	test('lose the part with the role, and whoever held the seat before has none', async () => {
		const { admin, evaluator, colleague } = district.people;
		const pilot = await pilotIn(district, 'vetting');
		await must(admin, 'appoint', { pilot, person: colleague.id, role: 'evaluator' });
		await denied(evaluator.call('accept_measurements', { pilot, ids: '{}' }), '403 not_yours');
		await allowed(colleague.call('accept_measurements', { pilot, ids: '{}' }));
		await asOwner(
			`delete from public.person_roles where person_id = $1 and role = 'evaluator'`,
			colleague.id
		);
		await denied(colleague.call('accept_measurements', { pilot, ids: '{}' }), '403 not_yours');
		await asOwner(
			`insert into public.person_roles (district_id, person_id, role) values ($1, $2, 'evaluator')`,
			district.id,
			colleague.id
		);
	});
});

describe('the team', () => {
	test('is the lead’s to choose', async () => {
		const { member } = district.people;
		await unchanged(district, vetting, async () => {
			for (const [part, who] of Object.entries(district.people) as [Part, Actor][]) {
				if (part === 'lead') continue;
				const how = part === 'deactivated' ? '403 no_person' : '403 not_yours';
				await denied(seat(who, vetting, member, 'member'), how, part);
				await denied(seat(who, vetting, district.people.teammate, null), how, part);
			}
		});
	});

	test('takes people of the district who do not judge it', async () => {
		const { lead, deactivated, sponsor, evaluator } = district.people;
		await unchanged(district, vetting, async () => {
			await denied(seat(lead, vetting, deactivated, 'member'), '422 wrong_person');
			await denied(seat(lead, vetting, sponsor, 'member'), '403 separation_of_duties');
			await denied(seat(lead, vetting, evaluator, 'data collector'), '403 separation_of_duties');
		});
	});

	test('has one lead, who stays', async () => {
		const { lead } = district.people;
		await unchanged(district, vetting, async () => {
			for (const role of [null, 'member', 'data collector', 'lead']) {
				await denied(seat(lead, vetting, lead, role), '400 no_such_seat', String(role));
			}
		});
	});

	test('changes by joining, changing the seat and leaving; every seat is remembered', async () => {
		const { lead, member } = district.people;
		const pilot = await pilotIn(district, 'proposed');
		await allowed(seat(lead, pilot, member, 'member'));
		expect(await holds(pilot, 'member')).toContain('member');
		await allowed(seat(lead, pilot, member, 'data collector'));
		expect(await holds(pilot, 'data collector')).toEqual(['collector', 'member']);
		await allowed(seat(lead, pilot, member, null));
		expect(await holds(pilot, 'data collector')).toEqual(['collector']);
		const seats = await allowed(
			lead.client
				.from('team_members')
				.select('role, left_at')
				.eq('pilot_id', pilot)
				.eq('person_id', member.id)
		);
		expect(seats).toHaveLength(2);
		for (const { left_at } of seats) expect(left_at).not.toBeNull();
	});

	test('lets go of somebody who is no longer active', async () => {
		const { lead, teammate } = district.people;
		const pilot = await pilotIn(district, 'proposed');
		await asOwner('update public.people set active = false where id = $1', teammate.id);
		try {
			await allowed(seat(lead, pilot, teammate, null));
			expect(await holds(pilot, 'member')).not.toContain('teammate');
		} finally {
			await asOwner('update public.people set active = true where id = $1', teammate.id);
		}
	});

	test('never takes in somebody who has judged the pilot already', async () => {
		const { lead, reviewer, cabinet3 } = district.people;
		await unchanged(district, vetting, async () => {
			await denied(seat(lead, vetting, reviewer, 'member'), '403 separation_of_duties', 'signed a review');
		});
		const pilot = await pilotIn(district, 'decision');
		await must(cabinet3, 'cast_vote', { pilot, choice: 'sunset' });
		await unchanged(district, pilot, async () => {
			await denied(seat(lead, pilot, cabinet3, 'member'), '403 separation_of_duties', 'voted');
		});
	});

	test('a lead cannot put whoever will judge it out of the way', async () => {
		const { lead, chair } = district.people;
		const pilot = await pilotIn(district, 'decision');
		await unchanged(district, pilot, async () => {
			await denied(seat(lead, pilot, chair, 'member'), '403 separation_of_duties', 'chairs its meeting');
		});
	});
});

test('who left before the pilot was proposed is free', async () => {
	const { lead, former, admin } = district.people;
	const pilot = await pilotIn(district, 'draft');
	await must(lead, 'seat', { pilot, person: former.id, role: null });
	await signAll(district, pilot, 'submit');
	await must(lead, 'advance_pilot', advance(pilot, 'draft', 'proposed'));
	await findOneMore(district, pilot);
	await allowed(appoint(former, pilot, former, 'sponsor'));
	await allowed(former.call('save_facts', { pilot, facts: { risk_tier: 'moderate' } }));
	await allowed(former.call('sign_criterion', { pilot, criterion: 'duplicates' }));
	await answerPrinciples(lead, pilot);
	await allowed(former.call('advance_pilot', advance(pilot, 'proposed', 'vetting')));
	await allowed(former.call('sign_review', { pilot, specialty: 'privacy', verdict: 'signed' }));
	await allowed(appoint(admin, pilot, former, 'evaluator'));
});
