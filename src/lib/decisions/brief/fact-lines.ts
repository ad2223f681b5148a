import { formatDate } from '#lib/ui/dates.ts';
import { formatMoney, formatNumber } from '#lib/ui/numbers.ts';
import { capital, listed } from '#lib/pilots/words.ts';
import { line, sentence, type Line } from './block.ts';

type Facts = Record<string, unknown>;

const isFacts = (value: unknown): value is Facts =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
const isDay = (value: string) => /^\d{4}-\d{2}-\d{2}(T|$)/.test(value);
const isMoney = (key: string) =>
	/cost|budget|price|value|money|dollars|spent|saved|avoided|yearly|once/.test(key) &&
	!/minutes|hours/.test(key);
/** Ids and what only a program reads. */
const isHidden = (key: string) => /(^|_)(id|ids|revision|changed_at|changed_by)$/.test(key);

const named = (key: string) => capital(key.replaceAll('_', ' ').replace(/ on$/, ''));

/** What stands in a list: a word, or what its name is. */
function member(value: unknown): string | null {
	if (typeof value === 'string') return value;
	if (typeof value === 'number') return formatNumber(value);
	if (!isFacts(value)) return null;
	const name = value.name ?? value.title ?? value.words ?? value.what;
	return typeof name === 'string' ? name : null;
}

function said(key: string, value: unknown): string | null {
	if (typeof value === 'boolean') return value ? 'yes' : 'no';
	if (typeof value === 'number') return isMoney(key) ? formatMoney(value) : formatNumber(value);
	if (typeof value === 'string') return value === '' ? null : isDay(value) ? formatDate(value) : value;
	if (!Array.isArray(value)) return null;
	const members = value.map(member).filter((one) => one !== null);
	return members.length === 0 ? (value.length === 0 ? 'none' : formatNumber(value.length)) : listed(members);
}

/** Facts under names of their own, a line each: what scaling or sunsetting would take, as the record has it. Empty where it has none. */
export function factLines(facts: Facts | null | undefined, within = ''): Line[] {
	return Object.entries(facts ?? {}).flatMap(([key, value]) => {
		if (isHidden(key)) return [];
		if (isFacts(value)) return factLines(value, named(key));
		const words = said(key, value);
		const label = within ? `${within}, ${named(key).toLowerCase()}` : named(key);
		return words === null ? [] : [line(sentence(`${label}: ${words}`))];
	});
}
