import { env } from '$env/dynamic/private';
import { ask } from '#lib/db/ask.server.ts';
import { serverClient } from '#lib/db/clients.server.ts';
import { recompute } from './evidence.server.ts';
import { readWavesAnew } from './waves/waves.server.ts';

/** So many at once: the rest are judged in the next round. */
const MOST = 20;

/**
 * Judges anew what was judged while a pilot ran and does no longer, or the other way round: by nothing but the passing of time the fixed
 * interval takes the place of the one that allows for looking. Whoever opens the evidence has it at once; this is for the board.
 */
async function judgeOutlived(): Promise<void> {
	const pilots = await ask(serverClient().rpc('outlived_analyses', { most: MOST }));
	for (const pilot of pilots) await recompute(pilot);
}

/**
 * Reads the waves of pilots anew whose reading is out of date: a wave began, or a limit changed. A guardrail holds the next wave whether
 * or not somebody opens the page.
 */
async function readOutdated(): Promise<void> {
	const pilots = await ask(serverClient().rpc('outdated_wave_readings', { most: MOST }));
	for (const pilot of pilots) await readWavesAnew(pilot);
}

/** Does both every `TICK_SECONDS` (15 unless set, 0 for never), at most once a minute, until the server shuts down. */
export function startJudging() {
	const seconds = Number(env.TICK_SECONDS || 15);
	if (!(seconds > 0) || !env.SUPABASE_SECRET_KEY) return;
	let timer: NodeJS.Timeout;
	let stopped = false;
	let failing = false;
	const round = async () => {
		try {
			await judgeOutlived();
			await readOutdated();
			failing = false;
		} catch (error) {
			// Said once, and not with every round.
			const why = error instanceof Error ? error.message : String(error);
			if (!failing)
				console.log(`Evidence that outlived its pilot's cycle cannot be judged (${why}). It is tried again.`);
			failing = true;
		}
		next();
	};
	const next = () => {
		if (!stopped) timer = setTimeout(round, Math.max(seconds, 60) * 1000).unref();
	};
	next();
	process.once('sveltekit:shutdown', () => {
		stopped = true;
		clearTimeout(timer);
	});
}
