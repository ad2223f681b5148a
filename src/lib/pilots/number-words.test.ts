import { expect, test } from 'vitest';
import { numberInWords } from './number-words.ts';

test.each([
	[7, 'P-0007'],
	[142, 'P-0142'],
	[123456, 'P-123456']
])('%s is %s', (number, written) => expect(numberInWords(number)).toBe(written));
