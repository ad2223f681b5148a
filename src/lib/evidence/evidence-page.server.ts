import { ask } from '#lib/db/ask.server.ts';
import * as amendments from '#lib/pilots/amendments.server.ts';
import { choices, read } from '#lib/pilots/pilots.server.ts';
import { has } from '#lib/pilots/parts.ts';
import type { Pilot } from '#lib/pilots/pilot.ts';
import { plotOf } from './plotting.ts';
import { currentAnalysis, loggedRows } from './evidence.server.ts';
import { valuesOf } from './log-form.ts';
import { stands, withoutEnd, type LoggedRow } from './measurement.ts';

type Database = App.Locals['supabase'];

export const takesResults = ['vetting', 'experiment', 'scaling', 'adopted'];

/** What this reader may do with the pilot's results now. */
export function mayDo(pilot: Pilot) {
	const open = takesResults.includes(pilot.stage);
	const evaluates = has(pilot, 'evaluator');
	return {
		log: open && pilot.goals.length > 0 && has(pilot, 'lead', 'data collector', 'evaluator'),
		accept: open && evaluates,
		evaluate: evaluates && pilot.stage === 'experiment'
	};
}

/** What the form for one result offers; `correct` and `metric` come from the address. */
async function logForm(database: Database, pilot: Pilot, rows: LoggedRow[], asked: URLSearchParams) {
	const [{ sites }, [district]] = await Promise.all([
		choices(database),
		ask(database.from('districts').select('subgroups'))
	]);
	const corrected = rows.find((row) => row.id === asked.get('correct') && stands(row)) ?? null;
	const wanted = corrected?.metric_id ?? asked.get('metric');
	const goal = pilot.goals.find(({ metric_id }) => metric_id === wanted) ?? pilot.goals[0]!;
	const today = new Date().toISOString().slice(0, 10);
	return {
		id: crypto.randomUUID(),
		goal,
		corrected,
		values: corrected
			? valuesOf(corrected)
			: { arm: 'pilot', phase: 'outcome', period: pilot.plan?.outcome_period ?? '', measured_on: today },
		sites,
		strata: pilot.plan?.strata ?? [],
		subgroups: district?.subgroups ?? [],
		today
	};
}

function isShareOfPeople(pilot: Pilot, { metric_id }: LoggedRow): boolean {
	const goal = pilot.goals.find((one) => one.metric_id === metric_id);
	return goal?.kind === 'proportion' && goal.about !== 'things';
}

/** Everything on the evidence page of a pilot. @throws 404 for a pilot that this caller may not see. */
export async function evidencePage(database: Database, id: string, asked: URLSearchParams) {
	const [pilot, kept, all, amended] = await Promise.all([
		read(database, id),
		currentAnalysis(database, id),
		loggedRows(database, id),
		amendments.list(database, id)
	]);
	const rows = has(pilot, 'evaluator', 'admin')
		? all
		: all.map((row) => (isShareOfPeople(pilot, row) ? withoutEnd(row) : row));
	const may = mayDo(pilot);
	// Drawn up here, so that the page brings no statistics along.
	const plots = Object.fromEntries(
		kept.analysis.outcomes.map((outcome) => [outcome.goal.id, plotOf(outcome)])
	);
	return {
		pilot,
		kept,
		plots,
		rows,
		amendments: amended,
		may,
		log: may.log ? await logForm(database, pilot, rows, asked) : null
	};
}
