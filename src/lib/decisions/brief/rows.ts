import type { LoggedRow } from '#lib/evidence/measurement.ts';
import type { BriefRow } from './brief-schema.ts';

/** A row of a brief as functions of the evidence take it: it stands, and who logged it is not kept with it. */
export const asLogged = (row: BriefRow): LoggedRow => ({
	...row,
	site_id: null,
	note: '',
	logged_by: null,
	logged_at: '',
	supersedes: null,
	reason: '',
	superseded_by: null,
	by: null
});
