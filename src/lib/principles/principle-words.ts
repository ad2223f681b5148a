import type { Tone } from '#lib/ui/tones.ts';

/* What principles and policies are called on pages. No schema here, so that pages bring no parser along. */

export const marks = ['convincing', 'needs work', 'not convincing'] as const;
export type Mark = (typeof marks)[number];

export const markWords: Record<Mark, { label: string; tone: Tone; hint: string }> = {
	convincing: { label: 'Convincing', tone: 'good', hint: 'It says what the principle asks.' },
	'needs work': {
		label: 'Needs work',
		tone: 'caution',
		hint: 'Something is missing, which your note names.'
	},
	'not convincing': {
		label: 'Not convincing',
		tone: 'bad',
		hint: 'As it stands, the pilot would go against the principle.'
	}
};

export const citedActs = ['rework', 'shelve', 'decline', 'refusal', 'decision'] as const;
export type CitedAct = (typeof citedActs)[number];

export const citedWords: Record<CitedAct, { done: string; mine: string }> = {
	rework: { done: 'Sent back', mine: 'Sending it back' },
	shelve: { done: 'Shelved', mine: 'Shelving it' },
	decline: { done: 'Declined', mine: 'Declining it' },
	refusal: { done: 'Review refused', mine: 'Refusing a review' },
	decision: { done: 'Decided by the cabinet', mine: 'The decision' }
};

/** A version as people say it: '2', or '2.1' once it was corrected. */
export function versionOf({ version, minor }: { version: number; minor: number }): string {
	return minor > 0 ? `${version}.${minor}` : String(version);
}

const rolePlurals: Record<string, string> = {
	evaluator: 'evaluators',
	reviewer: 'reviewers',
	cabinet: 'the cabinet',
	clerk: 'clerks',
	admin: 'the AI office'
};
const siteWords: Record<string, string> = { school: 'at schools', department: 'in departments' };

/** Whom a policy is for: 'All staff', 'Reviewers and clerks at schools'. */
export function audienceOf({
	roles,
	site_kinds
}: {
	roles: readonly string[];
	site_kinds: readonly string[];
}): string {
	const join = (list: string[]) =>
		list.length < 2 ? list.join('') : `${list.slice(0, -1).join(', ')} and ${list.at(-1)}`;
	const who = roles.length === 0 ? 'all staff' : join(roles.map((role) => rolePlurals[role] ?? role));
	const where = site_kinds.length === 1 ? ` ${siteWords[site_kinds[0]!] ?? ''}` : '';
	const said = who + where;
	return said.charAt(0).toUpperCase() + said.slice(1);
}

/** Of how many it was acknowledged, in whole percent; nothing where nobody is asked. */
export function shareOf({ asked, done }: { asked: number; done: number }): number | null {
	return asked === 0 ? null : Math.floor((100 * done) / asked);
}
