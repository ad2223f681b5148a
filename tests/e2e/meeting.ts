// The demonstration's next meeting, held today and in session.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createClient } from '@supabase/supabase-js';
import { DEMONSTRATION_PASSWORD, demonstrationEmail } from '../../src/lib/people/demonstration.ts';
import { dataFolder } from './demonstration.ts';

/** Somebody of the demonstration, at its API. */
export async function apiOf(account: string) {
	const { url, publishableKey } = JSON.parse(readFileSync(join(dataFolder(), 'api.json'), 'utf8'));
	const client = createClient(url, publishableKey, { auth: { persistSession: false } });
	const { error } = await client.auth.signInWithPassword({
		email: demonstrationEmail(account),
		password: DEMONSTRATION_PASSWORD
	});
	if (error) throw error;
	return async (name: string, args: object = {}) => {
		const answer = await client.rpc(name, args);
		if (answer.error) throw new Error(`${account} could not ${name}: ${answer.error.message}`);
		return answer.data;
	};
}

/** Moves the next meeting to today, and opens it. Answers its id. */
export async function openToday(): Promise<string> {
	const [clerk, chair] = await Promise.all([apiOf('clerk'), apiOf('chair')]);
	const { meetings } = await clerk('cabinet');
	const meeting: string = meetings[0].id;
	await clerk('save_meeting', { meeting, fields: { held_on: new Date().toISOString().slice(0, 10) } });
	await chair('open_meeting', { meeting });
	return meeting;
}
