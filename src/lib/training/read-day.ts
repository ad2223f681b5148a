/** Days as course systems and people write them, read as '2026-03-12'. */

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** A month by its name or the first three or four letters of it. */
function monthOf(word: string): number {
	const found = MONTHS.indexOf(word.slice(0, 3).toLowerCase());
	return found + 1;
}

function dayFrom(year: number, month: number, day: number): string | null {
	if (year < 1900 || year >= 2100) return null;
	const date = new Date(Date.UTC(year, month - 1, day));
	const real =
		date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
	return real ? date.toISOString().slice(0, 10) : null;
}

const TIME = /[T ,]+\d{1,2}:\d{2}(:\d{2})?(\.\d+)?\s*([ap]\.?m\.?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/i;

/**
 * ISO (2026-03-12), US (3/12/2026, 03-12-26), and written (March 12, 2026; 12 Mar 2026), with or without a time after it.
 * Where both could be, the month comes first, as in the US. Null for what is no day of the calendar.
 */
export function readDay(text: string): string | null {
	const day = text.trim().replace(TIME, '').trim();
	const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(day);
	if (iso) return dayFrom(+iso[1]!, +iso[2]!, +iso[3]!);
	const us = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})$/.exec(day);
	if (us) return dayFrom(us[3]!.length === 2 ? 2000 + +us[3]! : +us[3]!, +us[1]!, +us[2]!);
	const words = day
		.replaceAll(/[,.]/g, ' ')
		.replace(/(\d)(st|nd|rd|th)\b/i, '$1')
		.replace(/^(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?\s+/i, '');
	const monthFirst = /^([a-z]{3,9})\s+(\d{1,2})\s+(\d{4})$/i.exec(words);
	if (monthFirst && monthOf(monthFirst[1]!))
		return dayFrom(+monthFirst[3]!, monthOf(monthFirst[1]!), +monthFirst[2]!);
	const dayFirst = /^(\d{1,2})[\s-]+([a-z]{3,9})[\s-]+(\d{4})$/i.exec(words);
	if (dayFirst && monthOf(dayFirst[2]!)) return dayFrom(+dayFirst[3]!, monthOf(dayFirst[2]!), +dayFirst[1]!);
	return null;
}
