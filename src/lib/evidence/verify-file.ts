import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { readAnalysisFile } from './analysis-file-reading.ts';
import { verificationLines } from './verification-words.ts';
import { verify } from './verification.ts';

/** What to print, and how the command ends: 0 all that can be checked is the same, 1 something differs, 2 no such file can be read. */
export type Verified = { code: 0 | 1 | 2; lines: string[] };

/** The text of a file, or why there is none: for after its name. */
export function textOf(path: string): { text: string } | { fault: string } {
	try {
		return { text: readFileSync(path, 'utf8') };
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		if (code === 'ENOENT') return { fault: 'is not there.' };
		if (code === 'EISDIR') return { fault: 'is a folder, and not a file.' };
		return { fault: `cannot be read (${code ?? 'unknown error'}).` };
	}
}

/** Titles and formats are other people's: none of them moves the cursor of a console. */
export const harmless = (line: string) => line.replace(/\p{Cc}/gu, ' ');

export const refused = (name: string, fault: string): Verified => ({
	code: 2,
	lines: [harmless(`${name} ${fault}`)]
});

/** Verifies an exported analysis. For plain Node: no server, no database, no network. */
export function verifyFile(path: string): Verified {
	const name = basename(path);
	const found = textOf(path);
	if ('fault' in found) return refused(path, found.fault);
	const read = readAnalysisFile(found.text);
	if ('fault' in read) return refused(name, read.fault);
	try {
		const verification = verify(read.file);
		const lines = verificationLines(read.file, verification).map(harmless);
		return { code: verification.differing.length > 0 ? 1 : 0, lines };
	} catch (error) {
		// Plan or goals can be beyond what the statistics take, such as a pretest that explains seven times everything.
		if (!(error instanceof RangeError)) throw error;
		return refused(name, `cannot be computed with: ${error.message}`);
	}
}
