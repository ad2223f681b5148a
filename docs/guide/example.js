// A client of the API with the evaluator's token: node docs/guide/example.js, while the demonstration runs.
import { readFileSync } from 'node:fs';
import { createClient } from '@supabase/supabase-js';

const data = process.env.PILOTAGE_DATA ?? '.data';
const app = process.env.ORIGIN ?? 'http://localhost:3000';
const { url, publishableKey } = JSON.parse(readFileSync(`${data}/api.json`, 'utf8'));
const supabase = createClient(url, publishableKey, { auth: { persistSession: false } });

/** @template T @param {PromiseLike<{ data: T, error: { message: string } | null }>} request */
async function answer(request) {
	const { data, error } = await request;
	if (error) throw new Error(error.message);
	return data;
}

const { session } = await answer(
	supabase.auth.signInWithPassword({ email: 'evaluator@demo.pilotage.test', password: 'pilotage-demo-1' })
);

const board = await answer(supabase.rpc('pipeline', {}));
for (const { stage, count } of board) console.log(`${String(count).padStart(3)} ${stage}`);

const pilots = await answer(supabase.from('pilots').select('id, title, stage').eq('stage', 'experiment'));
const [pilot] = pilots ?? [];
const goals = await answer(
	supabase.from('pilot_goals').select('metric_id').eq('pilot_id', pilot?.id).eq('role', 'primary')
);

// The id is ours, so sending it twice logs it once.
const row = {
	id: '0a4c9f0e-6f1f-4a6e-9a52-3f4f0c8d2e11',
	metric_id: goals?.[0]?.metric_id,
	arm: 'pilot',
	phase: 'outcome',
	period: 'Midyear',
	measured_on: '2026-02-13',
	stratum: 'Grade 1',
	n: 21,
	mean: 48.2,
	sd: 9.1
};
for (const attempt of ['first', 'second']) {
	const [logged] = await answer(supabase.rpc('log_measurements', { pilot: pilot?.id, rows: [row] }));
	console.log(`${attempt} time: ${logged.state}${logged.reason ? `, ${logged.reason}` : ''}`);
}

const rows = await answer(supabase.rpc('measurements', { pilot: pilot?.id }));
console.log(`${pilot?.title}: ${rows.length} rows`);

const evidence = await fetch(`${app}/api/pilots/${pilot?.id}/evidence`, {
	headers: { authorization: `Bearer ${session?.access_token}` }
});
console.log(JSON.stringify(await evidence.json(), null, '\t').slice(0, 1500));
