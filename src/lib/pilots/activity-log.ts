import { isId } from '#lib/db/ids.ts';
import { z } from 'zod';
import { activitySchema } from './pilot.ts';

/** One line as `rpc/activity_log` answers it; the pilot is null for what is of the office. */
const logLineSchema = activitySchema.extend({
	id: z.number(),
	pilot: z.object({ id: z.string(), title: z.string() }).nullable()
});
export const logSchema = z.object({ lines: z.array(logLineSchema), more: z.boolean() });
export type Log = z.infer<typeof logSchema>;

/** What lines are about, in kinds that a reader tells apart, each the records of the database that belong to it. */
export const activityKinds = {
	moves: {
		label: 'Moves and decisions',
		records: [
			'stage_changes',
			'decisions',
			'votes',
			'docket_items',
			'wip_limits',
			'runbooks',
			'runbook_steps',
			'contract_facts'
		]
	},
	proposal: {
		label: 'Proposal',
		records: ['pilots', 'forecasts', 'look_alikes', 'principle_answers', 'principle_citations']
	},
	people: {
		label: 'Team and assignments',
		records: [
			'team_members',
			'assignments',
			'recusals',
			'substitutes',
			'disclosures',
			'open_seats',
			'join_requests',
			'partner_contacts'
		]
	},
	gates: {
		label: 'Reviews and gates',
		records: ['reviews', 'findings', 'signatures', 'waivers', 'holds', 'incidents', 'gate_rules', 'criteria']
	},
	evidence: {
		label: 'Plan and evidence',
		records: [
			'plans',
			'measurements',
			'evaluations',
			'amendments',
			'second_evaluators',
			'second_opinions',
			'feedback_rounds',
			'wave_readings',
			'monitoring_reviews',
			'monitoring_cycles'
		]
	},
	waves: { label: 'Scaling in waves', records: ['waves'] },
	talk: { label: 'Discussion', records: ['comments'] },
	office: {
		label: 'People, places and settings',
		records: [
			'people',
			'person_roles',
			'runbook_rules',
			'invitations',
			'sites',
			'terms',
			'days_off',
			'districts',
			'strategy_versions',
			'principles',
			'policies',
			'sourced_facts',
			'meetings',
			'review_rules',
			'question_sets',
			'monitoring_sets',
			'pilot_templates'
		]
	}
} as const satisfies Record<string, { label: string; records: string[] }>;
export type ActivityKind = keyof typeof activityKinds;

/** The kinds that a single pilot has lines of. */
export const kindsOfPilot = (Object.keys(activityKinds) as ActivityKind[]).filter(
	(kind) => kind !== 'office'
);

export function kindOf(given: string | null): ActivityKind | undefined {
	return given !== null && Object.hasOwn(activityKinds, given) ? (given as ActivityKind) : undefined;
}

export type LogFilters = {
	kind?: ActivityKind;
	/** A person's id. */
	actor?: string;
	/** A pilot's id. */
	pilot?: string;
	/** Days, both included. */
	from?: string;
	to?: string;
	/** A part of a pilot's title. */
	text?: string;
	/** A verb or a record of the database, by its own name; the form has no field for them, links do. */
	verb?: string;
	record?: string;
};

const isDay = (text: string) =>
	/^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00Z`).toJSON()?.slice(0, 10) === text;

/** The filters that an address names; whatever it names wrongly is left out. */
export function logFiltersOf(address: URLSearchParams): LogFilters {
	const said = (name: string) => address.get(name)?.trim() ?? '';
	const filters: LogFilters = {};
	const kind = kindOf(address.get('kind'));
	if (kind) filters.kind = kind;
	for (const name of ['actor', 'pilot'] as const) if (isId(said(name))) filters[name] = said(name);
	for (const name of ['from', 'to'] as const) if (isDay(said(name))) filters[name] = said(name);
	if (said('text')) filters.text = said('text').slice(0, 120);
	for (const name of ['verb', 'record'] as const) if (said(name)) filters[name] = said(name).slice(0, 60);
	return filters;
}

/** As the database takes them. */
export function askedFor({ kind, ...filters }: LogFilters): Record<string, string | string[]> {
	return kind ? { record: [...activityKinds[kind].records], ...filters } : filters;
}

/** The id of the last line that the reader has, for the page after it; null for the first page. */
export function beforeOf(address: URLSearchParams): number | null {
	const before = Number(address.get('before'));
	return Number.isSafeInteger(before) && before > 0 ? before : null;
}

/** An address with these filters: `?kind=moves&before=120`, empty without any. */
export function logQueryOf(filters: LogFilters, before: number | null = null): '' | `?${string}` {
	const query = new URLSearchParams();
	for (const [name, value] of Object.entries(filters)) if (value) query.set(name, value);
	if (before !== null) query.set('before', String(before));
	return query.size > 0 ? `?${query}` : '';
}

/** How many lines a pilot's page shows: each 'show more' asks for the next of these. */
export const sizes = [12, 50, 200] as const;

export function sizeOf(address: URLSearchParams): (typeof sizes)[number] {
	return sizes.find((size) => String(size) === address.get('lines')) ?? sizes[0];
}

/** The address of a pilot's page with lines of one kind, and so many of them: `?kind=talk&lines=50`. */
export function pilotQueryOf(kind?: string, size?: number): '' | `?${string}` {
	const query = new URLSearchParams();
	if (kind) query.set('kind', kind);
	if (size) query.set('lines', String(size));
	return query.size > 0 ? `?${query}` : '';
}
