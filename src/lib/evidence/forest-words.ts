import { formatCount } from '#lib/ui/numbers.ts';
import type { ForestView } from './forest-view.ts';

const heads = { site: 'site', subgroup: 'subgroup' } as const;

export function forestHeading({ by, rows }: Pick<ForestView, 'by' | 'rows'>): string {
	return `By ${heads[by]}: ${formatCount(rows.length, heads[by])}`;
}

/** What is compared with what, and how far it may be trusted. */
export function forestSentence({ by, against, family, better }: ForestView): string {
	const what = {
		'own comparison': `Pilot less comparison within each ${heads[by]}.`,
		'all comparison':
			'Each pilot site against all comparison sites together. One site is one unit: the intervals tell how people vary, not how sites do.',
		before: `Outcome less before within each ${heads[by]}.`
	}[against];
	const tested =
		family > 1
			? ` With ${family} looks one is bound to stand out by chance, so p is adjusted for all of them together (Benjamini and Hochberg).`
			: '';
	const right = better === 'higher' ? 'better' : 'worse';
	return `An exploration, which decides nothing. ${what} Right of the line is ${right}.${tested}`;
}

/** What is missing from it; null where nothing is. */
export function forestMissing({ by, withheld, alone }: ForestView): string | null {
	const said = [
		withheld > 0 &&
			`${formatCount(withheld, heads[by])} ${withheld === 1 ? 'is' : 'are'} withheld, since ${withheld === 1 ? 'it holds' : 'they hold'} groups too small to tell of.`,
		alone > 0 && `${formatCount(alone, heads[by])} ${alone === 1 ? 'was' : 'were'} measured on one side only.`
	].filter(Boolean);
	return said.length > 0 ? said.join(' ') : null;
}
