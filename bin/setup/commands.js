import { spawnSync } from 'node:child_process';

export const isRoot = () => process.getuid?.() === 0;

/** @param {string} what @param {string} line */
export const say = (what, line) => process.stdout.write(`${what.padEnd(14)} ${line}\n`);

/**
 * Runs an installing command, quiet unless it fails.
 * @param {string} what for whom, in the message
 * @param {string} command
 * @param {string[]} args
 */
export function run(what, command, args) {
	say(what, `${command} ${args.slice(0, 2).join(' ')} …`);
	const { status, stdout, stderr, error } = spawnSync(command, args, {
		encoding: 'utf8',
		env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
		shell: process.platform === 'win32'
	});
	if (status !== 0) {
		throw new Error(
			`${command} ${args.join(' ')} failed: ${error?.message ?? `${stdout}\n${stderr}`.trim().split('\n').slice(-15).join('\n')}`
		);
	}
}
