import { existsSync } from 'node:fs';
import { isRoot, run } from './commands.js';

const debian = '/usr/bin/chromium';

/**
 * The browser for the journeys: the one that CHROMIUM_PATH names, else Debian's package where apt is ours to use, else
 * Playwright's own.
 * @returns {string | undefined} its program; undefined for Playwright's own
 */
export function browser() {
	const wanted = process.env.CHROMIUM_PATH;
	if (wanted) {
		if (!existsSync(wanted)) throw new Error(`CHROMIUM_PATH names ${wanted}, and there is no such program.`);
		return wanted;
	}
	if (existsSync(debian)) return debian;
	if (isRoot() && existsSync('/usr/bin/apt-get')) {
		run('browser', 'apt-get', ['update', '-qq']);
		run('browser', 'apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium']);
		return debian;
	}
	run('browser', 'playwright', ['install', 'chromium']);
	return undefined;
}
