/** What a page says once something is done, and where the reader was; what came of an act, its own words say. */
const words: Record<string, { said: string; place?: string }> = {
	saved: { said: 'Saved.', place: '#next-gate' },
	sponsor: { said: 'The sponsor is named.', place: '#next-gate' },
	evaluator: { said: 'The evaluator is named.', place: '#next-gate' },
	joined: { said: 'The team has a new member.', place: '#team' },
	left: { said: 'They are off the team.', place: '#team' },
	lead: { said: 'The lead is passed on.', place: '#team' },
	'i left': { said: 'You are off the team.', place: '#team' },
	recused: { said: 'You have recused yourself. The reason is with the pilot.', place: '#team' },
	substitute: { said: 'The substitute is appointed.', place: '#team' },
	'substitute ended': { said: 'They no longer stand in.', place: '#team' },
	criterion: { said: 'Signed.', place: '#next-gate' },
	unsigned: { said: 'Your signature is taken back.', place: '#next-gate' },
	waived: { said: 'Waived. Your reason is with the pilot.', place: '#next-gate' },
	held: { said: 'The pilot is on hold.' },
	lifted: { said: 'The hold is lifted.', place: '#next-gate' },
	incident: { said: 'The incident is recorded. Thank you for saying so.', place: '#holds' },
	'serious incident': { said: 'The incident is recorded, and the pilot is on hold.' },
	commented: { said: 'Your comment is there.', place: '#comment-body' },
	replied: { said: 'Your answer is there.', place: '#discussion' },
	'nobody by a name': {
		said: 'Your comment is there. A name after an @ is of nobody who sees this pilot, so that nobody was told.',
		place: '#discussion'
	},
	settled: { said: 'The thread is settled.', place: '#discussion' },
	reopened: { said: 'The thread is open again.', place: '#discussion' },
	'seat opened': { said: 'The seat is open, and everyone who sees the pilot sees it.', place: '#team' },
	'seat closed': { said: 'The seat is closed.', place: '#team' },
	asked: { said: 'You have asked to join. The lead is told, and answers you.', place: '#join' },
	withdrawn: { said: 'You ask to join no more.', place: '#join' },
	accepted: { said: 'They are on the team now, and are told.', place: '#team' },
	declined: { said: 'They are told that they do not join.', place: '#team' },
	partner: { said: 'The partner contact is saved.', place: '#partners' },
	'partner removed': { said: 'The partner contact is taken off.', place: '#partners' },
	'taken back': { said: 'Your comment is taken back.', place: '#discussion' },
	differences: { said: 'What is different is saved.', place: '#look-alikes' },
	sought: { said: 'Looked again.', place: '#look-alikes' },
	forecast: { said: 'The forecast is saved, and stays on record.', place: '#forecasts' },
	actual: { said: 'Saved beside the forecast.', place: '#forecasts' },
	draft: { said: 'The draft is saved. Come back to it whenever you like.' },
	plan: { said: 'The plan is saved.' },
	imported: { said: 'The results of the file are logged.' },
	again: { said: 'The results of the file were logged already, and stand once.' },
	amended: { said: 'The plan is amended. What it was stays beside it.' }
};

export function saidInWords(key: string | null): string | null {
	return key === null ? null : (words[key]?.said ?? null);
}

/** The address of a pilot's page that says so, at the part where the reader was, or where the reply says. */
export function saying(pilot: string, key: string, place = words[key]?.place ?? ''): string {
	return `/pilots/${pilot}?done=${encodeURIComponent(key)}${place}`;
}
