import { factsOf, type Kind } from './letter-facts.ts';
import { written, type Letter } from './letter-page.ts';
import { words } from './letter-words.ts';
import { stopPage } from './stop.ts';

export type { Letter } from './letter-page.ts';

/** A mail that cannot be written: trying again would not change it. */
export class Unwritable extends Error {}

export type Told = {
	kind: string;
	facts: unknown;
	person?: string | null;
	district?: string | null;
	/** the token that stops mails of this kind */
	stop?: string | null;
};

/**
 * Writes a mail from what the database queued.
 * @param origin where the application is, for links
 * @throws Unwritable for a kind that has no words, or facts that lack what its words need
 */
export function letter({ kind, facts, person, district, stop }: Told, origin: string): Letter {
	if (!Object.hasOwn(factsOf, kind)) throw new Unwritable(`There are no words for the kind “${kind}”.`);
	const known = kind as Kind;
	const { data, error } = factsOf[known].safeParse(facts);
	if (error) {
		const lacks = error.issues.map(({ path }) => path.join('.') || 'everything').join(', ');
		throw new Unwritable(`The facts of a mail of the kind “${kind}” lack ${lacks}.`);
	}
	if (known === 'account') return data as Letter;
	const draft = (words[known] as (facts: unknown, origin: string) => ReturnType<typeof words.mention>)(
		data,
		origin
	);
	return written({
		...draft,
		...(person ? { greeting: person } : {}),
		...(stop ? { stop: { label: 'Stop these mails', href: stopPage(origin, stop) } } : {}),
		why: `${draft.why}${district ? `\nPilotage of ${district}` : ''}`
	});
}
