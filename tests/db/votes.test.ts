import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied, empty, NOT_UNDERSTOOD } from './checks.ts';
import { foundDistrict, type District, type Part } from './district.ts';
import { must, pilotIn, type Stage } from './pilots.ts';
import { unchanged } from './witness.ts';

let district: District;
let pilot: string;

beforeAll(async () => {
	district = await foundDistrict();
	pilot = await pilotIn(district, 'decision');
});

const voters: Part[] = ['sponsor', 'cabinet2', 'cabinet3', 'chair'];
/** They see who has voted while an item is open, and what, once it is closed. */
const office: Part[] = [...voters, 'clerk', 'admin', 'insider', 'former'];
const vote = (who: Actor, choice: string | null, reason: string | null = '', of = pilot) =>
	who.call('cast_vote', { pilot: of, choice, reason });
const votes = async (who: Actor, of = pilot) => await allowed(who.call('votes', { pilot: of }), who.name);

describe('who votes', () => {
	test('the cabinet, none of it from the team', async () => {
		await unchanged(district, pilot, async () => {
			for (const [part, who] of Object.entries(district.people) as [Part, Actor][]) {
				if (voters.includes(part)) continue;
				const onTeam = part === 'insider' || part === 'former';
				const how = onTeam
					? '403 separation_of_duties'
					: part === 'deactivated'
						? '403 no_person'
						: '403 not_yours';
				await denied(vote(who, 'scale'), how, part);
				await denied(vote(who, 'recuse', 'I know the vendor.'), how, part);
			}
		});
	});

	test.each<Stage>(['proposed', 'experiment', 'scaling', 'retired'])(
		'not on a pilot in %s',
		async (stage) => {
			const other = await pilotIn(district, stage);
			await unchanged(district, other, async () => {
				for (const part of voters)
					await denied(vote(district.people[part], 'scale', '', other), '409 not_now', part);
			});
		}
	);

	test('for one of the outcomes, and with a reason to stay out', async () => {
		const { cabinet2 } = district.people;
		await unchanged(district, pilot, async () => {
			for (const reason of ['', '  ', null]) await denied(vote(cabinet2, 'recuse', reason), '422 no_reason');
			await denied(vote(cabinet2, 'scale', 'x'.repeat(2001)), '422 too_long');
			await denied(vote(cabinet2, 'continue'), NOT_UNDERSTOOD);
			await denied(vote(cabinet2, null), '422 no_choice');
		});
	});
});

describe('votes are secret while the item is open', () => {
	test('each sees their own choice; who has voted is the cabinet’s, clerk’s and admin’s to see', async () => {
		await allowed(vote(district.people.sponsor, 'scale', 'I sponsor it, and it works.'));
		await allowed(vote(district.people.cabinet2, 'sunset', 'Too dear.'));
		await allowed(vote(district.people.cabinet3, 'recuse', 'I know the vendor.'));
		const cast = { sponsor: 'scale', cabinet2: 'sunset', cabinet3: 'recuse' } as Record<string, string>;
		for (const [part, who] of Object.entries(district.people) as [Part, Actor][]) {
			if (part === 'deactivated') continue;
			const seen = await votes(who);
			const names = seen.map(({ voter }: { voter: string }) => voter);
			expect(names, part).toEqual(office.includes(part) ? ['cabinet2', 'cabinet3', 'sponsor'] : []);
			for (const one of seen) {
				expect(one.choice, `${part} on ${one.voter}`).toBe(one.voter === part ? cast[part] : null);
				if (one.voter !== part) expect(one.reason).toBeNull();
			}
		}
	});

	test('nothing else gives them away', async () => {
		for (const part of ['lead', 'member', 'chair', 'clerk', 'admin', 'evaluator'] as const) {
			const who = district.people[part];
			const texts = await Promise.all(
				[who.call('pilot', { pilot }), who.call('cabinet'), who.call('home'), who.read('activity')].map(
					async (answer) => JSON.stringify(await allowed(answer, part))
				)
			);
			for (const text of texts) {
				for (const said of ['Too dear', 'I know the vendor', '"choice"'])
					expect(text, part).not.toContain(said);
			}
			const { docket } = await allowed(who.call('pilot', { pilot }));
			expect(docket).toMatchObject({ votes: 3, quorum: 2 });
		}
		const { due } = await allowed(district.people.cabinet2.call('cabinet'));
		expect(due.find(({ id }: { id: string }) => id === pilot)).toMatchObject({ my_vote: 'sunset', votes: 3 });
	});

	test('a vote can be changed until then, and counts once', async () => {
		const { cabinet2, clerk } = district.people;
		await allowed(vote(cabinet2, 'extend', 'Another term.'));
		expect(await votes(cabinet2)).toContainEqual(
			expect.objectContaining({ voter: 'cabinet2', choice: 'extend', reason: 'Another term.' })
		);
		expect(await votes(clerk)).toHaveLength(3);
		const verbs = await allowed(
			clerk.client
				.from('activity')
				.select('verb, facts')
				.eq('pilot_id', pilot)
				.eq('record', 'votes')
				.eq('actor_id', cabinet2.id)
				.order('id')
		);
		expect(verbs).toEqual([
			{ verb: 'voted', facts: {} },
			{ verb: 'changed their vote', facts: {} }
		]);
	});

	test('the record says that the sponsor sponsors', async () => {
		for (const { voter, sponsors } of await votes(district.people.clerk)) {
			expect(sponsors, voter).toBe(voter === 'sponsor');
		}
	});

	test('the same voter at once casts one vote', async () => {
		const { chair, clerk } = district.people;
		const answers = await Promise.all(['scale', 'extend', 'sunset'].map((choice) => vote(chair, choice)));
		for (const answer of answers) await allowed(Promise.resolve(answer));
		expect(await votes(clerk)).toHaveLength(4);
	});
});

test('once it is closed, choices have names for the cabinet, the clerk and the admin, and a tally for all', async () => {
	const { sponsor, cabinet2, cabinet3, chair, member } = district.people;
	const closed = await pilotIn(district, 'decision');
	for (const voter of [sponsor, cabinet2, chair])
		await must(voter, 'cast_vote', { pilot: closed, choice: 'scale' });
	await must(cabinet3, 'cast_vote', { pilot: closed, choice: 'abstain', reason: 'Not sure.' });
	await must(chair, 'record_decision', { pilot: closed, outcome: 'scale', rationale: 'It works.' });
	for (const [part, who] of Object.entries(district.people) as [Part, Actor][]) {
		if (part === 'deactivated') continue;
		const seen = await votes(who, closed);
		if (!office.includes(part)) expect(seen, part).toEqual([]);
		else {
			expect(
				seen.map(({ voter, choice }: Record<string, string>) => [voter, choice]),
				part
			).toEqual([
				['cabinet2', 'scale'],
				['cabinet3', 'abstain'],
				['chair', 'scale'],
				['sponsor', 'scale']
			]);
		}
		const { decisions } = await allowed(who.call('pilot', { pilot: closed }), part);
		expect(decisions[0], part).toMatchObject({ tally: { scale: 3, abstain: 1 }, rationale: 'It works.' });
	}
	for (const part of voters)
		await denied(vote(district.people[part], 'sunset', '', closed), '409 not_now', part);
	await denied(member.call('votes', { pilot: null }), '404 no_such_pilot');
	await empty(district.outsider.client.from('decisions').select('id').eq('pilot_id', closed));
});
