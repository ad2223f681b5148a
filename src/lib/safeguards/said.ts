/** What the page says once something is saved. */
export const safeguardsSaid: Record<string, string> = {
	settled: 'Saved. What it was before stays in its history.',
	judged: 'Saved, with your name and the day.',
	mitigation: 'Saved. Whoever owns it finds it at home from a week before it is due.',
	finished: 'Done. What shows it stays with it.',
	reopened: 'It is open again, with your reason.'
};
