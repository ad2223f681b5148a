/* What goes between the importer's page and the server. No schema here, so that the page brings no parser along. */
import type { Pilot } from '#lib/pilots/pilot.ts';
import type { Mapping } from './mapping.ts';
import type { KeptMapping } from './kept-mapping.ts';
import type { Result } from './results.ts';

/** What the importer knows of the outcome, the plan and the district. */
export type ImportSetting = {
	goal: Pilot['goals'][number];
	sites: readonly { id: string; name: string }[];
	strata: readonly string[];
	subgroups: readonly string[];
	/** The district's smallest group that is shown. */
	minimum: number;
	/** The outcome period that the plan names. */
	period: string;
	/** Whether the plan compares with another group. */
	compares: boolean;
	today: string;
	launched: string | null;
	kept: KeptMapping | null;
};

/** Why somebody cannot import. */
export type NoImport = 'stage' | 'no goals' | 'not yours';

/** Why one of the groups that were sent was not logged, by the group's id. */
export type GroupRefusal = { id: string; reason: string };

/** What comes back from sending where nothing was logged. */
export type NotLogged = { ok: false; status: number; message: string; refusals: GroupRefusal[] };

/** A result as it is sent: what all of a file share goes along once. */
export type SentResult = Omit<Result, 'metric_id' | 'source'>;

export function sentOf({ metric_id: _, source: __, ...result }: Result): SentResult {
	return result;
}

/** What is sent: results, and with them the mapping where it is to be remembered. */
export type Sent = { results: readonly SentResult[]; source: string; mapping: Mapping | null };
