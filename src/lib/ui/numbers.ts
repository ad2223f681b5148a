/** Nothing is known. A dash, since an empty cell reads like a mistake and a zero like a result. */
export const UNKNOWN = '—';

const MINUS = '\u2212';
const NO_BREAK = '\u00a0';

export type NumberOptions = {
	/** Digits after the point, exactly. Without it: up to 2, no trailing zeros. */
	decimals?: number;
	/** 'points', 'min', '%'. A percent sign stands close, words after a space that doesn't break. */
	unit?: string;
	/** Write + before gains, for differences. */
	signed?: boolean;
	locale?: 'en' | 'es';
};

type Maybe = number | null | undefined;

function known(value: Maybe): value is number {
	return typeof value === 'number' && Number.isFinite(value);
}

/** Making a formatter costs more than using it a hundred times, and a table has hundreds of figures. */
const formatters = new Map<string, Intl.NumberFormat>();

function write(value: number, options: NumberOptions, more: Intl.NumberFormatOptions = {}): string {
	const { decimals, signed, locale } = options;
	const layout: Intl.NumberFormatOptions = {
		minimumFractionDigits: decimals ?? 0,
		maximumFractionDigits: decimals ?? 2,
		// 'negative' and 'exceptZero' both drop the sign of −0.04 written with one decimal.
		signDisplay: signed ? 'exceptZero' : 'negative',
		...more
	};
	const key = `${locale} ${JSON.stringify(layout)}`;
	const made = formatters.get(key) ?? new Intl.NumberFormat(locale === 'es' ? 'es-US' : 'en-US', layout);
	formatters.set(key, made);
	return made.format(value).replaceAll('-', MINUS);
}

function withUnit(text: string, unit: string | undefined): string {
	if (!unit) return text;
	return unit === '%' ? `${text}%` : `${text}${NO_BREAK}${unit}`;
}

/** '1,234.5', '−3.2 points', '+0.40'. */
export function formatNumber(value: Maybe, options: NumberOptions = {}): string {
	return known(value) ? withUnit(write(value, options), options.unit) : UNKNOWN;
}

/** A share from 0 to 1 as '64%'. With `signed`, a change of share: '+4.5%'. */
export function formatPercent(share: Maybe, options: Omit<NumberOptions, 'unit'> = {}): string {
	if (!known(share)) return UNKNOWN;
	return withUnit(write(share * 100, { decimals: 0, ...options }), '%');
}

/** US dollars: '$48,200', '−$1,250'; cents only where asked for. */
export function formatMoney(amount: Maybe, options: Omit<NumberOptions, 'unit'> = {}): string {
	if (!known(amount)) return UNKNOWN;
	return write(amount, { decimals: 0, ...options }, { style: 'currency', currency: 'USD' });
}

/** What a contract says: '$48,200', '$99,999.60'. Cents where there are some, since a threshold may lie between. */
export function formatAmount(amount: Maybe): string {
	return formatMoney(amount, { decimals: Number.isInteger(amount) ? 0 : 2 });
}

/** For heads of columns and tiles: '950', '12.4K', '$1.2M' with `money`. */
export function formatCompact(value: Maybe, options: { money?: boolean; locale?: 'en' | 'es' } = {}): string {
	if (!known(value)) return UNKNOWN;
	const style: Intl.NumberFormatOptions = options.money ? { style: 'currency', currency: 'USD' } : {};
	return write(
		value,
		{ locale: options.locale },
		{ notation: 'compact', ...style, maximumFractionDigits: 1 }
	);
}

/** 'p = 0.032', 'p < 0.001', 'p > 0.99'. Three decimals under 0.1, two above. */
export function formatPValue(p: Maybe, options: { locale?: 'en' | 'es' } = {}): string {
	if (!known(p) || p < 0 || p > 1) return UNKNOWN;
	if (p < 0.001) return `p < ${write(0.001, { decimals: 3, ...options })}`;
	if (p > 0.99) return `p > ${write(0.99, { decimals: 2, ...options })}`;
	return `p = ${write(p, { decimals: p < 0.0995 ? 3 : 2, ...options })}`;
}

/** '−1.2 to 3.4 points'. Words, since a dash between two numbers looks like a minus. */
export function formatRange(low: Maybe, high: Maybe, options: NumberOptions = {}): string {
	if (!known(low) && !known(high)) return UNKNOWN;
	const es = options.locale === 'es';
	const percent = options.unit === '%' ? '%' : '';
	if (!known(low))
		return withUnit(`${es ? 'hasta' : 'up to'} ${write(high as number, options)}`, options.unit);
	if (!known(high)) return withUnit(`${es ? 'desde' : 'at least'} ${write(low, options)}`, options.unit);
	return withUnit(
		`${write(low, options)}${percent} ${es ? 'a' : 'to'} ${write(high, options)}`,
		options.unit
	);
}

/** '1 pilot', '12 pilots'. English only: the pages that speak Spanish name their own plurals. */
export function formatCount(count: number, one: string, many: string = `${one}s`): string {
	return `${write(count, { decimals: 0 })}${NO_BREAK}${count === 1 ? one : many}`;
}
