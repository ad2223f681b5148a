import { expect, test } from 'vitest';
import { readParts } from './sending-back.ts';

function form(given: Record<string, string>): FormData {
	const data = new FormData();
	for (const [name, value] of Object.entries(given)) data.append(name, value);
	return data;
}

test('a part is meant when it is ticked, and then says why', () => {
	expect(
		readParts(
			form({
				note: ' Nearly. ',
				'part:benefit': 'on',
				'reason:benefit': 'For\r\nwhom? ',
				'reason:problem': 'Not ticked.',
				'part:stage': 'on',
				'reason:stage': 'No such part.'
			})
		)
	).toEqual({ note: 'Nearly.', parts: [{ part: 'benefit', reason: 'For\nwhom?' }], errors: {} });
});

test('what is missing or too long is told at its field', () => {
	expect(
		readParts(form({ 'part:title': 'on', 'part:tools': 'on', 'reason:tools': 'x'.repeat(1001) })).errors
	).toEqual({
		note: expect.stringContaining('why it goes back'),
		'reason:title': 'The title: say what should change.',
		'reason:tools': expect.stringContaining('1,001')
	});
	expect(readParts(form({ note: 'x'.repeat(2001) })).errors.note).toContain('2,001');
});
