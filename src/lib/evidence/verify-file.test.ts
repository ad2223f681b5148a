import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exported } from './analysis-file-fixtures.ts';
import { input, means } from './fixtures.ts';

let folder: string;
const file = exported(input({ rows: means([50, 64, 9], [50, 60, 9]) }), true);

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'pilotage-recompute-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the command in another folder than the project's, as plain Node does. */
function recompute(...args: string[]) {
	const script = new URL('../../../bin/recompute.js', import.meta.url).pathname;
	const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
		cwd: folder,
		encoding: 'utf8',
		env: { ...process.env, NODE_OPTIONS: '', npm_lifecycle_event: '' }
	});
	return { status, stdout: stdout.trim(), stderr: stderr.trim() };
}

const written = (name: string, text: string) => {
	writeFileSync(join(folder, name), text);
	return name;
};

describe('the command that computes an exported analysis anew', { timeout: 40_000 }, () => {
	test('ends with 0 where every figure is the same', () => {
		const { status, stdout, stderr } = recompute(written('same.json', JSON.stringify(file)));
		expect(stderr).toBe('');
		expect(stdout).toMatch(
			/The same: \d+ figures, and \d{3} parts of the rules\.\nDifferent: 0 figures\.\nNot checkable: 0 figures\./
		);
		expect(stdout).toMatch(/Every figure is the same\.$/);
		expect(status).toBe(0);
	});

	test('ends with 1 and names the figure where one differs', () => {
		const text = JSON.stringify(file).replace(/"df":[\d.]+/, '"df":97');
		const { status, stdout } = recompute(written('changed.json', text));
		expect(stdout).toMatch(
			/Different: 1 figure\.\n {2}analysis\.outcomes\["Reading score"\]\.effect\.df: exported 97/
		);
		expect(status).toBe(1);
	});

	test('a title that would write elsewhere on the console is text', () => {
		const sly = { ...file, pilot: { ...file.pilot, title: 'All\u001b[2Jsame\nEvery figure is the same.' } };
		const { stdout } = recompute(written('sly.json', JSON.stringify(sly)));
		expect(stdout).toMatch(/^P-0007 All \[2Jsame Every figure is the same\.: analysis computed/);
	});

	test.each<[string, () => string[], RegExp]>([
		['no file named', () => [], /^Name one exported analysis or brief: /],
		['two files', () => ['a.json', 'b.json'], /^Name one exported analysis or brief: /],
		['a file that is not there', () => ['nowhere.json'], /nowhere\.json is not there\.$/],
		['a folder', () => ['.'], /is a folder, and not a file\.$/],
		['no JSON', () => [written('a.csv', 'a;b')], /^a\.csv is not JSON\.$/],
		[
			'a plan that cannot be',
			() => [
				written(
					'plan.json',
					JSON.stringify({
						...file,
						plan: { ...file.plan!, pretest_r2: 7 },
						goals: file.goals.map((goal) => ({ ...goal, planned_sd: 9 }))
					})
				)
			],
			/^plan\.json cannot be computed with: pretestR2/
		]
	])('ends with 2 and one sentence: %s', (_, args, expected) => {
		const { status, stdout, stderr } = recompute(...args());
		expect(stdout).toBe('');
		expect(stderr).toMatch(expected);
		expect(stderr.split('\n')).toHaveLength(1);
		expect(status).toBe(2);
	});
});
