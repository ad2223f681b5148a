import { readdirSync, statSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, say } from './commands.js';

const sources = [
	'src',
	'static',
	'supabase/migrations',
	'package-lock.json',
	'svelte.config.js',
	'vite.config.ts'
];
const stamp = 'build/.built';

/** Builds the application unless nothing has changed since the last build. */
export function build() {
	if (existsSync(stamp) && newest(sources) < statSync(stamp).mtimeMs) return;
	say('build', 'building the application');
	run('build', 'vite', ['build', '--logLevel', 'error']);
	writeFileSync(stamp, '');
}

/** @param {string[]} paths @returns {number} when the newest of these files was written, in ms */
function newest(paths) {
	let latest = 0;
	for (const path of paths) {
		const { isDirectory, mtimeMs } = statInfo(path);
		// A folder's own time tells of files that were taken away.
		latest = Math.max(latest, mtimeMs);
		if (isDirectory) latest = Math.max(latest, newest(readdirSync(path).map((name) => join(path, name))));
	}
	return latest;
}

/** @param {string} path */
function statInfo(path) {
	const info = statSync(path);
	return { isDirectory: info.isDirectory(), mtimeMs: info.mtimeMs };
}
