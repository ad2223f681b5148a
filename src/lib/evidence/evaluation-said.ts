/** What the page of an evaluation says once something is done. */
const words: Record<string, string> = {
	submitted: 'Your evaluation is submitted, and the evidence is frozen with it.',
	draft: 'The draft is saved. Come back to it whenever you like.',
	asked: 'They are asked for a second opinion, and told.',
	withdrawn: 'Nobody is asked for a second opinion any more.',
	reviewed: 'Your second opinion stands with the report. Thank you.'
};

export const evaluationSaid = (key: string | null): string | null =>
	key === null ? null : (words[key] ?? null);
