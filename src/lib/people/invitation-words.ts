export type InvitationState = 'open' | 'expired' | 'used' | 'withdrawn' | 'unknown';

/** Why a link lets nobody in, and what to do about it. */
export const closedInWords: Record<Exclude<InvitationState, 'open'>, { title: string; what: string }> = {
	used: {
		title: 'This invitation was used',
		what: 'The account is there already: sign in with the address that the invitation came to. If you do not remember the password, choose a new one.'
	},
	expired: {
		title: 'This invitation is too old',
		what: 'Invitations are good for two weeks. Ask your AI office to invite you again: the new mail comes to the same address.'
	},
	withdrawn: {
		title: 'This invitation no longer counts',
		what: 'It was withdrawn, or a newer one was sent. Look for the newest mail from Pilotage, or ask your AI office.'
	},
	unknown: {
		title: 'There is no such invitation',
		what: 'The link may have been cut off. Open it from the mail again, or copy the whole of it.'
	}
};
