import { error } from '@sveltejs/kit';
import { isId } from '#lib/db/ids.ts';
import { ask } from '#lib/db/ask.server.ts';
import { read as readPilot } from '#lib/pilots/pilots.server.ts';
import { read } from './evaluation.server.ts';
import { frozenSchema } from './evaluation-schema.ts';
import { frozenDetails } from './details.ts';
import { currentAnalysis } from './evidence.server.ts';
import { fieldsOf } from './report.ts';

type Database = App.Locals['supabase'];

/** The evaluation of a pilot: its report, what second evaluators say, and the form for whoever writes it. */
export async function evaluationPage(database: Database, id: string, asked: URLSearchParams) {
	const [pilot, evaluation] = await Promise.all([readPilot(database, id), read(database, id)]);
	const { versions, draft, may } = evaluation;
	const standing = versions.find(({ counts }) => counts) ?? null;
	const begun = draft?.fields ?? (standing?.mine ? fieldsOf(standing) : {});
	return {
		pilot,
		evaluation,
		/** The one to read: that of this cycle, or the last one of an earlier. */
		version: standing ?? versions[0] ?? null,
		standing,
		writing: may.write && (standing === null || asked.has('write')),
		// Only whoever writes it judges the evidence of this moment.
		kept: may.write ? await currentAnalysis(database, id) : null,
		values: begun
	};
}

/** The evidence as it was when a version of the evaluation was submitted: the one that the address names, or the last. */
export async function frozenEvidence(database: Database, id: string, asked: URLSearchParams) {
	const [pilot, { versions }] = await Promise.all([readPilot(database, id), read(database, id)]);
	const wanted = asked.get('version');
	const version = wanted
		? versions.find((one) => one.id === wanted)
		: (versions.find((one) => one.evidence) ?? versions[0]);
	if (wanted && (!isId(wanted) || !version))
		error(404, { message: 'There is no evaluation at this address.', key: 'no_such_evaluation', facts: {} });
	const kept = version?.evidence
		? frozenSchema.parse(
				await ask(database.rpc('evaluation_evidence', { pilot: id, evaluation: version.id }))
			)
		: null;
	const outcomes = kept?.analysis?.outcomes ?? [];
	const details = Object.fromEntries(outcomes.map((outcome) => [outcome.goal.id, frozenDetails(outcome)]));
	return { pilot, version: version ?? null, kept, details };
}
