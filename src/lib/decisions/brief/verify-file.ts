import { basename } from 'node:path';
import { readAnalysisFile } from '#lib/evidence/analysis-file-reading.ts';
import { verificationLines } from '#lib/evidence/verification-words.ts';
import {
	harmless,
	refused,
	textOf,
	verifyFile as verifyAnalysisFile,
	type Verified
} from '#lib/evidence/verify-file.ts';
import { BRIEF_FILE_VERSION, BRIEF_FORMAT, briefFileSchema, type BriefFile } from './brief-file.ts';
import type { NotHeld } from './not-held.ts';
import { verifyBrief, type BriefVerification } from './verify-brief.ts';

type Read = { file: BriefFile } | { fault: string };

/** The JSON of a brief; null for everything else, of which the analysis' own reader says what it is. */
function briefIn(text: string): Record<string, unknown> | null {
	try {
		const value = JSON.parse(text.replace(/^\uFEFF/, ''));
		return value?.format === BRIEF_FORMAT ? value : null;
	} catch {
		return null;
	}
}

function readBrief(value: Record<string, unknown>): Read {
	if (typeof value.version === 'number' && value.version > BRIEF_FILE_VERSION)
		return {
			fault: `is of version ${value.version} of the format, and this Pilotage reads up to version ${BRIEF_FILE_VERSION}: take a newer Pilotage.`
		};
	const { data, error } = briefFileSchema.safeParse(value);
	if (error)
		return {
			fault: `is incomplete: ${error.issues[0]?.path.map(String).join('.')} is missing, or not what belongs there.`
		};
	const analysis = readAnalysisFile(JSON.stringify(data.analysis ?? null));
	if ('fault' in analysis) return { fault: `has an analysis that ${analysis.fault}` };
	return { file: { ...data, analysis: analysis.file } };
}

function headLine({ brief, analysis }: BriefFile): string {
	const which =
		brief.state === 'frozen'
			? `brief, version ${brief.version}, frozen at ${brief.frozen_at}, fingerprint ${brief.fingerprint}`
			: 'brief, live from the record and not frozen';
	return `${analysis.pilot.number} ${brief.pilot.title}: ${which}.`;
}

const whyNot: Record<NotHeld['why'], string> = {
	input: 'Taken as it stands, since all figures are computed from it',
	record: 'Not compared, since it is the record of its moment and follows from nothing in the file',
	database: 'Not compared, since only the database can say it'
};

/** What of the file was held against nothing, in a line for each reason: 'brief.risks (31)'. */
const notHeldLines = ({ notHeld }: BriefVerification) =>
	(['input', 'record', 'database'] as const).flatMap((why) => {
		const parts = notHeld.filter((one) => one.why === why);
		const named = parts.map(({ part, figures }) => `${part} (${figures})`);
		return parts.length > 0 ? [`${whyNot[why]}: ${named.join(', ')}.`] : [];
	});

/** Verifies an exported brief or an exported analysis. For plain Node: no server, no database, no network. */
export function verifyFile(path: string): Verified {
	const found = textOf(path);
	const value = 'text' in found ? briefIn(found.text) : null;
	if (!value) return verifyAnalysisFile(path);
	const name = basename(path);
	const read = readBrief(value);
	if ('fault' in read) return refused(name, read.fault);
	try {
		const verification = verifyBrief(read.file);
		const told = verificationLines(read.file.analysis, verification, 'brief');
		const lines = [
			headLine(read.file),
			...told.slice(0, -2),
			...notHeldLines(verification),
			...told.slice(-2)
		];
		return { code: verification.differing.length > 0 ? 1 : 0, lines: lines.map(harmless) };
	} catch (error) {
		// Plan or goals can be beyond what the statistics take, such as a pretest that explains seven times everything.
		if (!(error instanceof RangeError)) throw error;
		return refused(name, `cannot be computed with: ${error.message}`);
	}
}
