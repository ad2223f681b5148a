import { afterEach, expect, test, vi } from 'vitest';
import { post, sendKept, type Answer } from './sending.ts';
import { countOf, keepResults, of, type Shelf, type Waiting } from './waiting.ts';

function memory(): Shelf & { kept: Map<string, Waiting> } {
	const kept = new Map<string, Waiting>();
	return {
		kept,
		all: async () => [...kept.values()],
		keep: async (waiting) => (kept.set(waiting.id, waiting), true),
		refuse: async (id, refusal) => {
			const found = kept.get(id);
			if (found) kept.set(id, { ...found, refused: refusal });
		},
		forget: async (id) => void kept.delete(id)
	};
}

let minute = 0;
const keep = (shelf: Shelf, id: string, some: Partial<Waiting> = {}) =>
	keepResults(
		shelf,
		{
			id,
			person: 'priya',
			pilot: 'reading',
			title: 'Reading tutor',
			about: 'Reading score: pilot, outcome, Spring 2026',
			rows: [{ id, metric_id: 'score', n: 40 }],
			...some
		},
		new Date(Date.UTC(2026, 4, 20, 10, (minute += 1)))
	);

const no = { message: 'A pilot takes no results while it is in decision.', key: 'not_now', field: null };
const alone = <T>(work: () => Promise<T>) => work();

function sender(...answers: Answer[]) {
	const sent: string[] = [];
	const send = async ({ id }: Waiting) => {
		sent.push(id);
		return answers.shift() ?? ({ is: 'logged' } as const);
	};
	return { sent, send };
}

test('what waits is sent once, the oldest first, and forgotten', async () => {
	const shelf = memory();
	await keep(shelf, 'a');
	await keep(shelf, 'b', { rows: Array.from({ length: 24 }, (_, i) => ({ id: `${i}`, metric_id: 'm' })) });
	const { sent, send } = sender();
	const done = await sendKept({ shelf, alone, send }, 'priya');
	expect(done).toEqual({ logged: 25, pilots: ['reading'], refused: 0, stopped: null });
	expect(sent).toEqual(['a', 'b']);
	await sendKept({ shelf, alone, send }, 'priya');
	expect(sent).toEqual(['a', 'b']);
});

test('kept again it waits once', async () => {
	const shelf = memory();
	await keep(shelf, 'a');
	await keep(shelf, 'a');
	expect(countOf(await of(shelf, 'priya'))).toBe(1);
});

test('nobody sees or sends what is somebody else’s', async () => {
	const shelf = memory();
	await keep(shelf, 'a');
	const { sent, send } = sender();
	expect(await of(shelf, 'tom')).toEqual([]);
	await sendKept({ shelf, alone, send }, 'tom');
	expect(sent).toEqual([]);
	expect(shelf.kept.size).toBe(1);
});

test.each(['gone', 'signed out', 'somebody else'] as const)(
	'%s: it stops, and all of the rest waits',
	async (is) => {
		const shelf = memory();
		for (const id of ['a', 'b', 'c']) await keep(shelf, id);
		const { sent, send } = sender({ is: 'logged' }, { is });
		expect(await sendKept({ shelf, alone, send }, 'priya')).toMatchObject({ logged: 1, stopped: is });
		expect(sent).toEqual(['a', 'b']);
		expect((await of(shelf, 'priya')).map(({ id, refused }) => [id, refused])).toEqual([
			['b', null],
			['c', null]
		]);
	}
);

test('what is refused stays with the reason, holds up no other, and is sent again only when asked', async () => {
	const shelf = memory();
	for (const id of ['a', 'b']) await keep(shelf, id);
	const { sent, send } = sender({ is: 'refused', refusal: no });
	expect(await sendKept({ shelf, alone, send }, 'priya')).toMatchObject({ logged: 1, refused: 1 });
	expect(await of(shelf, 'priya')).toMatchObject([{ id: 'a', refused: no }]);
	await sendKept({ shelf, alone, send }, 'priya');
	expect(sent).toEqual(['a', 'b']);
	await sendKept({ shelf, alone, send }, 'priya', { again: true });
	expect(sent).toEqual(['a', 'b', 'a']);
	expect(shelf.kept.size).toBe(0);
});

test('two tabs take turns: the second finds nothing left', async () => {
	const shelf = memory();
	await keep(shelf, 'a');
	let turn: Promise<unknown> = Promise.resolve();
	const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
		const mine = turn.then(work);
		turn = mine;
		return mine;
	};
	const { sent, send } = sender();
	await Promise.all([1, 2].map(() => sendKept({ shelf, alone: inTurn, send }, 'priya')));
	expect(sent).toEqual(['a']);
});

test('discarded while it is on its way it does not come back as refused', async () => {
	const shelf = memory();
	await keep(shelf, 'a');
	const send = async () => {
		await shelf.forget('a');
		return { is: 'refused', refusal: no } as const;
	};
	await sendKept({ shelf, alone, send }, 'priya');
	expect(shelf.kept.size).toBe(0);
});

afterEach(() => void vi.unstubAllGlobals());

const entry: Waiting = {
	id: 'a',
	person: 'priya',
	pilot: 'reading',
	title: '',
	about: '',
	rows: [],
	at: '',
	refused: null
};

test.each<[string, () => Response, Answer]>([
	['logged', () => Response.json({ ok: true }), { is: 'logged' }],
	[
		'refused',
		() => Response.json({ ok: false, ...no, field: 'n' }, { status: 400 }),
		{ is: 'refused', refusal: { ...no, field: 'n' } }
	],
	[
		'somebody else’s',
		() => Response.json({ ok: false, key: 'somebody_else' }, { status: 403 }),
		{ is: 'somebody else' }
	],
	['a server that is not there', () => new Response('<h1>Bad gateway</h1>', { status: 502 }), { is: 'gone' }],
	['too many at once', () => new Response('', { status: 429 }), { is: 'gone' }],
	['a page of a hotel’s network', () => new Response('<h1>Welcome!</h1>'), { is: 'gone' }],
	[
		'no network',
		() => {
			throw new TypeError('Failed to fetch');
		},
		{ is: 'gone' }
	]
])('an answer is understood: %s', async (_what, answer, is) => {
	vi.stubGlobal('fetch', async () => answer());
	expect(await post(entry)).toEqual(is);
});

test('an answer is understood: the way to the sign-in page', async () => {
	const response = Object.defineProperty(new Response('<h1>Sign in</h1>'), 'redirected', { value: true });
	vi.stubGlobal('fetch', async () => response);
	expect(await post(entry)).toEqual({ is: 'signed out' });
});
