import type { Actor } from './actors.ts';
import { denied } from './checks.ts';
import type { District, Part } from './district.ts';
import { must, pilotIn, type Life } from './pilots.ts';
import { unchanged } from './witness.ts';

type Choice = 'scale' | 'extend' | 'shelve' | 'sunset' | 'abstain' | 'recuse';
type Cast = Partial<Record<'sponsor' | 'cabinet2' | 'cabinet3' | 'chair', Choice>>;

/** A pilot that waits for its decision, with these votes cast. */
export async function voted(
	district: District,
	cast: Cast,
	permitted: Life['permitted'] = ['scale', 'extend', 'shelve', 'sunset']
) {
	const pilot = await pilotIn(district, { stage: 'decision', permitted });
	await Promise.all(
		(Object.entries(cast) as [Part, Choice][]).map(([part, choice]) =>
			must(district.people[part], 'cast_vote', { pilot, choice, reason: `I am ${part}.` })
		)
	);
	return pilot;
}

export const record = (
	district: District,
	pilot: string,
	outcome: string | null,
	more: object = {},
	who: Actor = district.people.chair
) =>
	who.call('record_decision', {
		pilot,
		outcome,
		rationale: 'The evidence says so.',
		...(outcome === 'extend' ? { different: 'Twice as many classes.' } : {}),
		...more
	});

export type Refusal = [how: string | RegExp, outcome: string | null, more?: object];

/** Each of these is refused as it says, and all of them together change nothing. */
export const refused = (district: District, pilot: string, ...refusals: Refusal[]) =>
	unchanged(district, pilot, async () => {
		for (const [how, outcome, more] of refusals) {
			await denied(record(district, pilot, outcome, more), how, `${outcome} ${JSON.stringify(more ?? {})}`);
		}
	});

/** A majority without a doubt. */
export const all = (choice: Choice): Cast => ({ sponsor: choice, cabinet2: choice, chair: choice });
