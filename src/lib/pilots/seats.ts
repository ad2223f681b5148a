/** Somebody who could take a seat. */
export type Candidate = { id: string; name: string; title: string; outside?: boolean };
/** Who could take which seat of a pilot, as far as the reader fills it. */
export type Candidates = {
	sponsor: Candidate[];
	evaluator: Candidate[];
	team: Candidate[];
	/** For a part that nobody else could take. */
	substitute: Candidate[];
};

/** As an entry of a list: 'Ada Byron, legal office (from outside)'. */
export function nameOf({ name, title, outside }: Candidate): string {
	return `${title ? `${name}, ${title}` : name}${outside ? ' (from outside)' : ''}`;
}
