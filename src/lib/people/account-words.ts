/** What the page of one’s account says once something is done. */
const words: Record<string, string> = {
	password: 'Your password is changed, and your other sessions are ended.',
	email:
		'We sent a mail to the new address. It counts once you open the link there; until then the old one does.',
	confirmed: 'Your new address is confirmed.',
	half: 'Confirmed. Now open the link in the mail to your other address too.',
	settings: 'Saved.',
	calendar: 'The link of your calendar is ended.',
	session: 'That session is ended.',
	sessions: 'All other sessions are ended.',
	confirm: 'Your account is made. Open the link in the mail that we sent you, then sign in.'
};

export function saidInWords(key: string | null): string | null {
	return key === null ? null : (words[key] ?? null);
}
