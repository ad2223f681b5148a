import { expect, test } from 'vitest';
import { analyse, shown } from './analysis.ts';
import { beside } from './details.ts';
import { evidenceJson } from './evidence-api.ts';
import { input, plan } from './fixtures.ts';
import { logged } from './logged-fixtures.ts';

const whole = ['Mesa', 'Harbor', 'Ridge'].flatMap((site, at) =>
	(['pilot', 'comparison'] as const).map((arm) =>
		logged({ id: `${site} ${arm}`, site, arm, n: site === 'Ridge' ? 7 : 30 + at, mean: 61.375 + at })
	)
);
const kept = { computed_at: '', fingerprint: '' };

test('what a reader is not told of is in no answer, by no figure', () => {
	const rows = whole.map((row) => ({ ...row, withheld: row.site === 'Ridge' }));
	const analysis = shown(analyse(input({ rows })));
	const told = rows.map((row) => (row.withheld ? { ...row, n: null, mean: null, sd: null } : row));
	const answer = evidenceJson({ id: 'p', title: 'T' }, analysis, kept, { rounds: [] }, (outcome) =>
		beside(outcome, { ...plan(), locked_at: null }, { rows: told, everything: false, running: false })
	);
	const [bySite] = answer.outcomes[0]!.breakdowns;
	expect(bySite!.parts.map(({ label, state, effect }) => [label, state, effect === null])).toEqual([
		['Harbor', 'told', false],
		['Mesa', 'told', false],
		['Ridge', 'withheld', true]
	]);
	expect(bySite!.family).toBe(2);
	expect(answer.worth).toBeNull();
	expect(JSON.stringify([answer.outcomes[0]!.breakdowns, answer.outcomes[0]!.over_time])).not.toContain(
		'63.375'
	);
});
