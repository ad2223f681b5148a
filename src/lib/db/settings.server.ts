import { env } from '$env/dynamic/private';

/** The Supabase that this instance talks to. `npm start` sets these for the embedded one. */
export function settings() {
	const { SUPABASE_URL: url, SUPABASE_PUBLISHABLE_KEY: publishableKey, SUPABASE_SECRET_KEY: secretKey } = env;
	if (!url || !publishableKey || !secretKey) {
		throw new Error(
			'SUPABASE_URL, SUPABASE_PUBLISHABLE_KEY and SUPABASE_SECRET_KEY must be set: start with `npm start`.'
		);
	}
	return { url, publishableKey, secretKey };
}
