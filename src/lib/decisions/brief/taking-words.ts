import { capital, listed } from '#lib/pilots/words.ts';
import { formatDate } from '#lib/ui/dates.ts';
import { formatAmount, formatCount, formatMoney, formatNumber } from '#lib/ui/numbers.ts';
import { line, lines, sentence, type Line } from './block.ts';
import { factLines } from './fact-lines.ts';

type Facts = Record<string, unknown> | null | undefined;

const number = (value: unknown) => (typeof value === 'number' ? value : null);
const text = (value: unknown) => (typeof value === 'string' && value.trim() !== '' ? value : null);
const things = (value: unknown) =>
	Array.isArray(value)
		? (value as Record<string, unknown>[]).filter((one) => typeof one === 'object' && one !== null)
		: [];
const within = (value: unknown) =>
	typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

/** Facts that no sentence was made of, by their own names. */
const others = (facts: Facts, known: readonly string[]) =>
	factLines(Object.fromEntries(Object.entries(facts ?? {}).filter(([key]) => !known.includes(key))));

const money = (yearly: unknown, once: unknown) =>
	[
		number(yearly) !== null && `${formatMoney(number(yearly))} a year`,
		number(once) !== null && `${formatMoney(number(once))} once`
	].filter((one) => typeof one === 'string');

/** The sites that are left, and what they would take in proportion to those at which it was tried. */
export function scalingLines(facts: Facts): Line[] {
	const { sites_left: left, sites_tried: tried, sites, people, licences, yearly, once, how } = facts ?? {};
	const names = Array.isArray(sites) ? sites.map(String) : [];
	const some = [
		number(people) !== null && formatCount(number(people)!, 'person', 'people'),
		number(licences) !== null && formatCount(number(licences)!, 'licence'),
		...money(yearly, once)
	].filter((one) => typeof one === 'string');
	return lines(
		some.length > 0 && `About ${listed(some)}.`,
		number(left) !== null && {
			text: `${formatCount(number(left)!, 'more site')}${number(tried) === null ? '' : `, after ${number(tried)}`}${names.length > 0 ? `: ${listed(names)}` : ''}.`,
			elsewhere: true
		},
		Array.isArray(how) &&
			how.length > 0 && { text: `Reckoned from ${how.map(String).join('; ')}.`, elsewhere: true },
		...others(facts, ['sites_left', 'sites_tried', 'sites', 'people', 'licences', 'yearly', 'once', 'how'])
	);
}

/** What would not be spent any more, the contract, the tools, and the steps that it takes. */
export function sunsetLines(facts: Facts): Line[] {
	const { steps, contract, tools, avoided } = facts ?? {};
	const { value, renewal_notice_on: notice } = within(contract);
	const { budget, licences, hours } = within(avoided);
	const spared = [
		number(budget) !== null && `${formatMoney(number(budget))} a year`,
		number(licences) !== null && formatCount(number(licences)!, 'licence'),
		number(hours) !== null &&
			`${formatNumber(number(hours))} ${hours === 1 ? 'hour' : 'hours'} of staff a year`
	].filter((one) => typeof one === 'string');
	const todo = things(steps).filter(({ required }) => required !== false);
	const days = Math.max(0, ...todo.map(({ days: after }) => number(after) ?? 0));
	const held = things(tools).map(
		({ name, until }) => `${text(name)}${text(until) ? ` (agreement until ${formatDate(text(until)!)})` : ''}`
	);
	return lines(
		spared.length > 0 && `Not spent any more: ${listed(spared)}.`,
		number(value) !== null &&
			`Contract of ${formatAmount(number(value))}${text(notice) ? `; the vendor is told by ${formatDate(text(notice)!)}` : ''}.`,
		todo.length > 0 && {
			text: `${formatCount(todo.length, 'step')}${days > 0 ? ` over ${formatCount(days, 'day')}` : ''}: ${todo
				.map(({ title }) => text(title))
				.filter(Boolean)
				.join('; ')}.`,
			elsewhere: true
		},
		held.length > 0 && { text: `Tools: ${listed(held)}.`, elsewhere: true },
		...others(facts, ['steps', 'contract', 'tools', 'avoided'])
	);
}

const contractKeys = [
	...[
		'contract_value',
		'board_threshold',
		'needs_board',
		'board_approved_on',
		'board_reference',
		'renewal_notice_on'
	],
	...[
		'payer_next_year',
		'family_notice_on',
		'family_notice_from',
		'opt_outs',
		'opt_outs_under',
		'accommodations',
		'accommodations_from'
	]
];

/** What a district asks before it scales, as far as it is on record. */
export function contractLines(facts: Facts): Line[] {
	const of = facts ?? {};
	const value = number(of.contract_value);
	const approved = text(of.board_approved_on);
	const day = (key: string) => (text(of[key]) ? formatDate(text(of[key])!) : null);
	const told =
		of.opt_outs === 'few'
			? 'few'
			: number(of.opt_outs) !== null
				? String(of.opt_outs)
				: number(of.opt_outs_under) !== null
					? `fewer than ${of.opt_outs_under as number}`
					: null;
	return lines(
		value !== null &&
			`Contract of ${formatAmount(value)}${approved ? `, approved by the board on ${formatDate(approved)}${text(of.board_reference) ? ` (${text(of.board_reference)})` : ''}` : ''}.`,
		of.needs_board === true &&
			!approved &&
			line('The board of education has not approved it yet.', { tone: 'caution', label: 'Board' }),
		day('renewal_notice_on') && `Last day to end it: ${day('renewal_notice_on')}.`,
		text(of.payer_next_year) && `Next year: ${sentence(text(of.payer_next_year)!)}`,
		day('family_notice_on') && `Families were told on ${day('family_notice_on')}.`,
		told && `Opt-outs: ${told}.`,
		text(of.accommodations) && {
			text: `Accommodations: ${sentence(text(of.accommodations)!)}`,
			elsewhere: true
		},
		...others(facts, contractKeys).map((one) => ({ ...one, text: capital(one.text) }))
	);
}
