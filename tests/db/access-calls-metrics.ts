// Calls of the metric library, which everyone reads and the AI office keeps.
import type { Call } from './access-calls.ts';
import type { Fixture } from './access-fixture.ts';
import type { District } from './district.ts';
import { asOwner } from './owner.ts';
import { must } from './pilots.ts';

const fields = (name: string) => ({
	name,
	meaning: 'Minutes of a working day.',
	unit: 'minutes',
	kind: 'mean',
	better: 'lower',
	about: 'staff survey',
	domain: 'other',
	measures: 'minutes checking'
});

/** A metric of the district's own, as its form shows it, and one that is retired. */
export async function furnishMetrics(district: District) {
	const { admin } = district.people;
	const add = async (name: string): Promise<string> =>
		(await must(admin, 'save_metric', { metric: fields(name) })).id;
	const [kept, retired] = [await add('Minutes of checking'), await add('Minutes of waiting')];
	await must(admin, 'retire_metric', { metric: retired, reason: 'Nobody waits.' });
	const [row] = await asOwner<{ seen: string }>(
		"select to_jsonb(changed_at) #>> '{}' as seen from public.metrics where id = $1",
		kept
	);
	return { kept: { ...fields('Minutes of checking'), id: kept, seen: row!.seen }, retired };
}

export const metrics = ({ district, library: { kept, retired } }: Fixture): Record<string, Call> => ({
	metric_library: {},
	metric_versions: { metric: district.metrics.score },
	'save_metric a new one': { metric: fields('Another') },
	'save_metric a change': { metric: { ...kept, cadence: 'weekly' } },
	retire_metric: { metric: kept.id, reason: 'Twice.' },
	revive_metric: { metric: retired }
});
