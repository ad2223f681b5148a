// npm run simulate: lives pilots whose true effect is known, prints how often each verdict and each recommendation comes of them, and
// writes that into docs/guide/verdicts.md. The same seed gives the same tables.
import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { ready } from './setup/dependencies.js';

process.chdir(new URL('..', import.meta.url).pathname);
const guide = 'docs/guide/verdicts.md';

try {
	if (await ready()) {
		const { guideSimulation, simulate } = await import('../src/lib/evidence/simulation.ts');
		const { guideLooking, simulateLooks } = await import('../src/lib/evidence/simulation-looks.ts');
		const { guideWaves, simulateWaves } = await import('../src/lib/evidence/waves/simulated-waves.ts');
		const { looksTable, simulationTables, wavesTable, withTables } =
			await import('../src/lib/evidence/simulation-words.ts');
		const waves = wavesTable(simulateWaves(guideWaves));
		const looks = looksTable(simulateLooks(guideLooking));
		const tables = `${simulationTables(simulate(guideSimulation))}\n\n### Looked at week by week, in percent of pilots\n\n${looks}\n\n### Scaled in waves, in percent of pilots\n\n${waves}`;
		console.log(tables);
		writeFileSync(guide, withTables(readFileSync(guide, 'utf8'), tables));
	}
} catch (error) {
	console.error(error instanceof Error ? error.message : String(error));
	process.exitCode = 1;
}
