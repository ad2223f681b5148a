import { numberInWords } from '#lib/pilots/number-words.ts';
import { stageWords } from '#lib/pilots/stages.ts';
import type { IconName } from '#lib/ui/icons.ts';
import type { Found } from './found-schema.ts';
import { matching, type Place } from './places.ts';

export const nothing: Found = { pilots: [], people: [] };

export type Choice = { href: string; label: string; detail: string; icon: IconName };
export type Section = { heading: string; choices: Choice[] };

const LOOKS_LIKE_A_NUMBER = /^\s*p?[- ]?\d+\s*$/i;

/** What is shown for what was typed, best first: pilots before places where a number was typed, places first otherwise. */
export function sections(query: string, places: readonly Place[], { pilots, people }: Found): Section[] {
	const of = (kind: Place['kind'], heading: string): Section => ({
		heading,
		choices: matching(
			query,
			places.filter((place) => place.kind === kind)
		).map(({ href, label, icon }) => ({ href, label, icon, detail: '' }))
	});
	const found: Section = {
		heading: 'Pilots',
		choices: pilots.map(({ id, number, title, stage }) => ({
			href: `/pilots/${id}`,
			label: title,
			detail: `${numberInWords(number)} · ${stageWords[stage].label}`,
			icon: 'flag'
		}))
	};
	const who: Section = {
		heading: 'People',
		choices: people.map(({ id, name, title }) => ({
			href: `/people/${id}`,
			label: name,
			detail: title,
			icon: 'person'
		}))
	};
	const [actions, pages] = [of('action', 'Actions'), of('page', 'Pages')];
	const exact = query.trim() === '' || !LOOKS_LIKE_A_NUMBER.test(query);
	const order = exact ? [actions, pages, found, who] : [found, who, actions, pages];
	return order.filter(({ choices }) => choices.length > 0);
}
