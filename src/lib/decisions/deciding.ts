import type { Outcome } from '#lib/pilots/words.ts';

/** Something that scaling or extending asks and that is not met. */
export type Unmet = {
	criterion: string;
	label: string;
	/** Why, in a sentence; empty where the label says it. */
	detail: string;
	/** Where it is mended. */
	href: string;
};

/** What the form of a decision needs beside the vote: made by `decidingOf`, the same for each page that has the form. */
export type Deciding = {
	/** The docket item that is decided on. */
	item: string;
	/** The cycle that an extension would begin. */
	nextCycle: number;
	extensions: { times: number; most: number };
	/** Why the quorum is not there, where votes alone do not say it. */
	present: { members: number; quorum: number } | null;
	unmet: Partial<Record<Outcome, readonly Unmet[]>>;
	/** Who could own a condition. */
	people: readonly { id: string; name: string; part: string }[];
};
