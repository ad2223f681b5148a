import type { SupabaseClient } from '@supabase/supabase-js';
import { env } from '$env/dynamic/private';
import { serverClient } from '#lib/db/clients.server.ts';
import { queueIn } from './queue.server.ts';
import { outbox, senderOf, smtp } from './transport.server.ts';
import { worker } from './worker.server.ts';

/** Works on what time asks for, every `TICK_SECONDS` (15 unless set, 0 for never), until the server shuts down. */
export function startTimer() {
	const seconds = Number(env.TICK_SECONDS || 15);
	if (!(seconds > 0) || !env.SUPABASE_SECRET_KEY) return;
	const origin = (env.ORIGIN || 'http://localhost:3000').replace(/\/$/, '');
	const sender = senderOf(origin, env.MAIL_FROM);
	const say = (line: string) => console.log(line);
	const { round, stop } = worker({
		queue: queueIn(serverClient() as unknown as SupabaseClient),
		open: () => (env.SMTP_URL ? smtp(env.SMTP_URL, sender) : outbox(env.OUTBOX || undefined, sender, say)),
		origin,
		say
	});

	let timer: NodeJS.Timeout;
	let stopped = false;
	// The next round is set when one is over, so that rounds never overlap. Waiting for it keeps no process alive.
	const next = () => {
		if (!stopped) timer = setTimeout(() => round().then(next), seconds * 1000).unref();
	};
	next();
	// Said by adapter-node when the last request is answered. What is being sent then is still finished.
	process.once('sveltekit:shutdown', () => {
		stopped = true;
		clearTimeout(timer);
		stop();
	});
}
