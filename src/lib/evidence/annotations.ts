import type { Amendment } from '#lib/pilots/amendments-schema.ts';
import type { Pilot } from '#lib/pilots/pilot.ts';

type Facts = {
	launched: object;
	'cycle ends': object;
	amended: { reason: string };
	'put on hold': { reason: string };
	'hold lifted': object;
	incident: object;
	decided: { outcome: Pilot['decisions'][number]['outcome'] };
};

/** Something of a pilot's record that explains a turn in its numbers. */
export type Annotation = {
	[Kind in keyof Facts]: { on: string; kind: Kind; facts: Facts[Kind] };
}[keyof Facts];

type Recorded = Pick<Pilot, 'launched_at' | 'cycle_end' | 'holds' | 'incidents' | 'decisions'>;

/** What is on record with a date, the oldest first: launch, amendments, holds, serious incidents, decisions, the end of the cycle. */
export function annotationsOf(pilot: Recorded, amendments: readonly Amendment[]): Annotation[] {
	const found: Annotation[] = [
		...(pilot.launched_at ? [{ on: pilot.launched_at, kind: 'launched' as const, facts: {} }] : []),
		...amendments.map(({ amended_at, reason }) => ({
			on: amended_at,
			kind: 'amended' as const,
			facts: { reason }
		})),
		...pilot.holds.map(({ raised_at, reason }) => ({
			on: raised_at,
			kind: 'put on hold' as const,
			facts: { reason }
		})),
		...pilot.holds.flatMap(({ lifted_at }) =>
			lifted_at ? [{ on: lifted_at, kind: 'hold lifted' as const, facts: {} }] : []
		),
		...pilot.incidents
			.filter(({ severity }) => severity === 'serious')
			.map(({ occurred_on }) => ({ on: occurred_on, kind: 'incident' as const, facts: {} })),
		...pilot.decisions.map(({ decided_at, outcome }) => ({
			on: decided_at,
			kind: 'decided' as const,
			facts: { outcome }
		})),
		...(pilot.cycle_end ? [{ on: pilot.cycle_end, kind: 'cycle ends' as const, facts: {} }] : [])
	];
	return found.sort((a, b) => a.on.localeCompare(b.on));
}
