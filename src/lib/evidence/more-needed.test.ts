import { describe, expect, test } from 'vitest';
import { analyse, shown } from './analysis.ts';
import { goal, input, means, metric, plan, row } from './fixtures.ts';
import type { EvidenceInput, Row } from './input.ts';
import { halfWidthOf } from './more-needed.ts';
import { recommendationWords } from './recommendation-words.ts';

const absences = metric({ kind: 'count', unit: 'absences a week', better: 'lower' });
const counted = (times: number, some: Partial<Row> = {}): EvidenceInput => ({
	...input({
		plan: plan({ design: 'matched comparison', people_per_arm: null }),
		goals: [goal({ metric: absences, minimum_effect: 0.02 })],
		rows: [
			row({ ...some, events: Math.round(60 * times), exposure: 900 * times }),
			row({ ...some, arm: 'comparison', events: Math.round(84 * times), exposure: 900 * times })
		]
	}),
	pilot: {
		id: 'pilot',
		launched_at: '2026-03-11T09:00:00Z',
		cycle_end: null,
		running: false,
		stopped_early: false,
		minimum_group: 10
	}
});

describe('what an extend needs', () => {
	test('where results pile up over time, so many more weeks', () => {
		const analysis = analyse(counted(1));
		expect(analysis.recommendation.facts.more).toMatchObject({ of: 'weeks' });
		const { perArm } = analysis.recommendation.facts.more!;
		const half = halfWidthOf(analysis.outcomes[0]!)!;
		// From 11 March to 20 May.
		expect(perArm).toBe(Math.ceil((69.625 / 7) * ((half / 0.02) ** 2 - 1)));
		expect(recommendationWords(analysis).reason).toContain(`About ${perArm} more weeks at the pace so far`);
	});

	test('after which the interval is as narrow as it must be', () => {
		const { perArm } = analyse(counted(1)).recommendation.facts.more!;
		const later = analyse(counted(1 + Math.ceil((perArm / (69.625 / 7)) * 100) / 100));
		expect(halfWidthOf(later.outcomes[0]!)!).toBeLessThanOrEqual(0.02 * 1.05);
	});

	test('unless nobody knows since when', () => {
		const given = { ...counted(1), pilot: { ...counted(1).pilot, launched_at: null } };
		expect(analyse(given).recommendation.facts.more).toBeNull();
		const before = counted(1, { measured_on: '2026-03-01' });
		expect(analyse(before).recommendation.facts.more).toBeNull();
	});

	test('of the same people measured once each, more of them and no weeks', () => {
		const given: EvidenceInput = {
			...counted(1),
			plan: plan(),
			goals: [goal({ minimum_effect: 1.4 })],
			rows: means([100, 64, 10], [100, 60, 10])
		};
		expect(analyse(given).recommendation.facts.more).toEqual({ of: 'people', perArm: 297 });
	});

	test('is not asked of a rule that asks for nothing more, nor told where groups are withheld', () => {
		expect(analyse(counted(40)).recommendation.facts.more).toBeNull();
		expect(shown(analyse(counted(1, { withheld: true }))).recommendation.facts.more).toBeNull();
	});
});
