/** What a page says once something is done; what came of an act of the map, its own words say. */
const words: Record<string, string> = {
	saved: 'Saved.',
	draft: 'The draft is saved. Come back to it whenever you like.',
	frozen: 'The proposal is as it was submitted. It can be written on again once it is sent back.',
	sponsor: 'The sponsor is named.',
	evaluator: 'The evaluator is named.',
	signed: 'The review is signed.',
	refused: 'The review is refused. Your reason is with the pilot.',
	joined: 'The team has a new member.',
	left: 'They are off the team.',
	plan: 'The plan is saved.'
};

export function saidInWords(key: string | null): string | null {
	return key === null ? null : (words[key] ?? null);
}
