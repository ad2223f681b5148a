import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Autosave, type Answer, type SaveState } from './autosave.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function begin(...answers: Answer<string>[]) {
	const said: SaveState[] = [];
	const sent: ((answer: Answer<string>) => void)[] = [];
	let kept = 0;
	let forgotten = 0;
	let conflict: string | undefined;
	const autosave = new Autosave<string>({
		send: () =>
			new Promise((answer) => {
				sent.push(answer);
				const next = answers.shift();
				if (next) answer(next);
			}),
		keep: () => (kept++, true),
		forget: () => void forgotten++,
		tell: (state, about) => {
			said.push(state);
			conflict = about ?? conflict;
		}
	});
	return {
		autosave,
		said: () => said.map(({ is }) => is),
		last: () => said.at(-1),
		sent,
		kept: () => kept,
		forgotten: () => forgotten,
		conflict: () => conflict
	};
}
const saved = { is: 'saved', at: '2026-11-25T12:04:00Z' } as const;
const gone = { is: 'gone' } as const;
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

test('typing is kept at once, and sent once when it rests', async () => {
	const it = begin(saved);
	for (let i = 0; i < 5; i++) {
		it.autosave.typed();
		await pass(500);
	}
	expect([it.kept(), it.sent.length]).toEqual([5, 0]);
	expect(it.autosave.unsaved).toBe(true);
	await pass(1_500);
	expect(it.sent).toHaveLength(1);
	expect(it.last()).toEqual(saved);
	expect([it.forgotten(), it.autosave.unsaved]).toEqual([1, false]);
});

test('one request at a time: what is typed meanwhile goes with the next', async () => {
	const it = begin();
	it.autosave.typed();
	await pass(1_500);
	it.autosave.typed();
	await pass(10_000);
	expect(it.sent).toHaveLength(1);
	it.sent[0]!(saved);
	await pass(0);
	expect([it.last()?.is, it.forgotten()]).toEqual(['waiting', 0]);
	await pass(1_500);
	expect(it.sent).toHaveLength(2);
	it.sent[1]!(saved);
	await pass(0);
	expect([it.last()?.is, it.forgotten()]).toEqual(['saved', 1]);
});

test('without a network it is tried again by itself, ever more seldom, and once when it is back', async () => {
	const it = begin(gone, gone, saved);
	it.autosave.typed();
	await pass(1_500);
	expect(it.last()).toEqual({ is: 'offline', kept: true });
	await pass(3_000);
	expect(it.sent).toHaveLength(2);
	await pass(5_000);
	expect(it.sent).toHaveLength(2);
	it.autosave.now();
	await pass(0);
	expect([it.sent.length, it.last()?.is, it.forgotten()]).toEqual([3, 'saved', 1]);
	it.autosave.now();
	await pass(60_000);
	expect(it.sent).toHaveLength(3);
});

test('what is refused waits for the next letter', async () => {
	const it = begin({ is: 'refused', message: 'Too long.' }, saved);
	it.autosave.typed();
	await pass(60_000);
	expect([it.sent.length, it.last()]).toEqual([1, { is: 'refused', message: 'Too long.', kept: true }]);
	expect([it.autosave.unsaved, it.forgotten()]).toEqual([true, 0]);
	it.autosave.typed();
	await pass(1_500);
	expect(it.last()?.is).toBe('saved');
});

test('two versions stop it until a person has chosen', async () => {
	const it = begin({ is: 'conflict', conflict: 'both' });
	it.autosave.typed();
	await pass(1_500);
	expect([it.last()?.is, it.conflict(), it.autosave.unsaved]).toEqual(['conflict', 'both', true]);
	it.autosave.typed();
	it.autosave.now();
	await pass(60_000);
	expect([it.sent.length, it.kept(), it.forgotten()]).toEqual([1, 2, 0]);
	it.autosave.resume();
	it.autosave.now();
	expect(it.sent).toHaveLength(2);
});

test('the form as a whole waits for what is on its way, and is the last to be sent', async () => {
	const it = begin();
	it.autosave.typed();
	await pass(1_500);
	let rested = false;
	void it.autosave.rest().then(() => (rested = true));
	await pass(0);
	expect([rested, it.autosave.sending]).toEqual([false, true]);
	it.sent[0]!(saved);
	await pass(0);
	expect([rested, it.autosave.sending]).toEqual([true, false]);
	it.autosave.typed();
	it.autosave.done();
	await pass(60_000);
	expect([it.sent.length, it.forgotten()]).toEqual([1, 2]);
});
