import { describe, expect, it } from 'vitest';
import {
	formatCompact,
	formatCount,
	formatMoney,
	formatNumber,
	formatPercent,
	formatPValue,
	formatRange
} from './numbers.ts';

/** Spaces that don't break are right on the page and hard to see here. */
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('formatNumber', () => {
	it('groups thousands and keeps the decimals asked for', () => {
		expect(formatNumber(1234.5)).toBe('1,234.5');
		expect(formatNumber(1234.5, { decimals: 2 })).toBe('1,234.50');
		expect(formatNumber(0.127)).toBe('0.13');
	});

	it('writes a real minus, a plus for gains, and no sign on what rounds to zero', () => {
		expect(formatNumber(-3.2)).toBe('\u22123.2');
		expect(formatNumber(0.4, { signed: true, decimals: 2 })).toBe('+0.40');
		expect(formatNumber(-0.04, { decimals: 1 })).toBe('0.0');
		expect(formatNumber(-0.04, { decimals: 1, signed: true })).toBe('0.0');
	});

	it('puts the unit where it belongs', () => {
		expect(plain(formatNumber(12, { unit: 'points' }))).toBe('12 points');
		expect(formatNumber(12, { unit: '%' })).toBe('12%');
	});

	it('has one sign for what is not known', () => {
		for (const value of [null, undefined, Number.NaN, Number.POSITIVE_INFINITY]) {
			expect(formatNumber(value)).toBe('—');
			expect(formatPercent(value)).toBe('—');
			expect(formatMoney(value)).toBe('—');
			expect(formatCompact(value)).toBe('—');
			expect(formatPValue(value)).toBe('—');
		}
	});
});

describe('shares and money', () => {
	it('reads a share as a percentage', () => {
		expect(formatPercent(0.64)).toBe('64%');
		expect(formatPercent(0.045, { decimals: 1, signed: true })).toBe('+4.5%');
	});

	it('writes dollars', () => {
		expect(formatMoney(48_200)).toBe('$48,200');
		expect(formatMoney(-1250)).toBe('\u2212$1,250');
		expect(formatMoney(2.5, { decimals: 2 })).toBe('$2.50');
	});

	it('shortens for small places', () => {
		expect(formatCompact(950)).toBe('950');
		expect(formatCompact(12_400)).toBe('12.4K');
		expect(formatCompact(1_200_000, { money: true })).toBe('$1.2M');
		expect(formatCompact(950, { money: true })).toBe('$950');
	});
});

describe('formatPValue', () => {
	it.each([
		[0.0321, 'p = 0.032'],
		[0.0004, 'p < 0.001'],
		[0.2, 'p = 0.20'],
		[0.0997, 'p = 0.10'],
		[0.997, 'p > 0.99'],
		[1.2, '—']
	])('writes %d as %s', (p, text) => {
		expect(formatPValue(p)).toBe(text);
	});
});

describe('formatRange', () => {
	it('joins with a word', () => {
		expect(plain(formatRange(-1.2, 3.4, { decimals: 1, unit: 'points' }))).toBe('\u22121.2 to 3.4 points');
		expect(formatRange(4, 11, { unit: '%' })).toBe('4% to 11%');
	});

	it('says which end is open', () => {
		expect(formatRange(null, 3)).toBe('up to 3');
		expect(formatRange(2, undefined)).toBe('at least 2');
		expect(formatRange(null, null)).toBe('—');
	});

	it('speaks Spanish', () => {
		expect(formatRange(1, 2, { locale: 'es' })).toBe('1 a 2');
	});
});

it('counts in words', () => {
	expect(plain(formatCount(1, 'pilot'))).toBe('1 pilot');
	expect(plain(formatCount(1200, 'pilot'))).toBe('1,200 pilots');
	expect(plain(formatCount(2, 'inquiry', 'inquiries'))).toBe('2 inquiries');
});
