import type { Summary } from './group.ts';

/** What all results of one file share. */
export type Sending = {
	metric: string;
	/** The day of the outcome, and of the pretest or baseline, as 2026-03-31. */
	measuredOn: { baseline: string; outcome: string };
	source: string;
	/** Makes an id. Results keep theirs when they are sent again, so that they are logged once. */
	newId: () => string;
};

/** A result as `rpc/log_measurements` takes it: fields that a group has nothing for are left out. */
export type Result = { id: string; metric_id: string; measured_on: string; source: string } & Partial<
	Omit<Summary, 'site' | 'histogram' | 'unclustered'> & { site_id: string }
>;

/** The results that are sent: nothing but group summaries. */
export function resultsOf(groups: Summary[], { metric, measuredOn, source, newId }: Sending): Result[] {
	return groups.map(({ site, histogram: _, unclustered: __, ...group }) => {
		const given = Object.entries({ ...group, site_id: site }).filter(([, value]) => value !== null);
		return {
			id: newId(),
			metric_id: metric,
			measured_on: measuredOn[group.phase],
			source: source.slice(0, 200),
			...(Object.fromEntries(given) as Partial<Summary>)
		};
	});
}
