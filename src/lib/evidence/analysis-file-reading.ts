import { ANALYSIS_VERSION } from './analysis.ts';
import {
	analysisFileSchema,
	FILE_VERSION,
	FORMAT,
	type AnalysisFile,
	type FileRow
} from './analysis-file.ts';
import type { Goal } from './input.ts';
import { numbersOf } from './measurement.ts';

/** A file, or why there is none: one sentence without the file's name, for after 'It '. */
export type Read = { file: AnalysisFile } | { fault: string };

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** A place in the file as programmers write it: rows[3].n. */
const placeOf = (path: readonly PropertyKey[]) =>
	path.map((key, at) => (typeof key === 'number' ? `[${key}]` : `${at ? '.' : ''}${String(key)}`)).join('');

function parsed(text: string): unknown {
	try {
		return JSON.parse(text.replace(/^\uFEFF/, ''));
	} catch {
		return undefined;
	}
}

/** What else it could be, for whoever took the wrong file. */
function otherFormat(value: Record<string, unknown>): string | null {
	if (value.format === FORMAT) return null;
	const named =
		typeof value.format === 'string' ? `names its format '${value.format.slice(0, 60)}'` : 'names none';
	return `is in another format: an exported analysis names its format '${FORMAT}', this ${named}.`;
}

function otherVersion({ version, analysis }: Record<string, unknown>): string | null {
	if (typeof version === 'number' && version > FILE_VERSION)
		return `is of version ${version} of the format, and this Pilotage reads up to version ${FILE_VERSION}: take a newer Pilotage.`;
	const rules = isObject(analysis) ? analysis.version : null;
	if (typeof rules !== 'number' || rules === ANALYSIS_VERSION) return null;
	const other = rules > ANALYSIS_VERSION ? 'a newer' : 'an older';
	return `was computed by version ${rules} of the analysis, and this Pilotage computes version ${ANALYSIS_VERSION}: take ${other} Pilotage.`;
}

/** Why the numbers of a group summary can't be; null where they can. The same bounds as those of the database. */
function impossible(row: FileRow, { kind }: Goal['metric']): string | null {
	const whole = (value: number | null) => value === null || Number.isInteger(value);
	const missing = numbersOf[kind].find((field) => row[field] === null && !(field === 'events' && row.end));
	if (missing) return `${missing} is missing, which a ${kind} needs`;
	const { n, sd, events, exposure, clusters, cluster_sd: clusterSd, correlation } = row;
	if (n !== null && (n < 1 || !whole(n))) return 'n is not a whole number of at least 1';
	if (sd !== null && sd < 0) return 'sd is negative';
	if (events !== null && (events < 0 || !whole(events))) return 'events is not a whole number of at least 0';
	if (kind === 'proportion' && events !== null && n !== null && events > n) return 'events is more than n';
	if (exposure !== null && exposure <= 0) return 'exposure is not above 0';
	if (clusters !== null && (clusters < 1 || !whole(clusters) || (n !== null && clusters > n)))
		return 'clusters is not a whole number from 1 to n';
	if (clusterSd !== null && clusterSd < 0) return 'cluster_sd is negative';
	if (correlation !== null && Math.abs(correlation) > 1) return 'correlation is not from −1 to 1';
	return null;
}

/** What in itself contradicts a file of the right shape. */
function contradiction({ goals, rows }: AnalysisFile): string | null {
	const twice = (some: { id: string }[]) =>
		some.findIndex(({ id }, at) => some.findIndex((one) => one.id === id) < at);
	for (const [name, some] of Object.entries({ goals, rows })) {
		const at = twice(some);
		if (at >= 0) return `${name}[${at}] has an id that stands there before`;
	}
	for (const [at, row] of rows.entries()) {
		const goal = goals.find(({ metric_id }) => metric_id === row.metric_id);
		if (!goal) return `rows[${at}].metric_id is of none of the goals`;
		const reason = row.withheld ? null : impossible(row, goal.metric);
		if (reason) return `rows[${at}].${reason}`;
	}
	return null;
}

/** Reads an exported analysis. Never throws: what is wrong, and where, is a sentence. */
export function readAnalysisFile(text: string): Read {
	const value = parsed(text);
	if (value === undefined) return { fault: 'is not JSON.' };
	if (!isObject(value)) return { fault: `is JSON, and not an analysis that Pilotage exported.` };
	const other = otherFormat(value) ?? otherVersion(value);
	if (other) return { fault: other };
	const { data, error } = analysisFileSchema.safeParse(value);
	if (error) {
		const [first] = error.issues;
		const place = placeOf(first?.path ?? []);
		const missing = (first?.path ?? []).reduce<unknown>(
			(inside, key) => (inside as Record<PropertyKey, unknown> | undefined)?.[key],
			value
		);
		return {
			fault: `is incomplete: ${place} is ${missing === undefined ? 'missing' : 'not what belongs there'}.`
		};
	}
	const reason = contradiction(data);
	return reason ? { fault: `cannot be computed with: ${reason}.` } : { file: data };
}
