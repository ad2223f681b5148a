import { error } from '@sveltejs/kit';
import { ask } from '#lib/db/ask.server.ts';
import { serverClient } from '#lib/db/clients.server.ts';
import { numberInWords } from '#lib/pilots/number-words.ts';
import type { Pilot } from '#lib/pilots/pilot.ts';
import { read } from '#lib/pilots/pilots.server.ts';
import { analysisFile, cycleOf, type AnalysisFile } from './analysis-file.ts';
import { dictionaryCsv } from './dictionary-csv.ts';
import { currentAnalysis, loggedRows, looksAt } from './evidence.server.ts';
import { evidenceInputSchema } from './input.ts';
import { stands, withoutEnds } from './measurement.ts';
import { measurementsCsv } from './measurements-csv.ts';

type Database = App.Locals['supabase'];

/** A file and what it is called. */
export type Exported<Content> = { name: string; content: Content };

const TIMES = 3;

const nameOf = ({ number }: Pilot, rest: string) => `${numberInWords(number)}-${rest}`;

/** A pilot's analysis with the rows of the same moment, as this caller may see them. @throws 404 for a pilot that they don't see. */
async function seen(database: Database, pilot: Pilot) {
	const kept = await currentAnalysis(database, pilot.id);
	const all = await loggedRows(database, pilot.id);
	const { everything } = kept;
	return { kept, everything, rows: everything ? all : withoutEnds(pilot.goals, all) };
}

/**
 * A pilot's analysis as a file that can be computed anew, as this caller may see it.
 * @throws 404 for a pilot that they don't see; 409 where results are logged so fast that no two readings are of one moment.
 */
export async function analysisExport(database: Database, id: string): Promise<Exported<AnalysisFile>> {
	const pilot = await read(database, id);
	for (let time = 0; time < TIMES; time += 1) {
		const { kept, everything, rows } = await seen(database, pilot);
		// Of what the server reads, the caller sees plan, goals and where a row is from; its numbers come from their own rows.
		const input = evidenceInputSchema.parse(await ask(serverClient().rpc('evidence_input', { pilot: id })));
		if (input.fingerprint !== kept.fingerprint) continue;
		const looks = await looksAt(database, id);
		const siteOf = new Map(input.rows.map((row) => [row.id, row.site]));
		const standing = rows.filter(stands).map((row) => ({ ...row, site: siteOf.get(row.id) ?? row.site }));
		const { decision_question, stop_rule } = pilot;
		const file = analysisFile({
			pilot: {
				id,
				number: numberInWords(pilot.number),
				title: pilot.title,
				launched_at: input.pilot.launched_at,
				decision_question,
				stop_rule
			},
			cycle: cycleOf(input.pilot),
			looks,
			plan: input.plan && { ...input.plan, locked_at: pilot.plan?.locked_at ?? null },
			amendments: input.amendments,
			goals: input.goals,
			rows: standing,
			kept,
			everything
		});
		return { name: nameOf(pilot, 'analysis.json'), content: file };
	}
	error(409, {
		message: 'Results are being logged at this moment. Export the analysis again in a minute.',
		key: 'not_now',
		facts: {}
	});
}

/** A pilot's group summaries as CSV, as this caller may see them. @throws 404 for a pilot that they don't see. */
export async function measurementsExport(database: Database, id: string): Promise<Exported<string>> {
	const pilot = await read(database, id);
	const { rows } = await seen(database, pilot);
	const metricOf = new Map(pilot.goals.map(({ metric_id, metric }) => [metric_id, metric]));
	const content = measurementsCsv(
		rows.map((row) => ({
			...row,
			pilot: numberInWords(pilot.number),
			metric: metricOf.get(row.metric_id) ?? ''
		}))
	);
	return { name: nameOf(pilot, 'measurements.csv'), content };
}

/** What the columns of that file and the pilot's metrics mean, as CSV. @throws 404 for a pilot that the caller doesn't see. */
export async function dictionaryExport(database: Database, id: string): Promise<Exported<string>> {
	const pilot = await read(database, id);
	const columns = 'id, name, meaning, unit, kind, better, about, domain, measures, source, cadence, version';
	const ids = pilot.goals.map(({ metric_id }) => metric_id);
	const [metrics, [district]] = await Promise.all([
		ask(database.from('metrics').select(columns).in('id', ids)),
		ask(database.from('districts').select('subgroups'))
	]);
	const goals = pilot.goals.map(({ metric: name, ...goal }) => {
		const metric = metrics.find(({ id: one }) => one === goal.metric_id);
		if (!metric) throw new Error(`The metric ${name} of an outcome goal is not in the library.`);
		return { ...goal, metric };
	});
	const content = dictionaryCsv({
		goals,
		strata: pilot.plan?.strata ?? [],
		subgroups: district?.subgroups ?? [],
		period: pilot.plan?.outcome_period ?? null
	});
	return { name: nameOf(pilot, 'data-dictionary.csv'), content };
}
