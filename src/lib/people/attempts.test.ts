import { describe, expect, test } from 'vitest';
import { networkOf, tooManyInWords } from './attempts.ts';

describe('where a request comes from', () => {
	test.each([
		['192.0.2.7', '192.0.2.7'],
		['::ffff:192.0.2.7', '192.0.2.7'],
		['2001:db8:1:2:aaaa:bbbb:cccc:dddd', '2001:db8:1:2'],
		['2001:0db8:0001:0002::1', '2001:db8:1:2'],
		['2001:db8::1', '2001:db8:0:0'],
		['::1', '0:0:0:0'],
		['fe80::1%eth0', 'fe80:0:0:0']
	])('%s is counted as %s', (address, network) => {
		expect(networkOf(address)).toBe(network);
	});
});

test('the wait is told in minutes, never less than one', () => {
	expect(tooManyInWords(1)).toBe('Too many attempts. Try again in 1 minute.');
	expect(tooManyInWords(61)).toBe('Too many attempts. Try again in 2 minutes.');
	expect(tooManyInWords(0)).toContain('1 minute.');
});
