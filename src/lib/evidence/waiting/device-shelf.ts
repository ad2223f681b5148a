/** The shelf of this device, in IndexedDB: it outlives a closed tab, holds a whole file, and is read by all tabs. */
import type { Refusal, Shelf, Waiting } from './waiting.ts';

const DATABASE = 'pilotage';
const STORE = 'results';
const CHANNEL = 'pilotage:results';

function open(): Promise<IDBDatabase> {
	return new Promise((resolve, reject) => {
		const opening = indexedDB.open(DATABASE, 1);
		opening.onupgradeneeded = () => opening.result.createObjectStore(STORE, { keyPath: 'id' });
		opening.onsuccess = () => resolve(opening.result);
		opening.onerror = () => reject(opening.error);
		opening.onblocked = () => reject(new Error('The shelf is blocked.'));
	});
}

/** Does something with the store, and settles once it is written. */
async function within<T>(
	mode: IDBTransactionMode,
	work: (store: IDBObjectStore) => IDBRequest<T> | undefined
): Promise<T | undefined> {
	const database = await open();
	try {
		return await new Promise((resolve, reject) => {
			const transaction = database.transaction(STORE, mode, { durability: 'strict' });
			const request = work(transaction.objectStore(STORE));
			transaction.oncomplete = () => resolve(request?.result);
			transaction.onabort = transaction.onerror = () => reject(transaction.error);
		});
	} finally {
		database.close();
	}
}

type Said = { from: number; sent: boolean };
/** Of this tab. */
const OWN = Math.random();

/** Tells this tab and the others that something came or went; `sent` that the server has it now. */
export function announce(sent = false): void {
	if (typeof BroadcastChannel === 'undefined') return;
	const channel = new BroadcastChannel(CHANNEL);
	channel.postMessage({ from: OWN, sent } satisfies Said);
	channel.close();
}

/** Hears of it, with whether another tab sent something. @returns how to stop */
export function heed(changed: (sentElsewhere: boolean) => void): () => void {
	if (typeof BroadcastChannel === 'undefined') return () => {};
	const channel = new BroadcastChannel(CHANNEL);
	channel.onmessage = ({ data: { from, sent } }: MessageEvent<Said>) => changed(sent && from !== OWN);
	return () => channel.close();
}

export const deviceShelf: Shelf = {
	/** Nothing, where a browser forbids it. */
	async all() {
		try {
			return (await within<Waiting[]>('readonly', (store) => store.getAll())) ?? [];
		} catch {
			return [];
		}
	},

	async keep(waiting) {
		try {
			await within('readwrite', (store) => store.put(waiting));
			return true;
		} catch {
			return false;
		}
	},

	async refuse(id: string, refusal: Refusal) {
		await within('readwrite', (store) => {
			const found = store.get(id) as IDBRequest<Waiting | undefined>;
			found.onsuccess = () => found.result && store.put({ ...found.result, refused: refusal });
			return undefined;
		});
	},

	async forget(id) {
		await within('readwrite', (store) => store.delete(id)).catch(() => {});
	}
};

/** Runs while no other tab does; browsers without locks leave it to the database, which logs the same result once. */
export function alone<T>(work: () => Promise<T>): Promise<T> {
	return navigator.locks ? navigator.locks.request(CHANNEL, work) : work();
}
