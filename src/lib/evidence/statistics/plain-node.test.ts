import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import * as statistics from './index.ts';

it('runs in plain Node as it stands: types that can be erased, import endings that resolve', () => {
	const source = `
		import * as statistics from ${JSON.stringify(new URL('index.ts', import.meta.url).href)};
		const group = { n: 10, mean: 0.75, sd: 1.79 };
		const { p } = statistics.meanDifference({ treatment: group, comparison: { ...group, mean: 2.33 } });
		console.log(JSON.stringify({ names: Object.keys(statistics), p }));
	`;
	const run = spawnSync(process.execPath, ['--input-type=module', '--eval', source], { encoding: 'utf8' });
	expect(run.stderr).not.toMatch(/error/i);
	expect(run.status).toBe(0);
	const { names, p } = JSON.parse(run.stdout) as { names: string[]; p: number };
	expect(names.sort()).toEqual(Object.keys(statistics).sort());
	expect(p).toBeCloseTo(0.0636, 3);
});
