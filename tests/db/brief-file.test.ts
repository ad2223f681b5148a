// A frozen brief as the file that somebody takes along: computed again from what was frozen with it, without the rows of today.
import { beforeAll, expect, test } from 'vitest';
import { analyse as judge, shown } from '../../src/lib/evidence/analysis.ts';
import { evidenceInputSchema } from '../../src/lib/evidence/input.ts';
import { analysisOf, briefFile, type BriefFile } from '../../src/lib/decisions/brief/brief-file.ts';
import { toldSchema } from '../../src/lib/decisions/brief/brief-schema.ts';
import { sheetOf } from '../../src/lib/decisions/brief/sheet.ts';
import { verifyBrief } from '../../src/lib/decisions/brief/verify-brief.ts';
import { server, type Actor } from './actors.ts';
import { allowed } from './checks.ts';
import { foundDistrict, type District } from './district.ts';
import { day, result } from './forms.ts';
import { asOwner } from './owner.ts';
import { must, pilotIn } from './pilots.ts';

let district: District;

beforeAll(async () => {
	district = await foundDistrict();
});

/** What the application's server does before an item opens. */
async function compute(pilot: string) {
	const input = evidenceInputSchema.parse(await must(server, 'evidence_input', { pilot }));
	const complete = judge(input);
	await must(server, 'store_analysis', {
		pilot,
		fingerprint: input.fingerprint,
		complete,
		shown: shown(complete),
		permitted: `{${complete.recommendation.permitted.join(',')}}`
	});
}

const told = async (who: Actor, pilot: string) =>
	toldSchema.parse(await allowed(who.call('brief', { pilot, input: true }), who.name));

async function file(who: Actor, pilot: string): Promise<BriefFile> {
	const brief = await told(who, pilot);
	const analysis = analysisOf(brief);
	if (!analysis) throw new Error('The frozen brief has no analysis.');
	return JSON.parse(JSON.stringify(briefFile(brief, analysis)));
}

test('every figure of a frozen brief is the same when it is computed again, also after a correction', async () => {
	const { evaluator, member, clerk, chair } = district.people;
	const pilot = await pilotIn(district, 'experiment');
	const metric = (name: 'passed' | 'saved', more: object) =>
		result(district, { metric_id: district.metrics[name], n: null, mean: null, sd: null, ...more });
	const row = result(district, { stratum: 'Grade 6' });
	await must(evaluator, 'log_measurements', {
		pilot,
		rows: [
			row,
			result(district, { stratum: 'Grade 6', arm: 'comparison', mean: 57 }),
			result(district, { stratum: 'Grade 7', n: 7, mean: 43.217, sd: 8.911 }),
			result(district, { stratum: 'Grade 7', arm: 'comparison', n: 41, mean: 58 }),
			metric('passed', { n: 40, events: 39 }),
			metric('passed', { arm: 'comparison', n: 40, events: 30 })
		]
	});
	await asOwner('update public.pilots set cycle_end = current_date - 1 where id = $1', pilot);
	await asOwner('select private.docket_overdue()');
	await must(clerk, 'call_meeting', { held_on: day(0), chair: chair.id });
	await compute(pilot);
	await asOwner(
		`select private.freeze_brief(d.id, $2) from public.docket_items d where d.pilot_id = $1 and d.closed_at is null`,
		pilot,
		chair.id
	);
	const corrected = result(district, {
		stratum: 'Grade 6',
		mean: 60.25,
		supersedes: row.id,
		reason: 'Mistyped.'
	});
	await must(evaluator, 'log_measurements', { pilot, rows: [corrected] });
	await compute(pilot);

	for (const who of [member, evaluator]) {
		const own = await file(who, pilot);
		expect(JSON.stringify(own).includes('43.217'), who.name).toBe(who === evaluator);
		const { differing, unchecked, same } = verifyBrief(own);
		expect(differing, who.name).toEqual([]);
		expect(same.figures).toBeGreaterThan(50);
		expect(unchecked.length > 0, who.name).toBe(who === member);
		const means = own.analysis.rows.map(({ mean }) => mean);
		expect(means, 'the next smallest of its line is withheld, too').toEqual(
			who === evaluator ? expect.arrayContaining([61.5, 43.217]) : expect.not.arrayContaining([61.5])
		);
		expect(means).not.toContain(60.25);
		// A share near all of a group is told as that, and no more of it.
		expect(own.analysis.rows.some(({ end }) => end !== undefined)).toBe(who === member);
		expect(sheetOf(await told(who, pilot)).outcomes[0]).toMatchObject({ role: 'primary' });
	}
	const changed = await file(evaluator, pilot);
	// Whichever row it is: not each of them counts.
	for (const one of changed.analysis.rows) if (one.mean !== null) one.mean += 9;
	expect(verifyBrief(changed).differing.length).toBeGreaterThan(0);
});
