import { expect, test } from 'vitest';
import type { Gate, MetCriterion } from '#lib/pilots/pilot.ts';
import { decisionAsks } from './decision-asks.ts';
import { mendPath, mendPlace } from './mend-places.ts';

const criterion = (key: string, some: Partial<MetCriterion> = {}): MetCriterion => ({
	criterion: key,
	met: true,
	facts: {},
	required: true,
	how: 'automatic',
	signed_by: [],
	title: null,
	may_sign: false,
	may_unsign: false,
	may_waive: false,
	...some
});
const decide = (to_stage: Gate['to_stage'], criteria: MetCriterion[]): Gate => ({
	act: 'decide',
	to_stage,
	through: 'record_decision',
	asks_note: true,
	parts: ['chair'],
	mine: false,
	held: false,
	criteria
});

test('each criterion stands once, under whichever decision asks it', () => {
	const asks = decisionAsks([
		decide('scaling', [
			criterion('findings', { met: false, may_waive: true }),
			criterion('contract'),
			criterion('payer', { required: false, met: false })
		]),
		decide('experiment', [criterion('findings', { met: false, required: false }), criterion('extensions')]),
		decide('sunset', [])
	])!;
	expect(asks.both).toMatchObject([{ criterion: 'findings', met: false, required: true, may_waive: true }]);
	expect(asks.scale.map((one) => one.criterion)).toEqual(['contract', 'payer']);
	expect(asks.extend.map((one) => one.criterion)).toEqual(['extensions']);
	// What is recommended holds nothing.
	expect(asks.counts).toEqual({ scale: { met: 1, of: 2 }, extend: { met: 1, of: 1 } });
});

test('nothing is asked where no decision carries it on', () => {
	expect(decisionAsks([decide('sunset', []), decide('shelved', [])])).toBeNull();
	// To launch leads into the experiment too, and is a gate of its own.
	expect(
		decisionAsks([{ ...decide('experiment', [criterion('plan')]), act: 'launch', through: 'advance_pilot' }])
	).toBeNull();
});

test('what is mended elsewhere says where', () => {
	expect(mendPlace('payer', 'p', false)).toEqual({ path: '/pilots/p/contract#contract', words: 'Say it' });
	expect(mendPlace('opt_outs', 'p', true)).toEqual({ path: '/pilots/p/contract#families', words: 'See it' });
	expect(mendPlace('families_told', 'p', false)?.path).toBe('/pilots/p/sunset');
	for (const key of ['budget', 'own:payer', 'toString']) {
		expect(mendPlace(key, 'p', false)).toBeNull();
		expect(mendPath({ criterion: key, facts: {} }, 'p')).toBe('/pilots/p');
	}
	// Of several tools, the one that holds it.
	const tools = [
		{ id: 'a', name: 'Maps', state: 'approved', current: true },
		{ id: 'b', name: 'Tutor', state: 'proposed', current: false }
	];
	for (const criterion of ['tools', 'data_agreement'])
		expect(mendPath({ criterion, facts: { tools } }, 'p')).toBe('/tools/b');
	expect(mendPath({ criterion: 'findings', facts: {} }, 'p')).toBe('/pilots/p/findings');
});
