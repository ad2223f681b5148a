import { isId } from '#lib/db/ids.ts';
import type { KeptField } from './kept-fields.ts';

/** What a form that was kept is for, by its address: the first that fits. */
const places: [address: RegExp, words: string][] = [
	[/^\/pilots\/[^/]+\?.*\/comment\b/, 'A comment on a pilot'],
	[/^\/pilots\/[^/]+\?.*\/askToJoin\b/, 'A request to join a team'],
	[/^\/pilots\/new(\?|$)/, 'A new proposal'],
	[/^\/pilots\/[^/]+\/edit(\?|$)/, 'A proposal'],
	[/^\/pilots\/[^/]+\/plan(\?|$)/, 'A measurement plan'],
	[/^\/pilots\/[^/]+\/evidence(\?|$)/, 'Results of a pilot'],
	[/^\/pilots\/[^/]+\/vote(\?|$)/, 'A vote or a decision'],
	[/^\/pilots\/[^/?]+(\?|$)/, 'The page of a pilot'],
	[/^\/cabinet/, 'The cabinet’s docket'],
	[/^\/admin/, 'Settings of the district']
];

export function placeInWords(path: string): string {
	return places.find(([address]) => address.test(path))?.[1] ?? 'A form';
}

/** The page that the form is on, without the action that it asked for: `/pilots/1/edit?step=benefit`. */
export function pageOf(path: string): string {
	const { pathname, searchParams } = new URL(path, 'http://here');
	const rest = [...searchParams].filter(([name]) => !name.startsWith('/'));
	return rest.length > 0 ? `${pathname}?${new URLSearchParams(rest)}` : pathname;
}

const INNER = /^(id|step|then|act|from_stage|to_stage|stage|revision|back|about)$/;

/** What a person wrote, readably: without ids and what the form says to itself. Equal names are one entry. */
export function readable(fields: readonly KeptField[]): { label: string; value: string }[] {
	const shown = new Map<string, string[]>();
	for (const [name, value] of fields) {
		if (!value?.trim() || isId(value) || INNER.test(name)) continue;
		const label = labelOf(name);
		shown.set(label, [...(shown.get(label) ?? []), value]);
	}
	return [...shown].map(([label, values]) => ({ label, value: values.join(', ') }));
}

/** Names of fields that say less than their labels do. */
const labels: Record<string, string> = {
	body: 'Comment',
	how_we_know: 'How would we know?',
	note: 'In your words',
	who_affected: 'Who is affected?'
};

/** 'risk_reason' as 'Risk reason', 'goals[0].target' as 'Goals 0 target'. */
function labelOf(name: string): string {
	if (Object.hasOwn(labels, name)) return labels[name]!;
	const words = name
		.replaceAll(/[^a-z0-9]+/gi, ' ')
		.trim()
		.toLowerCase();
	return words.charAt(0).toUpperCase() + words.slice(1);
}
