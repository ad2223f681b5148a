// Pilots in scaling with a wave in each state that somebody acts on: what the functions of waves are called with.
import { randomUUID } from 'node:crypto';
import type { Call } from './access-calls.ts';
import type { Fixture } from './access-fixture.ts';
import type { District } from './district.ts';
import { day } from './forms.ts';
import { must, pilotIn } from './pilots.ts';
import { waveFields } from './waves.ts';

/** Two waves that are planned, one that a member answers for, one that runs and is over today, and one that is held. */
export async function furnishWaves(district: District) {
	const { sponsor, member, reviewer } = district.people;
	const wave = async (pilot: string, more: object = {}) => {
		const id = randomUUID();
		await must(sponsor, 'save_wave', { pilot, wave: id, fields: waveFields(district, more), seen: 0 });
		return id;
	};
	const [planning, owning, running, holding] = await Promise.all(
		['a', 'b', 'c', 'd'].map(() => pilotIn(district, 'scaling'))
	);
	const first = await wave(planning!);
	const second = await wave(planning!, {
		name: 'Second wave',
		starts_on: day(7),
		ends_on: day(30),
		sites: [district.sites[2]]
	});
	const owned = await wave(owning!, { owner: member.id });
	const runs = await wave(running!);
	await must(sponsor, 'start_wave', { wave: runs });
	const held = await wave(holding!);
	await must(reviewer, 'hold_wave', { wave: held, reason: 'The network is not ready.' });
	return { pilot: planning!, first, second, owned, runs, held };
}

export const scaling = ({ district, waves }: Fixture): Record<string, Call> => {
	const { pilot, first, second, owned, runs, held } = waves;
	const later = waveFields(district, {
		starts_on: day(40),
		ends_on: day(60),
		sites: [district.sites[0]]
	});
	return {
		scaling: { pilot },
		save_wave: { pilot, wave: randomUUID(), fields: later, seen: 0 },
		plan_waves: { pilot, waves: [{ id: randomUUID(), fields: later }], seen: 2 },
		remove_wave: { wave: first, seen: 1 },
		order_waves: { pilot, waves: [second, first], seen: 2 },
		choose_on_breach: { pilot, roll_back: true, seen: 2 },
		start_wave: { wave: first },
		'start_wave as its owner': { wave: owned },
		hold_wave: { wave: first, reason: 'The network is not ready.' },
		release_wave: { wave: held, reason: 'It is now.' },
		finish_wave: { wave: runs },
		roll_back_wave: { wave: runs, reason: 'Back to paper.' }
	};
};
