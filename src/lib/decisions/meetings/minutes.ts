/** Minutes from the record of a meeting, in sections of words; and what becomes of them when the record is asked again. */
import { formatDate } from '#lib/ui/dates.ts';
import { choiceWords } from '../choice-words.ts';
import { voteChoices } from '../choices.ts';
import type { MeetingRecord, RecordItem } from './meeting-schema.ts';
import { reasonWords } from './meeting-words.ts';

/** `made` is what the record said when it was last asked; words that differ from it are somebody's own. */
export type Section = { key: string; heading: string; words: string; made: string };

type Attended = Pick<MeetingRecord, 'attendance' | 'excused'>;

const MINUTE = 60_000;
const list = (names: readonly string[]) => names.join(', ');

const after = (minutes: number) => (minutes === 1 ? '1 minute' : `${Math.max(0, minutes)} minutes`);

/** When somebody came and went, by minutes of the meeting: it keeps no zone in which an hour could be said. */
function stay(lines: MeetingRecord['attendance'], opened: number): string {
	const minute = (at: string) => Math.round((Date.parse(at) - opened) / MINUTE);
	const said = lines.flatMap(({ what, at }, i) => {
		const when = minute(at);
		if (what === 'left') return [`left after ${after(when)}`];
		if (i > 0) return [`came back after ${after(when)}`];
		return when > 2 ? [`arrived after ${after(when)}`] : [];
	});
	return said.length > 0 ? ` (${said.join(', ')})` : '';
}

export function attendanceInWords({ attendance, excused }: Attended, openedAt: string | null): string {
	const people = Map.groupBy(attendance, ({ name }) => name);
	const opened = Date.parse(openedAt ?? attendance[0]?.at ?? '1970-01-01');
	const present = [...people].map(([name, lines]) => name + stay(lines, opened));
	const missing = excused.filter((name) => !people.has(name));
	return [
		present.length > 0 ? `Present: ${list(present)}.` : 'Attendance was not taken.',
		...(missing.length > 0 ? [`Excused: ${list(missing)}.`] : [])
	].join('\n');
}

const sentence = (words: string) => (/[.!?…]$/.test(words.trim()) ? words.trim() : `${words.trim()}.`);

function decided(item: RecordItem): string[] {
	const tally = voteChoices
		.filter((choice) => item.tally?.[choice])
		.map((choice) => `${item.tally![choice]} ${choiceWords[choice].counted}`);
	return [
		`Decided: ${item.outcome}. Votes: ${list(tally) || 'none'}.`,
		...(item.rationale ? [sentence(item.rationale)] : []),
		...(item.within_permitted === false ? ['This departs from what the evidence permits.'] : []),
		...(item.with_majority === false ? ['This departs from the majority.'] : []),
		...(item.override_reason ? [`The reason for departing: ${sentence(item.override_reason)}`] : []),
		...(item.different ? [`Different this time: ${sentence(item.different)}`] : []),
		...(item.conditions ?? []).map(
			({ words, owner, due_on }) => `Condition: ${sentence(words)} ${owner}, by ${formatDate(due_on)}.`
		),
		...(item.next_review ? [`Next review: ${formatDate(item.next_review)}.`] : [])
	];
}

/** What became of one item. Nobody is named with how they voted. */
export function itemInWords(item: RecordItem): string {
	const out = item.kept_out.map(({ name, why }) => `${name} (${why === 'team' ? 'of its team' : 'recused'})`);
	return [
		reasonWords[item.reason].about,
		...(out.length > 0 ? [`Kept out: ${list(out)}.`] : []),
		...(item.outcome
			? decided(item)
			: [
					item.closed_how === 'taken off' ? 'Taken off the docket.' : 'Dealt with.',
					...(item.note ? [sentence(item.note)] : [])
				])
	].join('\n');
}

/** The sections that the record gives: who was there, each item, what is carried over, and room for anything else. */
export function sectionsOf(record: MeetingRecord, openedAt: string | null): Section[] {
	const made = (key: string, heading: string, words: string) => ({ key, heading, words, made: words });
	const carried = record.items.filter((item) => item.carried);
	return [
		made('attendance', 'Who was there', attendanceInWords(record, openedAt)),
		...record.items
			.filter((item) => !item.carried)
			.map((item) => made(`item ${item.id}`, item.title.slice(0, 300), itemInWords(item))),
		...(carried.length > 0
			? [
					made(
						'carried over',
						'Carried over',
						carried
							.map(
								({ title, carried_to, ...item }) =>
									`${title}: ${carried_to ? `to the meeting of ${formatDate(carried_to)}` : 'until another meeting is called'}.${item.note ? ` ${sentence(item.note)}` : ''}`
							)
							.join('\n')
					)
				]
			: []),
		made('other', 'Other business', '')
	];
}

/** Whether somebody wrote otherwise than the record says. */
export const isEdited = ({ words, made }: Section) => words.trim() !== made.trim();

/**
 * The record asked again. Sections as they were made follow it; those that somebody wrote into keep their words, with what the record says
 * now beside them. A section without a cause any more goes, unless somebody wrote into it.
 */
export function remade(before: readonly Section[], fresh: readonly Section[]): Section[] {
	const old = new Map(before.map((section) => [section.key, section]));
	const now = fresh.map((section) => {
		const had = old.get(section.key);
		return had && isEdited(had) ? { ...section, words: had.words } : section;
	});
	const gone = before.filter((had) => isEdited(had) && !fresh.some(({ key }) => key === had.key));
	return [...now, ...gone];
}
