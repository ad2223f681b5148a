import { randomUUID } from 'node:crypto';
import type { Actor } from './actors.ts';
import type { District } from './district.ts';
import { day } from './forms.ts';
import { asOwner } from './owner.ts';

type Do = (who: Actor, name: string, args: Record<string, unknown>) => Promise<unknown>;

/** A wave at one site that starts and ends today, as its form says it. */
export const waveFields = (district: District, more: object = {}) => ({
	name: 'First wave',
	starts_on: day(0),
	ends_on: day(0),
	training_by: null,
	licences: 60,
	budget: 900,
	owner: district.people.sponsor.id,
	sites: [district.sites[1]],
	...more
});

/** Plans a wave and runs it through to its end: what the adopt gate asks. */
export async function wavesDone(must: Do, district: District, pilot: string) {
	const { sponsor } = district.people;
	const wave = randomUUID();
	await must(sponsor, 'save_wave', { pilot, wave, fields: waveFields(district), seen: 0 });
	await must(sponsor, 'start_wave', { wave });
	await must(sponsor, 'finish_wave', { wave });
	return wave;
}

/** What the server computes from the results of waves, as it stands in the database. */
export const read = (pilot: string, guardrails: string, fingerprint: string = randomUUID()) =>
	asOwner(
		`insert into private.wave_readings (pilot_id, district_id, fingerprint, guardrails, complete, shown)
		select p.id, p.district_id, $3, $2, '{}', '{}' from public.pilots p where p.id = $1
		on conflict (pilot_id, district_id) do update set guardrails = excluded.guardrails, fingerprint = excluded.fingerprint`,
		pilot,
		guardrails,
		fingerprint
	);
