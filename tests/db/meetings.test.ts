import { beforeAll, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied, NO_GRANT } from './checks.ts';
import { foundDistrict, type District, type Part } from './district.ts';
import { asOwner } from './owner.ts';
import { day } from './forms.ts';
import { advance, evaluate, must, pilotIn } from './pilots.ts';

let district: District;

beforeAll(async () => {
	district = await foundDistrict();
});

const call = (who: Actor, held_on: string | null, chair: Actor) =>
	who.call('call_meeting', { held_on, chair: chair.id });
const meetings = () => allowed(district.people.member.read('meetings', 'id, held_on, chair_id'));
const docket = async (pilot: string) =>
	(await allowed(district.people.member.call('pilot', { pilot }))).docket as {
		held_on: string;
		chair: string;
	};

test('the clerk and the AI office call meetings, nobody else', async () => {
	const may: Part[] = ['clerk', 'admin', 'insider', 'former'];
	const { chair } = district.people;
	const before = await meetings();
	for (const [part, who] of Object.entries(district.people) as [Part, Actor][]) {
		if (!may.includes(part)) await denied(call(who, day(1), chair), '403 not_yours', part);
	}
	await denied(call(district.stranger, day(1), chair), '403 not_yours');
	await denied(call(district.nobody, day(1), chair), NO_GRANT);
	expect(await meetings()).toEqual(before);
	for (const [index, part] of may.entries()) {
		const id = await allowed(call(district.people[part], day(10 + index), chair), part);
		expect(await meetings()).toContainEqual({ id, held_on: day(10 + index), chair_id: chair.id });
	}
});

test('for today or later, with a chair from the cabinet', async () => {
	const { clerk, chair, admin, member, evaluator, deactivated } = district.people;
	const before = await meetings();
	await denied(call(clerk, day(-1), chair), '422 past');
	await denied(call(clerk, null, chair), '422 past');
	await denied(call(clerk, 'soon', chair), /^22(007|P02)$/);
	for (const person of [admin, member, evaluator, deactivated, district.outsider]) {
		await denied(call(clerk, day(2), person), '422 wrong_person', person.name);
	}
	await denied(clerk.call('call_meeting', { held_on: day(2), chair: null }), '422 wrong_person');
	expect(await meetings()).toEqual(before);
});

test('called again for the same day, it has another chair', async () => {
	const { clerk, chair, cabinet2 } = district.people;
	const first = await allowed(call(clerk, day(30), chair));
	const again = await allowed(call(clerk, day(30), cabinet2));
	expect(again).toBe(first);
	expect(await meetings()).toContainEqual({ id: first, held_on: day(30), chair_id: cabinet2.id });
	const [line] = await asOwner<{ facts: object }>(
		`select facts from public.activity where record_id = $1 and verb = 'named another chair'`,
		first
	);
	expect(line?.facts).toMatchObject({ person_id: cabinet2.id, from: chair.id });
});

test('a pilot that reaches decision comes onto the next meeting, and what waits onto the one that is called', async () => {
	const { clerk, chair, cabinet3, evaluator } = district.people;
	const decide = async () => {
		const pilot = await pilotIn(district, 'experiment');
		await evaluate(district, pilot);
		await must(evaluator, 'advance_pilot', advance(pilot, 'experiment', 'decision'));
		return pilot;
	};
	await must(clerk, 'call_meeting', { held_on: day(3), chair: chair.id });
	await must(clerk, 'call_meeting', { held_on: day(7), chair: cabinet3.id });
	const pilot = await decide();
	expect(await docket(pilot)).toMatchObject({ held_on: day(3), chair: 'chair' });
	await must(clerk, 'call_meeting', { held_on: day(5), chair: cabinet3.id });
	expect(await docket(pilot), 'it stays where it is').toMatchObject({ held_on: day(3) });
	await asOwner(
		'update public.meetings set held_on = $2::date where district_id = $1 and held_on = $3::date',
		district.id,
		day(-2),
		day(3)
	);
	await must(clerk, 'call_meeting', { held_on: day(4), chair: cabinet3.id });
	expect(await docket(pilot), 'the meeting went by').toMatchObject({ held_on: day(4), chair: 'cabinet3' });
});

test('the cabinet’s table is the district’s to see', async () => {
	for (const [part, who] of Object.entries(district.people) as [Part, Actor][]) {
		if (part === 'deactivated') await denied(who.call('cabinet'), '403 no_person');
		else expect(await allowed(who.call('cabinet'), part)).toMatchObject({ rule: { quorum: 2 } });
	}
});
