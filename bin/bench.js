// npm run bench: measures what has a budget, prints a table and writes bench/latest.json.
// `npm run bench -- --pilots 100000` sizes it. The machine is shared and noisy: compare figures of one run.
import process from 'node:process';
import { ready } from './setup/dependencies.js';

process.chdir(new URL('..', import.meta.url).pathname);

try {
	if (await ready()) {
		const { bench } = await import('../tests/bench/bench.js');
		await bench(pilotsAsked());
	}
} catch (error) {
	console.error(error instanceof Error ? error.message : String(error));
	process.exitCode = 1;
}

function pilotsAsked() {
	const at = process.argv.indexOf('--pilots');
	const pilots = at < 0 ? 1000 : Number(process.argv[at + 1]);
	if (!Number.isInteger(pilots) || pilots < 1)
		throw new Error('--pilots takes a whole number of at least 1.');
	return pilots;
}
