/* Reads a results file beside the page, so that it never stops answering. No row is handed to the page or kept. */
import type { Answered, Asked } from './messages.ts';
import { Refused } from './refused.ts';
import { open, summarizeFile, type Opened } from './summarize-file.ts';

let opened: Opened | null = null;
let shown = 0;

const answer = (message: Answered) => postMessage(message);

/** Ten times a second is as often as a bar needs to move. */
function progress(call: number) {
	return (share: number) => {
		const now = performance.now();
		if (now - shown < 100 && share < 1) return;
		shown = now;
		answer({ call, share });
	};
}

async function work(asked: Asked): Promise<void> {
	const { call } = asked;
	try {
		if (asked.ask === 'look') {
			opened = null;
			opened = await open(asked.file, asked.reading, progress(call));
			answer({ call, look: opened.look });
		} else if (opened) {
			answer({ call, summed: await summarizeFile(opened, asked.mapping, asked.rules, progress(call)) });
		} else answer({ call, refused: 'failed', facts: {} });
	} catch (error) {
		// What nobody foresaw may quote a cell: it is said in general, and written nowhere.
		if (error instanceof Refused) answer({ call, refused: error.reason, facts: error.facts });
		else answer({ call, refused: 'failed', facts: {} });
	}
}

addEventListener('message', (event: MessageEvent<Asked>) => void work(event.data));
