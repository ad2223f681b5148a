/** What scaling and extending ask, in words, met and not. */
import { formatDate } from '#lib/ui/dates.ts';
import { formatCount, formatAmount } from '#lib/ui/numbers.ts';
import { listed } from './words.ts';

type Facts = Record<string, unknown>;
type Words = { label: string; say: (facts: Facts, met: boolean) => string };

const names = (value: unknown) => (Array.isArray(value) ? value.map(String) : []);
const number = (value: unknown) => (typeof value === 'number' ? value : 0);
const text = (value: unknown) => (typeof value === 'string' ? value.trim() : '');
const onDay = (value: unknown, words: (day: string) => string) =>
	typeof value === 'string' ? words(formatDate(value)) : '';
const said = (...parts: (string | false)[]) => parts.filter(Boolean).join(' ');
/** Words of others stand in quotation marks, and end where they end. */
function quoted(given: string): string {
	const words = given.replace(/\.$/, '');
	return `“${words.length > 160 ? `${words.slice(0, 159)}…` : words}”`;
}

/** What is missing of a contract, each as a thing to do. */
const contractGaps: Record<string, (facts: Facts) => string> = {
	value: () => 'Say what the contract is worth; 0 where there is none.',
	'board date': ({ threshold }) =>
		`From ${formatAmount(number(threshold))} on the board approves it: say on which day it did.`,
	'board reference': () => 'Give the reference of the board’s approval.',
	'renewal notice': () => 'Say until when the vendor can be told that it is not renewed.',
	'renewal notice past': ({ renewal_on }) =>
		onDay(renewal_on, (day) => `The day to tell the vendor, ${day}, has passed: say the next one.`) ||
		'The day to tell the vendor has passed: say the next one.'
};

function contract(facts: Facts, met: boolean): string {
	if (!met)
		return (
			said(...names(facts.missing).map((gap) => contractGaps[gap]?.(facts) ?? '')) ||
			contractGaps.value!(facts)
		);
	const { value, needs_board, board_on, board_reference, renewal_on } = facts;
	if (typeof value !== 'number') return 'It is on record.';
	if (value === 0) return 'There is none.';
	return said(
		`Worth ${formatAmount(value)}.`,
		needs_board === true &&
			onDay(board_on, (day) => `Approved by the board on ${day} (${text(board_reference)}).`),
		onDay(renewal_on, (day) => `The vendor can be told until ${day} that it is not renewed.`)
	);
}

function conditions({ open, overdue }: Facts, met: boolean): string {
	const late = names(overdue);
	if (late.length > 0)
		return `Overdue: ${listed(late.slice(0, 3).map(quoted))}${late.length > 3 ? ` and ${late.length - 3} more` : ''}.`;
	const left = number(open);
	if (left > 0)
		return `${formatCount(left, 'condition is', 'conditions are')} still open${met ? ', and none is overdue' : ''}.`;
	return met ? 'None is open.' : 'What earlier decisions asked for is closed first.';
}

export const decisionCriteria: Record<string, Words> = {
	contract: { label: 'The contract, and the board’s approval', say: contract },
	payer: {
		label: 'Who pays next year',
		say: ({ payer }, met) => (met ? `${text(payer) || 'Named'}.` : 'Say who pays for it next year.')
	},
	family_notice: {
		label: 'Families were told',
		say: ({ date, settled }, met) =>
			met
				? said(
						onDay(date, (day) => `On ${day}.`) || 'They were.',
						settled === true && 'As it was settled before launch.'
					)
				: 'Say on which day families were told.'
	},
	opt_outs: {
		label: 'How many families opted out',
		say: ({ count, under }, met) => {
			if (!met) return 'Say how many families opted out so far; 0 where none did.';
			if (typeof under === 'number') return `Fewer than ${under}.`;
			return typeof count !== 'number'
				? 'Counted.'
				: count === 0
					? 'None so far.'
					: `${formatCount(count, 'family', 'families')} so far.`;
		}
	},
	accommodations: {
		label: 'Accommodations made',
		say: ({ made, settled }, met) =>
			met
				? said(
						text(made) ? `${quoted(text(made))}.` : 'Said.',
						settled === true && 'As it was settled before launch.'
					)
				: 'Say what was done for students with an IEP or 504 plan and for English learners, or that nobody needed it.'
	},
	extensions: {
		label: 'Extended not too often',
		say: ({ times, most }, met) => {
			if (typeof most !== 'number') return 'The district says how often a pilot may be extended.';
			const often = number(times);
			const soFar = often === 0 ? 'Not extended so far' : `Extended ${formatCount(often, 'time')} so far`;
			return met
				? `${soFar}; the district allows ${most}.`
				: `${soFar}, and the district allows ${most}: decide on it, or waive this in writing.`;
		}
	},
	conditions: { label: 'Conditions of earlier decisions', say: conditions }
};
