/** What the database hands over: '2026-03-12', '2026-03-12T15:04:05Z' or '2026-11-23 17:18:45.025+00'. */
export type Moment = string | Date;

export type DateOptions = {
	locale?: 'en' | 'es';
	/** The district's zone. UTC unless said, so that server and browser write the same text. */
	timeZone?: string;
	/** With the day of the week, for what people come together on. */
	weekday?: boolean;
};

const DAY = 86_400_000;
const DATE_ONLY = /^\d{4}-\d{2}-\d{2}$/;

/** Reads a moment; a date without a time is that day's midnight in UTC. Throws RangeError on anything else. */
export function toDate(value: Moment): Date {
	const iso =
		typeof value === 'string' ? value.replace(' ', 'T').replace(/(:[\d.]+[+-]\d{2})$/, '$1:00') : value;
	const date = new Date(iso);
	if (Number.isNaN(date.getTime())) throw new RangeError(`Not a date: ${String(value)}`);
	return date;
}

/** A date without a time is the same day everywhere, so no zone may shift it. */
function zoneOf(value: Moment, options: DateOptions): string {
	if (typeof value === 'string' && DATE_ONLY.test(value)) return 'UTC';
	return options.timeZone ?? 'UTC';
}

const LAYOUTS = {
	date: { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
	time: { hour: 'numeric', minute: '2-digit' },
	day: { day: '2-digit', month: '2-digit', year: 'numeric' }
} satisfies Record<string, Intl.DateTimeFormatOptions>;

/** Making a formatter costs more than using it a hundred times, and a board has a thousand dates. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(layout: keyof typeof LAYOUTS, value: Moment, options: DateOptions): Intl.DateTimeFormat {
	const locale = layout === 'day' ? 'en-CA' : options.locale === 'es' ? 'es-US' : 'en-US';
	const timeZone = zoneOf(value, options);
	const key = `${layout} ${locale} ${timeZone}`;
	const made = formatters.get(key) ?? new Intl.DateTimeFormat(locale, { ...LAYOUTS[layout], timeZone });
	formatters.set(key, made);
	return made;
}

function parts(value: Moment, options: DateOptions) {
	const format = formatter('date', value, options);
	const found = Object.fromEntries(
		format.formatToParts(toDate(value)).map((part) => [part.type, part.value])
	);
	return {
		weekday: found.weekday ?? '',
		day: found.day ?? '',
		month: found.month ?? '',
		year: found.year ?? ''
	};
}

/** '12 Mar 2026', or 'Thu 12 Mar 2026'. Day, month in letters, year: read the same way by everyone. */
export function formatDate(value: Moment, options: DateOptions = {}): string {
	const { weekday, day, month, year } = parts(value, options);
	return `${options.weekday ? `${weekday} ` : ''}${day} ${month} ${year}`;
}

/** 'Thu 12 Mar 2026': the day of a meeting. */
export const formatMeetingDay = (day: string) => formatDate(day, { weekday: true });

/** '12 Mar 2026, 3:04 PM'. */
export function formatDateTime(value: Moment, options: DateOptions = {}): string {
	return `${formatDate(value, options)}, ${formatTime(value, options)}`;
}

/** '3:04 PM'. */
export function formatTime(value: Moment, options: DateOptions = {}): string {
	return formatter('time', value, options).format(toDate(value));
}

/** '3 – 28 Feb 2026', '3 Feb – 12 Mar 2026', '3 Nov 2025 – 12 Mar 2026'. */
export function formatDateRange(from: Moment, to: Moment, options: DateOptions = {}): string {
	const a = parts(from, options);
	const b = parts(to, options);
	const end = `${b.day} ${b.month} ${b.year}`;
	if (a.year !== b.year) return `${a.day} ${a.month} ${a.year} – ${end}`;
	if (a.month !== b.month) return `${a.day} ${a.month} – ${end}`;
	return a.day === b.day ? end : `${a.day} – ${end}`;
}

/** The calendar day in the zone as 'YYYY-MM-DD'. */
export function dayOf(value: Moment, options: DateOptions = {}): string {
	return formatter('day', value, options).format(toDate(value));
}

/** Whole calendar days from one to the other, negative when `to` is earlier. Midnights count, not hours. */
export function daysBetween(from: Moment, to: Moment, options: DateOptions = {}): number {
	return Math.round((Date.parse(dayOf(to, options)) - Date.parse(dayOf(from, options))) / DAY);
}

/** 'today', 'yesterday', 'in 3 days', '5 weeks ago', 'in 4 months', '2 years ago'. */
export function formatRelative(value: Moment, now: Moment, options: DateOptions = {}): string {
	const days = daysBetween(now, value, options);
	const words = new Intl.RelativeTimeFormat(options.locale ?? 'en', { numeric: 'auto' });
	const size = Math.abs(days);
	if (size < 14) return words.format(days, 'day');
	if (size < 61) return words.format(Math.trunc(days / 7), 'week');
	if (size < 730) return words.format(Math.trunc(days / 30.44), 'month');
	return words.format(Math.trunc(days / 365.25), 'year');
}

/** A length of time in days: '1 day', '23 days'. */
export function formatDays(days: number, options: DateOptions = {}): string {
	return new Intl.NumberFormat(options.locale ?? 'en', {
		style: 'unit',
		unit: 'day',
		unitDisplay: 'long',
		maximumFractionDigits: 0
	}).format(days);
}
