import type { Look, OnShare } from './look.ts';
import type { Mapping } from './mapping.ts';
import type { Answered, Asked } from './messages.ts';
import { MOST_BYTES } from './limits.ts';
import { Refused } from './refused.ts';
import type { Rules } from './settle.ts';
import type { Reading } from './source.ts';
import type { Summed } from './summarize-file.ts';

type Pending = { onShare?: OnShare; resolve: (answer: Answered) => void; reject: (error: Refused) => void };
/** A question without the number of its call. */
type Question = Asked extends infer One ? (One extends Asked ? Omit<One, 'call'> : never) : never;

/** Reads files for a page, in a worker that is ended with `close`. Everything may throw `Refused`. */
export function fileReader() {
	const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
	const waiting = new Map<number, Pending>();
	let calls = 0;

	worker.addEventListener('message', ({ data }: MessageEvent<Answered>) => {
		const pending = waiting.get(data.call);
		if (!pending) return;
		if ('share' in data) return pending.onShare?.(data.share);
		waiting.delete(data.call);
		if ('refused' in data) pending.reject(new Refused(data.refused, data.facts));
		else pending.resolve(data);
	});
	worker.addEventListener('error', () => fail());

	function fail(): void {
		for (const { reject } of waiting.values()) reject(new Refused('failed', {}));
		waiting.clear();
	}

	function ask(question: Question, onShare?: OnShare): Promise<Answered> {
		const call = ++calls;
		return new Promise((resolve, reject) => {
			waiting.set(call, { onShare, resolve, reject });
			worker.postMessage({ ...question, call });
		});
	}

	return {
		/** What is in a file; again with a corrected `reading`. */
		async look(file: Blob, reading: Reading = {}, onShare?: OnShare): Promise<Look> {
			if (file.size > MOST_BYTES) throw new Refused('too large', { bytes: file.size, most: MOST_BYTES });
			const answer = await ask({ ask: 'look', file, reading }, onShare);
			if ('look' in answer) return answer.look;
			throw new Refused('failed', {});
		},
		/** The groups of the file that was looked at last. */
		async sumUp(mapping: Mapping, rules: Rules, onShare?: OnShare): Promise<Summed> {
			const answer = await ask({ ask: 'sum up', mapping, rules }, onShare);
			if ('summed' in answer) return answer.summed;
			throw new Refused('failed', {});
		},
		close(): void {
			worker.terminate();
			fail();
		}
	};
}
