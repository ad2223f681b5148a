import { describe, expect, test } from 'vitest';
import { budgetGap, moved, progressOf, sitesOf, trainingOf, type Wave } from './scaling.ts';
import { timelineOf } from './wave-timeline.ts';

const wave = (id: string, more: Partial<Wave> = {}): Wave => ({
	id,
	name: id,
	position: 1,
	starts_on: '2026-08-17',
	ends_on: '2026-12-18',
	training_by: null,
	licences: null,
	budget: null,
	state: 'planned',
	reason: '',
	held_by: null,
	since: '',
	started_at: null,
	revision: 1,
	owner: { id: 'o', name: 'Ann', active: true },
	sites: [],
	events: [],
	block: null,
	may_edit: false,
	may_remove: false,
	may_start: false,
	may_finish: false,
	may_hold: false,
	may_release: false,
	may_roll_back: false,
	...more
});
const at = (id: string, people: number | null = null, trained: number | null = null) => ({
	id,
	name: id,
	tried: false,
	people,
	trained
});

describe('how far it has come', () => {
	test('counts each site once, and leaves out what was rolled back', () => {
		const waves = [
			wave('a', { started_at: 'x', state: 'done', sites: [at('1'), at('2')], licences: 10, budget: 100 }),
			wave('b', { sites: [at('3')], licences: 5 }),
			wave('c', { started_at: 'x', state: 'rolled back', sites: [at('4')], licences: 7, budget: 900 })
		];
		expect(progressOf(waves, [{ id: '1' }], [{ id: '4' }])).toEqual({
			reached: 2,
			planned: 3,
			all: 4,
			licences: { started: 10, planned: 15 },
			budget: { started: 100, planned: 100 }
		});
	});

	test('says nothing of figures that nobody gave', () => {
		expect(progressOf([wave('a')], [], []).budget).toEqual({ started: null, planned: null });
		expect(budgetGap(null, 10)).toBeNull();
		expect(budgetGap(12, 10)).toBe(2);
	});
});

test('a wave moves among those that have not started, while none is held', () => {
	const waves = [wave('a', { started_at: 'x', state: 'running' }), wave('b'), wave('c')];
	expect(moved(waves, 'c', -1)).toEqual(['c', 'b']);
	expect(moved(waves, 'b', -1)).toBeNull();
	expect(moved(waves, 'a', 1)).toBeNull();
	expect(moved([...waves, wave('d', { state: 'held' })], 'c', -1)).toBeNull();
});

test('training is summed where it can be told', () => {
	expect(trainingOf(wave('a', { sites: [at('1', 4, 3), at('2'), at('3', 2, 2)] }))).toEqual({
		people: 6,
		trained: 5
	});
	expect(trainingOf(wave('a', { sites: [at('2')] }))).toBeNull();
});

test('what was rolled back keeps the names of its sites', () => {
	const events = [{ id: 'e', kind: 'rolled back' as const, reason: '', sites: ['Mesa'], at: '', by: null }];
	expect(sitesOf(wave('a', { state: 'rolled back', events }))).toEqual(['Mesa']);
	expect(sitesOf(wave('a', { sites: [at('Creek')] }))).toEqual(['Creek']);
});

describe('the timeline', () => {
	const terms = [{ name: 'Fall', starts_on: '2026-08-17', ends_on: '2026-12-18' }];

	test('places waves, terms and today within the width', () => {
		const placed = timelineOf(
			[
				wave('a', { training_by: '2026-08-03' }),
				wave('b', { starts_on: '2027-01-05', ends_on: '2027-05-28' })
			],
			terms,
			'2026-09-01'
		)!;
		const [a, b] = placed.bars;
		expect(a!.training).toBeLessThan(a!.x);
		expect(a!.x).toBe(placed.terms[0]!.x);
		expect(a!.width).toBe(placed.terms[0]!.width);
		expect(b!.x + b!.width).toBeLessThanOrEqual(100);
		expect(placed.today).toBeGreaterThan(a!.x);
		expect(placed.months.length).toBeLessThanOrEqual(7);
	});

	test('is none without waves, and leaves out a today that is years away', () => {
		expect(timelineOf([], terms, '2026-09-01')).toBeNull();
		expect(timelineOf([wave('a')], terms, '2036-09-01')!.today).toBeNull();
	});
});
