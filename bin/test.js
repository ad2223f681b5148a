// npm test: sets up what tests need, then runs them all, or the parts that are named: check, unit, db, e2e.
// The last line says how many passed and failed.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import process from 'node:process';
import { browser } from './setup/browser.js';
import { say } from './setup/commands.js';
import { ready } from './setup/dependencies.js';

process.chdir(new URL('..', import.meta.url).pathname);

const reports = mkdtempSync(join(tmpdir(), 'pilotage-test-'));
const count = { passed: 0, failed: 0 };
/** What failed, by name: said once more at the end, since much may be printed in between. @type {string[]} */
const failures = [];
/** What failed and passed when it was tried again. @type {string[]} */
const shaky = [];

const parts = {
	async check() {
		await command('format', 'prettier', ['--check', '--log-level', 'warn', '.']);
		await command('lint', 'eslint', ['.', '--max-warnings', '0']);
		await command('types', 'svelte-check', ['--fail-on-warnings', '--output', 'human']);
		await command('database', 'node', ['bin/types.js', '--check']);
	},
	unit: () => vitest('unit', 'unit'),
	db: () => Promise.all([vitest('PGlite', 'db on pglite'), vitest('PostgreSQL', 'db on postgres')]),
	async e2e() {
		const program = browser();
		const report = join(reports, 'e2e.json');
		// A machine that stood still for a while is asked once more.
		await tests('journeys', 'playwright', ['test', '--retries=1', '--reporter=list,json'], report, {
			PLAYWRIGHT_JSON_OUTPUT_NAME: report,
			...(program ? { CHROMIUM_PATH: program } : {})
		});
	}
};

try {
	if (await ready()) {
		const named = process.argv.slice(2);
		const unknown = named.find((part) => !(part in parts));
		if (unknown) throw new Error(`There are the parts ${Object.keys(parts).join(', ')}, not ${unknown}.`);
		const wanted = (/** @type {string} */ part) => named.length === 0 || named.includes(part);
		await runs('svelte-kit', ['sync']);
		// Two things at a time, since most machines have two cores; the journeys have the machine to themselves.
		await Promise.all([wanted('check') && parts.check(), wanted('unit') && parts.unit()]);
		if (wanted('db')) await parts.db();
		if (wanted('e2e')) await parts.e2e();
		for (const test of shaky) console.log(`~ ${test} passed only when it was tried again`);
		for (const failure of failures) console.log(`✗ ${failure}`);
		console.log(`\n${count.passed} passed, ${count.failed} failed`);
		process.exitCode = count.failed === 0 && count.passed > 0 ? 0 : 1;
	}
} catch (error) {
	console.error(error instanceof Error ? error.message : String(error));
	process.exitCode = 1;
} finally {
	rmSync(reports, { recursive: true, force: true });
}

/** One check that passes or fails as a whole. @param {string} name @param {string} program @param {string[]} args */
async function command(name, program, args) {
	say(name, `${program} ${args.join(' ')}`);
	const ok = await runs(program, args);
	count[ok ? 'passed' : 'failed'] += 1;
	if (!ok) failures.push(name);
}

/** Others run at the same time, so what these print comes when they are done. @param {string} name @param {string} project */
function vitest(name, project) {
	const report = join(reports, `${name}.json`);
	const args = [
		'run',
		'--project',
		project,
		'--reporter=dot',
		'--reporter=json',
		`--outputFile.json=${report}`
	];
	return tests(name, 'vitest', args, report, {}, true);
}

/**
 * Many tests, counted from the report that they leave. A run without a report, or that failed all the same, failed.
 * @param {string} name @param {string} program @param {string[]} args @param {string} report
 * @param {Record<string, string>} [env] @param {boolean} [beside]
 */
async function tests(name, program, args, report, env = {}, beside = false) {
	say(name, `${program} ${args[0]}`);
	const ok = await runs(program, args, env, beside);
	const { passed, failed, again = [] } = results(report);
	if (failed.length === 0 && (!ok || passed === 0)) failed.push('the run as a whole');
	count.passed += passed;
	count.failed += failed.length;
	failures.push(...failed.map((test) => `${name}: ${test}`));
	shaky.push(...again.map((test) => `${name}: ${test}`));
}

/** @param {string} report Vitest's or Playwright's @returns {{ passed: number, failed: string[], again?: string[] }} */
function results(report) {
	try {
		const found = JSON.parse(readFileSync(report, 'utf8'));
		return found.stats ? ofPlaywright(found) : ofVitest(found);
	} catch {
		return { passed: 0, failed: [] };
	}
}

/** @param {{ numPassedTests: number, testResults: { name: string, status: string, assertionResults: { status: string, fullName: string }[] }[] }} found */
function ofVitest({ numPassedTests, testResults }) {
	const failed = testResults.flatMap(({ name, status, assertionResults }) => {
		const tests = assertionResults.filter((test) => test.status === 'failed').map((test) => test.fullName);
		// A file that could not be read, or that failed before its first test, has no test that failed.
		return (status === 'failed' && tests.length === 0 ? [''] : tests).map(
			(test) => `${relative('.', name)} ${test}`
		);
	});
	return { passed: numPassedTests, failed };
}

/**
 * Journeys that failed and passed when they were tried again are named: each is a fault of the product, of the journey or of the machine.
 * @typedef {{ specs?: { file: string, line: number, title: string, tests: { status: string }[] }[], suites?: Suite[] }} Suite
 * @param {Suite & { stats: { expected: number, flaky: number } }} found
 */
function ofPlaywright({ stats, suites = [] }) {
	/** @param {string} wanted @returns {(suite: Suite) => string[]} */
	const ended =
		(wanted) =>
		({ specs = [], suites = [] }) => [
			...specs
				.filter(({ tests }) => tests.some(({ status }) => status === wanted))
				.map(({ file, line, title }) => `${file}:${line} ${title}`),
			...suites.flatMap(ended(wanted))
		];
	return {
		passed: stats.expected + stats.flaky,
		failed: suites.flatMap(ended('unexpected')),
		again: suites.flatMap(ended('flaky'))
	};
}

/**
 * @param {string} program @param {string[]} args @param {Record<string, string>} [env]
 * @param {boolean} [beside] keeps what it prints until it is done
 * @returns {Promise<boolean>} whether it ended well
 */
function runs(program, args, env = {}, beside = false) {
	const child = spawn(program, args, {
		stdio: ['ignore', beside ? 'pipe' : 'inherit', beside ? 'pipe' : 'inherit'],
		env: { ...process.env, ...env },
		shell: process.platform === 'win32'
	});
	/** @type {Buffer[]} */
	const said = [];
	for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part) => said.push(part));
	return new Promise((done, failed) => {
		child.once('error', failed);
		child.once('close', (code) => {
			process.stdout.write(Buffer.concat(said));
			done(code === 0);
		});
	});
}
