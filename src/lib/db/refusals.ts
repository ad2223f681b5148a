/** Something the database said no to, in words for a person. */
export type Refusal = {
	status: number;
	message: string;
	/** For a program: such as `stage_moved` or `gate_not_met`. */
	key: string;
	facts: Record<string, unknown>;
};

type DatabaseError = {
	code?: string;
	message: string;
	hint?: string | null;
	details?: string | object | null;
};

const NOTHING_LOST = 'Nothing was saved, and nothing that you typed is lost.';

/**
 * What a person can act on, for the errors that can be foreseen; null for all others.
 * Our own functions raise `PT` and an HTTP status, with a sentence, a key in the hint and facts in the detail.
 */
export function refusalFrom(error: DatabaseError): Refusal | null {
	const own = /^PT(\d{3})$/.exec(error.code ?? '');
	if (own) {
		return {
			status: Number(own[1]),
			message: error.message,
			key: error.hint ?? '',
			facts: facts(error.details)
		};
	}
	// Two acts that waited for each other; the embedded backend has its words alone.
	if (error.code === '40P01' || /\bdeadlock detected$/.test(error.message)) {
		return refused(
			503,
			'busy',
			`Somebody else did something here at the same moment: try again. ${NOTHING_LOST}`
		);
	}
	switch (error.code) {
		case '22023': // JSON of another shape
		case '22P02': // not a uuid, not a number, not one of the choices
			return refused(400, 'not_understood', `That address or choice does not exist. ${NOTHING_LOST}`);
		case '22003':
			return refused(422, 'out_of_range', `A number is too large. ${NOTHING_LOST}`);
		case '23503':
			return refused(
				422,
				'not_there',
				`Something that this refers to is not in your district. ${NOTHING_LOST}`
			);
		case '23502':
		case '23514':
		case 'SUP': // how the embedded backend reports a violated check
			return refused(
				422,
				'not_allowed',
				`A value is missing, too long or outside what is allowed. ${NOTHING_LOST}`
			);
		case '23505':
			return refused(409, 'already_there', `This is there already. ${NOTHING_LOST}`);
		case '42501':
			return refused(403, 'not_yours', `You may not do this. ${NOTHING_LOST}`);
		case 'BUSY':
			return refused(503, 'busy', `Pilotage is busy: try again in a moment. ${NOTHING_LOST}`);
		default:
			return null;
	}
}

function refused(status: number, key: string, message: string): Refusal {
	return { status, key, message, facts: {} };
}

function facts(details: string | object | null | undefined): Record<string, unknown> {
	if (typeof details !== 'string') return (details ?? {}) as Record<string, unknown>;
	try {
		return JSON.parse(details);
	} catch {
		return {};
	}
}
