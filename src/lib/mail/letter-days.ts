const date = new Intl.DateTimeFormat('en-GB', {
	day: 'numeric',
	month: 'long',
	year: 'numeric',
	timeZone: 'UTC'
});

/** '18 December 2026', the same day everywhere. */
export const dayOf = (day: string) => date.format(new Date(`${day.slice(0, 10)}T00:00:00Z`));
