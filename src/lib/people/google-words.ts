/** Why signing in with Google led back to the sign-in page. */
const words: Record<string, string> = {
	cancelled: 'You did not sign in with Google.',
	refused:
		'This Google account lets nobody in here. Take the account of the address that your invitation came to; it must be one of your district. If you were not invited yet, ask your AI office.',
	failed: 'Signing in with Google did not work. Try again, or sign in with your password.'
};

export function googleInWords(key: string | null): string | null {
	return key === null ? null : (words[key] ?? null);
}
