import { beforeAll, describe, expect, test } from 'vitest';
import { analyse, shown, type Analysis } from '../../src/lib/evidence/analysis.ts';
import { analysisFile, cycleOf, type AnalysisFile } from '../../src/lib/evidence/analysis-file.ts';
import { evidenceInputSchema, type EvidenceInput } from '../../src/lib/evidence/input.ts';
import { verify } from '../../src/lib/evidence/verification.ts';
import { server, type Actor } from './actors.ts';
import { allowed } from './checks.ts';
import { foundDistrict, type District, type Metric, type Part } from './district.ts';
import { incidents, result } from './forms.ts';
import { must, pilotIn } from './pilots.ts';

let district: District;
let pilot: string;
let input: EvidenceInput;

const share = (metric: Metric, n: number, events: number, more: object = {}) =>
	result(district, { mean: null, sd: null, metric_id: district.metrics[metric], n, events, ...more });
const [six, seven] = ['Grade 6', 'Grade 7'];

beforeAll(async () => {
	district = await foundDistrict();
	pilot = await pilotIn(district, 'experiment');
	const score = (n: number, mean: number, more: object) => result(district, { n, mean, ...more });
	const rows = [
		score(40, 61.123456789, { stratum: six }),
		score(7, 64.3, { stratum: seven, site_id: district.sites[0] }),
		score(21, 66.1, { stratum: seven, site_id: district.sites[1] }),
		score(38, 58.7, { stratum: six, arm: 'comparison' }),
		score(33, 57.2, { stratum: seven, arm: 'comparison' }),
		share('passed', 40, 39),
		share('passed', 40, 20, { arm: 'comparison' }),
		share('users', 12, 0),
		share('users', 30, 14, { arm: 'comparison' }),
		share('uptime', 3, 3),
		incidents(district)
	];
	await must(district.people.evaluator, 'log_measurements', { pilot, rows });
	input = evidenceInputSchema.parse(await allowed(server.call('evidence_input', { pilot })));
	const complete = analyse(input);
	await must(server, 'store_analysis', {
		pilot,
		fingerprint: input.fingerprint,
		complete,
		shown: shown(complete),
		permitted: `{${complete.recommendation.permitted.join(',')}}`
	});
});

/** What this caller would export: their own rows and their own analysis, as the API gives them. */
async function fileOf(who: Actor): Promise<AnalysisFile> {
	const kept = await allowed(who.call('analysis', { pilot }), who.name);
	const rows = await allowed(who.call('measurements', { pilot }), who.name);
	const everything = JSON.stringify(kept.analysis as Analysis).includes('"hidden"');
	return analysisFile({
		pilot: {
			id: pilot,
			number: 'P-0001',
			title: 'A tutor',
			launched_at: input.pilot.launched_at,
			decision_question: '',
			stop_rule: ''
		},
		cycle: cycleOf(input.pilot),
		looks: [],
		plan: input.plan && { ...input.plan, locked_at: null },
		amendments: input.amendments,
		goals: input.goals,
		rows: rows.map((row: { id: string }) => ({
			...row,
			site: input.rows.find(({ id }) => id === row.id)?.site ?? null
		})),
		kept,
		everything
	});
}

describe('an exported analysis, computed anew from what the API tells', () => {
	test.each<Part>(['evaluator', 'admin'])('is the same in every figure for the %s', async (part) => {
		const file = await fileOf(district.people[part]);
		expect(file.small_groups).toBe('shown');
		expect(verify(file)).toMatchObject({ differing: [], unchecked: [], rows: { all: 11, withheld: 0 } });
	});

	test.each<Part>(['lead', 'insider', 'member', 'chair', 'reviewer', 'former'])(
		'is the same for the %s in what does not rest on a small group',
		async (part) => {
			const file = await fileOf(district.people[part]);
			expect(file.small_groups).toBe('withheld');
			expect(JSON.stringify(file)).not.toContain('64.3');
			const { differing, unchecked, rows, same } = verify(file);
			expect(differing).toEqual([]);
			expect(rows).toEqual({ all: 11, withheld: 2 });
			expect(same.figures).toBeGreaterThan(100);
			const texts = unchecked.map(({ text }) => text);
			const places = file.goals.map(({ metric }) => metric.name);
			for (const name of ['score', 'passed', 'users']) {
				expect(places).toContain(name);
				expect(texts).toContain(`analysis.outcomes.${name}.arms.pilot.outcome.level`);
			}
			for (const name of ['uptime', 'incidents']) {
				expect(texts.filter((text) => text.includes(`.${name}.`))).toEqual([]);
			}
		}
	);
});
