// npm run bench: measures what has a budget, prints a table and writes bench/latest.json.
// `npm run bench -- --pilots 100000` sizes it; with `--pilots 1000,10000,100000` the pipeline is measured at each.
// `--measurements 1000,100000,10000000` says how many results are stored where one more is logged. The machine is shared and noisy: compare figures of one run.
import process from 'node:process';
import { ready } from './setup/dependencies.js';

process.chdir(new URL('..', import.meta.url).pathname);

try {
	if (await ready()) {
		const { bench } = await import('../tests/bench/bench.js');
		await bench(asked('--pilots', [1000]), asked('--measurements', [1000, 100_000]));
	}
} catch (error) {
	console.error(error instanceof Error ? error.message : String(error));
	process.exitCode = 1;
}

/** @param {string} flag @param {number[]} otherwise */
function asked(flag, otherwise) {
	const at = process.argv.indexOf(flag);
	const sizes = at < 0 ? otherwise : (process.argv[at + 1] ?? '').split(',').map(Number);
	if (!sizes.every((one, place) => Number.isInteger(one) && one > (sizes[place - 1] ?? 0)))
		throw new Error(`${flag} takes a whole number of at least 1, or several that grow, with commas.`);
	return sizes;
}
