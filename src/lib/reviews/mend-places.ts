import { holdingTools } from '#lib/pilots/tool-criteria.ts';

/** Where what a decision asks, and what comes after one, is mended; each with what its link says while it is open and once it is there. */
type Place = { path: (pilot: string) => string; open: string; there: string };

const contract = (field: string): Place => ({
	path: (pilot) => `/pilots/${pilot}/contract#${field}`,
	open: 'Say it',
	there: 'See it'
});
const runbook: Place = {
	path: (pilot) => `/pilots/${pilot}/sunset`,
	open: 'Open the runbook',
	there: 'See the runbook'
};

const monitoring: Place = {
	path: (pilot) => `/pilots/${pilot}/monitoring#cycle`,
	open: 'Arrange it',
	there: 'See it'
};

const places: Record<string, Place> = {
	findings: { path: (pilot) => `/pilots/${pilot}/findings`, open: 'Settle them', there: 'See findings' },
	contract: contract('contract'),
	payer: contract('contract'),
	family_notice: contract('families'),
	opt_outs: contract('families'),
	accommodations: contract('families'),
	conditions: {
		path: (pilot) => `/pilots/${pilot}#conditions`,
		open: 'See the conditions',
		there: 'See the conditions'
	},
	extensions: {
		path: (pilot) => `/pilots/${pilot}#decisions`,
		open: 'See the decisions',
		there: 'See the decisions'
	},
	waves: { path: (pilot) => `/pilots/${pilot}/scaling`, open: 'Open the waves', there: 'See the waves' },
	guardrails_held: {
		path: (pilot) => `/pilots/${pilot}/scaling/evidence`,
		open: 'Open the evidence of the waves',
		there: 'See the evidence of the waves'
	},
	monitoring,
	next_review: monitoring,
	people_told: runbook,
	families_told: runbook,
	work_exported: runbook,
	access_revoked: runbook,
	deletion_certificate: runbook,
	contract_ended: runbook,
	replacement: runbook,
	runbook
};

/** The address and the words of the link of a criterion; nothing for those that are mended in place. */
export function mendPlace(
	criterion: string,
	pilot: string,
	met: boolean
): { path: string; words: string } | null {
	const place = Object.hasOwn(places, criterion) ? places[criterion] : undefined;
	return place ? { path: place.path(pilot), words: met ? place.there : place.open } : null;
}

/** The page on which somebody mends what is in the way: the record of the tool that holds it, or else the pilot's own. */
export function mendPath(
	{ criterion, facts }: { criterion: string; facts: Record<string, unknown> },
	pilot: string
): string {
	const [tool] = holdingTools(criterion, facts);
	if (tool) return `/tools/${tool.id}`;
	return mendPlace(criterion, pilot, false)?.path ?? `/pilots/${pilot}`;
}
