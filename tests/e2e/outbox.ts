// What was mailed, as the outbox of the demonstration keeps it.
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { dataFolder } from './demonstration.ts';

/** The newest mail to an address, and the path of the link in it. */
export async function mailTo(email: string, link: RegExp): Promise<string> {
	let found: string | null = null;
	await expect
		.poll(
			async () => {
				const folder = join(dataFolder(), 'outbox');
				const files = await readdir(folder).catch(() => []);
				const mails = await Promise.all(
					files.map(async (file) => ({
						text: await readFile(join(folder, file), 'utf8'),
						at: (await stat(join(folder, file))).mtimeMs
					}))
				);
				const theirs = mails
					.filter(({ text }) => text.includes(`To: ${email}`) || text.includes(`<${email}>`))
					.sort((a, b) => b.at - a.at)
					// Lines of a mail are folded.
					.map(({ text }) => link.exec(text.replaceAll(/=\r?\n/g, '').replaceAll('=3D', '='))?.[0]);
				return (found = theirs.find(Boolean) ?? null);
			},
			{ timeout: 40_000, message: `a mail to ${email}` }
		)
		.not.toBeNull();
	return found!;
}
