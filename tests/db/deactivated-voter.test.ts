import { afterEach, beforeAll, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied } from './checks.ts';
import { record, voted } from './decide.ts';
import { foundDistrict, type District } from './district.ts';
import { activates } from './newcomers.ts';
import { asOwner } from './owner.ts';
import { pilotIn } from './pilots.ts';
import { unchanged } from './witness.ts';

let district: District;

beforeAll(async () => {
	district = await foundDistrict();
});

afterEach(() => activates(district.people.cabinet2.id, true));

const vote = (who: Actor, pilot: string, choice = 'scale') => who.call('cast_vote', { pilot, choice });

test('whoever is no longer active makes no quorum', async () => {
	const pilot = await voted(district, { sponsor: 'scale', cabinet2: 'scale' });
	await activates(district.people.cabinet2.id, false);
	await unchanged(district, pilot, () => denied(record(district, pilot, 'scale'), '409 no_quorum'));
	await activates(district.people.cabinet2.id, true);
	await allowed(record(district, pilot, 'scale'));
});

test('nor does whoever left the cabinet', async () => {
	const { cabinet3 } = district.people;
	const pilot = await voted(district, { sponsor: 'scale', cabinet3: 'scale' });
	const rows = await asOwner<{ district_id: string }>(
		`delete from public.person_roles where person_id = $1 returning district_id`,
		cabinet3.id
	);
	expect(rows).toHaveLength(1);
	await denied(record(district, pilot, 'scale'), '409 no_quorum');
	await asOwner(
		`insert into public.person_roles (district_id, person_id, role) values ($1, $2, 'cabinet')`,
		district.id,
		cabinet3.id
	);
	await allowed(record(district, pilot, 'scale'));
});

test('their vote turns no majority, and is not in the tally', async () => {
	const { cabinet2, member } = district.people;
	const pilot = await voted(district, {
		sponsor: 'scale',
		chair: 'scale',
		cabinet2: 'sunset',
		cabinet3: 'sunset'
	});
	await denied(record(district, pilot, 'scale'), '409 tie');
	await activates(cabinet2.id, false);
	await allowed(record(district, pilot, 'scale'));
	const { decisions } = await allowed(member.call('pilot', { pilot }));
	expect(decisions[0]).toMatchObject({ tally: { scale: 2, sunset: 1 }, with_majority: true });
});

test('they second no decision against the evidence', async () => {
	const { cabinet2 } = district.people;
	const pilot = await voted(district, { sponsor: 'scale', chair: 'scale', cabinet2: 'scale' }, [
		'shelve',
		'sunset'
	]);
	const against = { override_reason: 'We know better.', second: cabinet2.id };
	await activates(cabinet2.id, false);
	await denied(record(district, pilot, 'scale', against), '422 no_second');
	await activates(cabinet2.id, true);
	await allowed(record(district, pilot, 'scale', against));
});

test('deactivated while voting: the vote is cast before it or not at all, and counts in neither case', async () => {
	const { cabinet2, clerk, sponsor } = district.people;
	for (let round = 0; round < 5; round += 1) {
		const pilot = await pilotIn(district, 'decision');
		await allowed(vote(sponsor, pilot));
		const [answer] = await Promise.all([vote(cabinet2, pilot), activates(cabinet2.id, false)]);
		if (answer.error) await denied(Promise.resolve(answer), '403 no_person');
		const cast = await allowed(clerk.call('votes', { pilot }));
		expect(cast).toHaveLength(answer.error ? 1 : 2);
		await denied(vote(cabinet2, pilot, 'sunset'), '403 no_person');
		await denied(record(district, pilot, 'scale'), '409 no_quorum');
		await activates(cabinet2.id, true);
	}
});
