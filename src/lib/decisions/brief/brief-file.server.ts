import { error } from '@sveltejs/kit';
import { analysisExport, type Exported } from '#lib/evidence/exports.server.ts';
import { numberInWords } from '#lib/pilots/number-words.ts';
import { analysisOf, briefFile } from './brief-file.ts';
import { read } from './briefs.server.ts';

const TIMES = 3;

/**
 * A brief with the analysis that it rests on, as a file that `npm run recompute` verifies: as this caller may see it.
 * @throws Kit's 404 for a pilot or version that they don't see; 409 for a draft, where its figures are withheld, and where results are
 * logged so fast that no two readings are of one moment.
 */
export async function briefExport(
	database: App.Locals['supabase'],
	pilot: string,
	version: string | null
): Promise<Exported<ReturnType<typeof briefFile>>> {
	for (let time = 0; time < TIMES; time += 1) {
		const told = await read(database, pilot, version, true);
		if (told.withheld)
			error(409, {
				message:
					'Results have come or gone since this brief was frozen, and together with those of today its figures would tell of a small group. Its evaluator can export it.',
				key: 'withheld',
				facts: {}
			});
		const analysis =
			told.state === 'frozen' ? analysisOf(told) : (await analysisExport(database, pilot)).content;
		if (!analysis || analysis.fingerprint !== told.content.evidence.fingerprint) continue;
		const of = told.version === null ? 'brief' : `brief-v${told.version}`;
		return {
			name: `${numberInWords(told.content.pilot.number)}-${of}.json`,
			content: briefFile(told, analysis)
		};
	}
	error(409, {
		message: 'Results are being logged at this moment. Export the brief again in a minute.',
		key: 'not_now',
		facts: {}
	});
}
