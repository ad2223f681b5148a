import { ask } from '#lib/db/ask.server.ts';
import { isId } from '#lib/db/ids.ts';
import * as amendments from '#lib/pilots/amendments.server.ts';
import { choices, read } from '#lib/pilots/pilots.server.ts';
import { has } from '#lib/pilots/parts.ts';
import type { Pilot } from '#lib/pilots/pilot.ts';
import { look } from './accepting.server.ts';
import { detailsOf, type OutcomeDetails } from './details.ts';
import { read as readEvaluation } from './evaluation.server.ts';
import { exportWords } from './export-words.ts';
import { currentAnalysis, loggedRows, looksAt, rowsWhere } from './evidence.server.ts';
import * as feedback from './feedback/feedback.server.ts';
import { lean } from './lean.ts';
import { valuesOf } from './log-form.ts';
import { siteReading } from './tier.server.ts';
import { newest } from './standing.ts';
import { stands, withoutEnds, type LoggedRow } from './measurement.ts';
import { openedGoals } from './opened.ts';
import { worthOf } from './worth.ts';

type Database = App.Locals['supabase'];

export const takesResults = ['vetting', 'experiment', 'scaling', 'adopted'];

/** What this reader may do with the pilot's results now. */
export function mayDo(pilot: Pilot) {
	const open = takesResults.includes(pilot.stage);
	return {
		log: open && pilot.goals.length > 0 && has(pilot, 'lead', 'data collector', 'evaluator'),
		accept: open && has(pilot, 'evaluator')
	};
}

/** What the form for one result offers; `correct` and `metric` come from the address. */
async function logForm(database: Database, pilot: Pilot, rows: LoggedRow[], asked: URLSearchParams) {
	const [{ sites }, [district]] = await Promise.all([
		choices(database),
		ask(database.from('districts').select('subgroups'))
	]);
	const corrected = newest(rows, asked.get('correct'));
	const wanted = corrected?.metric_id ?? asked.get('metric');
	const goal = pilot.goals.find(({ metric_id }) => metric_id === wanted) ?? pilot.goals[0]!;
	const today = new Date().toISOString().slice(0, 10);
	return {
		id: crypto.randomUUID(),
		goal,
		corrected,
		moved: corrected !== null && corrected.id !== asked.get('correct'),
		values: corrected
			? valuesOf(corrected)
			: { arm: 'pilot', phase: 'outcome', period: pilot.plan?.outcome_period ?? '', measured_on: today },
		sites,
		strata: pilot.plan?.strata ?? [],
		subgroups: district?.subgroups ?? [],
		today
	};
}

/** Rows that wait for the evaluator, and the one that is corrected, where not all rows are read anyway. */
async function otherRows(database: Database, pilot: Pilot, correct: string | null): Promise<LoggedRow[]> {
	const [waiting, corrected] = await Promise.all([
		pilot.results.waiting > 0 ? rowsWhere(database, pilot.id, { accepted: false }) : [],
		isId(correct ?? '') ? rowsWhere(database, pilot.id, { id: correct! }) : []
	]);
	return [...waiting, ...corrected];
}

/**
 * Everything on the evidence page of a pilot. Of a large one the rows of those outcomes that are open.
 * @throws 404 for a pilot that this caller may not see.
 */
export async function evidencePage(database: Database, id: string, asked: URLSearchParams) {
	const [pilot, kept, amended, reading, evaluation, educators] = await Promise.all([
		read(database, id),
		currentAnalysis(database, id),
		amendments.list(database, id),
		siteReading(database),
		readEvaluation(database, id),
		feedback.list(database, id)
	]);
	const { analysis, everything } = kept;
	const opened = openedGoals(analysis.outcomes, pilot.results.rows, asked);
	const whole = opened.size === analysis.outcomes.length;
	const open = analysis.outcomes.filter(({ goal }) => opened.has(goal.id));
	const [rows, others, looks] = await Promise.all([
		loggedRows(database, id, whole ? undefined : open.map(({ goal }) => goal.metricId)),
		whole ? [] : otherRows(database, pilot, asked.get('correct')),
		// This look is among them.
		analysis.outcomes.length > 0 ? looksAt(database, id) : []
	]);
	const may = mayDo(pilot);
	const toAccept = may.accept ? asked.getAll('accept') : [];
	// Drawn up here, so that the page brings no statistics along.
	const details: Record<string, OutcomeDetails> = Object.fromEntries(
		open.map((outcome) => [
			outcome.goal.id,
			detailsOf(outcome, {
				pilot,
				amendments: amended,
				seen: { rows, everything, running: analysis.early?.running ?? false },
				asked
			})
		])
	);
	const found = [...rows, ...others];
	const all = everything ? found : withoutEnds(pilot.goals, found);
	return {
		// What a gate asks and who reviews is on other pages.
		pilot: { ...pilot, gates: [], reviews: [], activity: [] },
		kept: { ...kept, analysis: lean(analysis, opened) },
		details,
		looks,
		worth: worthOf(analysis.outcomes),
		waiting: all.filter((row) => stands(row) && !row.accepted),
		exported: exportWords(whole ? all : null, analysis.minimumGroup),
		asked: asked.get('rows') ?? asked.get('show'),
		amendments: amended,
		evaluation,
		feedback: educators,
		reading,
		may,
		look: toAccept.length > 0 ? await look(pilot, all, toAccept) : null,
		log: may.log ? await logForm(database, pilot, all, asked) : null
	};
}
