import { describe, expect, test } from 'vitest';
import { find, forget, keep } from './draft-copy.ts';
import { forgetAll, type Shelf } from './draft-shelf.ts';

function shelf(): Shelf & { all: Map<string, string> } {
	const all = new Map<string, string>();
	return {
		all,
		get length() {
			return all.size;
		},
		key: (i) => [...all.keys()][i] ?? null,
		getItem: (key) => all.get(key) ?? null,
		setItem: (key, value) => void all.set(key, value),
		removeItem: (key) => void all.delete(key)
	};
}

const now = new Date('2026-11-25T12:00:00Z');
const copy = { id: 'p1', step: 'problem', values: { problem: 'Typed.' }, at: '2026-11-25T11:59:00Z' };
const wanted = {
	id: 'p1',
	step: 'problem',
	fields: ['problem', 'title'] as const,
	server: { problem: 'Saved.' }
};

describe('a copy on the device', () => {
	test('is offered to its person, for its draft and its step alone', () => {
		const here = shelf();
		expect(keep(here, 'ada', copy)).toBe(true);
		expect(find(here, 'ada', wanted, now)).toEqual(copy);
		expect(find(here, 'bob', wanted, now)).toBeNull();
		expect(find(here, 'ada', { ...wanted, id: 'p2' }, now)).toBeNull();
		expect(find(here, 'ada', { ...wanted, step: 'benefit' }, now)).toBeNull();
		expect(find(here, 'ada', { ...wanted, id: null }, now)).toBeNull();
		expect(here.all.size).toBe(1);
	});

	test('is forgotten once the server has the same', () => {
		const here = shelf();
		keep(here, 'ada', copy);
		expect(find(here, 'ada', { ...wanted, server: { problem: 'Typed. ' } }, now)).toBeNull();
		expect(here.all.size).toBe(0);
	});

	test('of a draft that never reached the server is the newest', () => {
		const here = shelf();
		keep(here, 'ada', { ...copy, id: 'new:1', at: '2026-11-25T10:00:00Z' });
		keep(here, 'ada', { ...copy, id: 'new:2', at: '2026-11-25T11:00:00Z' });
		expect(find(here, 'ada', { ...wanted, id: null, server: {} }, now)?.id).toBe('new:2');
	});

	test('is gone when it is forgotten, when somebody signs out, and after a month', () => {
		const here = shelf();
		keep(here, 'ada', copy);
		forget(here, 'ada', 'p1', 'problem');
		expect(here.all.size).toBe(0);
		keep(here, 'ada', copy);
		here.setItem('theme', 'dark');
		forgetAll(here);
		expect([...here.all.keys()]).toEqual(['theme']);
		keep(here, 'ada', { ...copy, at: '2026-10-01T00:00:00Z' });
		expect(find(here, 'ada', wanted, now)).toBeNull();
		expect(here.all.size).toBe(1);
	});

	test('that is damaged, or has no place, harms nobody', () => {
		const here = shelf();
		here.setItem('pilotage:draft:ada:p1:problem', '{"id":');
		expect(find(here, 'ada', wanted, now)).toBeNull();
		const full = {
			...shelf(),
			setItem: () => {
				throw new Error('QuotaExceededError');
			}
		};
		expect(keep(full, 'ada', copy)).toBe(false);
		expect(keep(null, 'ada', copy)).toBe(false);
		expect(find(null, 'ada', wanted, now)).toBeNull();
	});
});
