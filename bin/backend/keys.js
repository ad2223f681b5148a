import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** @typedef {{ jwtSecret: string, publishableKey: string, secretKey: string }} Keys */

/**
 * The keys of the API, made on the first start and kept beside the data, readable by their owner alone.
 * @param {string} data the data folder
 * @returns {Promise<Keys>}
 */
export async function keysIn(data) {
	const file = join(data, 'keys.json');
	try {
		return JSON.parse(await readFile(file, 'utf8'));
	} catch (error) {
		if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ENOENT') throw error;
	}
	const random = (/** @type {number} */ bytes) => randomBytes(bytes).toString('base64url');
	const keys = {
		jwtSecret: random(48),
		publishableKey: `sb_publishable_${random(24)}`,
		secretKey: `sb_secret_${random(32)}`
	};
	await mkdir(data, { recursive: true });
	await writeFile(file, JSON.stringify(keys, null, '\t'), { mode: 0o600 });
	return keys;
}
