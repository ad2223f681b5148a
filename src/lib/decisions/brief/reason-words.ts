/** Why an item came onto the docket, as a packet says it. */
export const reasonWords: Record<string, string> = {
	evidence: 'Its evaluation is in',
	'stopped early': 'It was stopped early',
	overdue: 'Its cycle is over without an evaluation',
	review: 'It came back for review',
	condition: 'A condition is overdue',
	monitoring: 'A monitoring review',
	asked: 'Somebody asked for it'
};
