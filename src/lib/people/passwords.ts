import { z } from 'zod';

const BYTES = 72;

/** A new password. Length is what counts; the hash reads no more than 72 bytes. */
export const newPassword = z
	.string()
	.min(10, 'A password needs at least 10 characters.')
	.refine(
		(text) => new TextEncoder().encode(text).length <= BYTES,
		`A password can have up to ${BYTES} characters.`
	);
