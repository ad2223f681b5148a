import { expect, test } from 'vitest';
import { laterSeats, seatFiltersOf } from './seat-list.ts';

const SITE = '0b8a3f1e-0000-4000-8000-000000000001';
const SEAT = '0b8a3f1e-0000-4000-8000-000000000002';

test('an address names filters by ids, and whatever else it says is left out', () => {
	expect(
		seatFiltersOf(new URLSearchParams({ site: SITE, objective: '3.1', before: SEAT, most: '99' }))
	).toEqual({
		site: SITE,
		before: SEAT
	});
	expect(seatFiltersOf(new URLSearchParams())).toEqual({});
	expect(seatFiltersOf(new URLSearchParams({ site: `${SITE}'` }))).toEqual({});
});

test('the page after these keeps the filters', () => {
	expect(laterSeats({ site: SITE, before: SITE }, SEAT)).toBe(`/seats?site=${SITE}&before=${SEAT}`);
	expect(laterSeats({}, SEAT)).toBe(`/seats?before=${SEAT}`);
});
