import type { Change } from './versions.ts';

const name = ({ kind, code, title }: Change) =>
	`${kind === 'goal' ? 'Goal' : 'Objective'} ${code} “${title}”`;

/** A change of the strategy as a sentence: 'Objective 3.4 “Share what works” is new.' */
export function changeInWords(change: Change): string {
	const { kind, code, title, before } = change;
	switch (change.what) {
		case 'added':
			return `${name(change)} is new.`;
		case 'removed':
			return `${name(change)} was removed; no pilot served it.`;
		case 'renamed':
			return `${kind === 'goal' ? 'Goal' : 'Objective'} ${code} was called “${before}” and is now “${title}”.`;
		case 'renumbered':
			return `${name(change)} was ${before} before.`;
		case 'moved':
			return `${name(change)} belongs to another goal now.`;
		case 'reworded':
			return `What ${name(change)} intends is written anew.`;
		case 'retired':
			return `${name(change)} is retired: pilots keep it, new ones no longer choose it.`;
		case 'stands again':
			return `${name(change)} stands again.`;
	}
}
