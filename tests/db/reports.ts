import { factors } from '../../src/lib/evidence/report.ts';

/** A whole report as `submit_evaluation` takes it. */
export const report = {
	findings: 'Scores rose by two points.',
	limits: 'One term, two schools.',
	reasons: 'The interval leaves out no effect.',
	educators: '',
	fidelity: 'partly',
	fidelity_note: 'One class used it every other week.',
	factors: Object.fromEntries(factors.map((factor) => [factor, { rating: 'helped', note: '' }]))
};
