import { expect, test } from 'vitest';
import { heirsOf, seatKey, wrongSeats } from './heirs.ts';

const lead = seatKey({ seat: 'lead', pilot: 'p1', meeting: null });
const chair = seatKey({ seat: 'chair', pilot: null, meeting: 'm1' });
const sponsor = seatKey({ seat: 'sponsor', pilot: 'p2' });

test('heirs are read from a form: by choice, by address, or nobody', () => {
	const values = {
		[`heir:${lead}`]: 'a',
		[`address:${lead}`]: ' Maya@D.org ',
		[`heir:${chair}`]: 'b',
		[`heir:${sponsor}`]: '',
		name: 'something else'
	};
	expect(heirsOf(values, new Map([['maya@d.org', 'maya']]))).toEqual({
		heirs: [
			{ seat: 'lead', pilot: 'p1', heir: 'maya' },
			{ seat: 'chair', meeting: 'm1', heir: 'b' },
			{ seat: 'sponsor', pilot: 'p2', heir: null }
		],
		unknown: {}
	});
});

test('an address that nobody has is told at its seat', () => {
	const values = { [`heir:${lead}`]: '', [`address:${lead}`]: 'gone@d.org' };
	expect(heirsOf(values, new Map())).toEqual({
		heirs: [],
		unknown: { 'lead:pilot:p1': 'Nobody of this district has the address gone@d.org.' }
	});
});

test('what the database refuses comes back to its seat', () => {
	const facts = {
		wrong: [{ seat: 'lead', pilot: 'p1', meeting: null, reason: 'name who takes over as lead' }]
	};
	expect(wrongSeats(facts)).toEqual({ [lead]: 'Name who takes over as lead.' });
	expect(wrongSeats({})).toEqual({});
});
