// npm run -s recompute -- FILE: computes an exported analysis or brief anew and says which of its figures are the same. Ends with 0 when all
// that can be checked is the same, with 1 when something differs, with 2 when the file can't be read.
import { resolve } from 'node:path';
import process from 'node:process';
import { ready } from './setup/dependencies.js';

// npm runs its scripts in the folder of package.json, wherever it was called.
const calledFrom = process.env.npm_lifecycle_event === 'recompute' ? process.env.INIT_CWD : undefined;
const files = process.argv.slice(2).map((file) => resolve(calledFrom ?? '.', file));
// Another Node may go on with this, from the folder of the project.
process.argv.splice(2, files.length, ...files);
process.chdir(new URL('..', import.meta.url).pathname);

try {
	if (await ready()) await recompute();
} catch (error) {
	console.error(error instanceof Error ? error.message : String(error));
	process.exitCode = 2;
}

async function recompute() {
	const [file] = files;
	if (!file || files.length > 1) {
		console.error('Name one exported analysis or brief: npm run -s recompute -- FILE.json');
		process.exitCode = 2;
		return;
	}
	const { verifyFile } = await import('../src/lib/decisions/brief/verify-file.ts');
	const { code, lines } = verifyFile(file);
	console[code === 2 ? 'error' : 'log'](lines.join('\n'));
	process.exitCode = code;
}
