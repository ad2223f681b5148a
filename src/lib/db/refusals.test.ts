import { describe, expect, test } from 'vitest';
import { refusalFrom } from './refusals.ts';

describe('what the database refuses', () => {
	test('a refusal of our own keeps its status, sentence, key and facts', () => {
		const refusal = refusalFrom({
			code: 'PT409',
			message: 'Ada moved this pilot to vetting in the meantime.',
			hint: 'stage_moved',
			details: '{"stage":"vetting"}'
		});
		expect(refusal).toEqual({
			status: 409,
			message: 'Ada moved this pilot to vetting in the meantime.',
			key: 'stage_moved',
			facts: { stage: 'vetting' }
		});
	});

	test('a check that fails says that nothing was lost, on either backend', () => {
		for (const code of ['23514', 'SUP']) {
			expect(refusalFrom({ code, message: 'violates check constraint "x"' })?.message).toMatch(/nothing/i);
		}
	});

	test('two acts that waited for each other are told to try again, on either backend', () => {
		for (const error of [
			{ code: '40P01', message: 'deadlock detected' },
			{ code: 'SUP', message: 'PostgresError: deadlock detected' }
		]) {
			expect(refusalFrom(error)).toMatchObject({ status: 503, key: 'busy' });
		}
	});

	test('details that are no JSON are no facts', () => {
		expect(refusalFrom({ code: 'PT404', message: 'No.', details: 'broken {' })?.facts).toEqual({});
	});

	test('what nobody foresaw is no refusal', () => {
		expect(refusalFrom({ code: 'XX000', message: 'cache lookup failed' })).toBeNull();
		expect(refusalFrom({ message: 'fetch failed' })).toBeNull();
	});
});
