import { expect, test } from 'vitest';
import type { Pilot } from '#lib/pilots/pilot.ts';
import type { Refused } from '#lib/pilots/reply.ts';
import { leftOver } from './left-over.ts';

const pilot = {
	stage: 'vetting',
	my_parts: ['admin'],
	gates: [{ act: 'decline', mine: true }],
	reviews: []
} as unknown as Pilot;

function refusal(about: string, values: Record<string, string>): Refused {
	return { ok: false, status: 409, about, message: '', key: 'stage_moved', errors: {}, values };
}

test('what stands in a form that is still there is not shown twice', () => {
	expect(leftOver(pilot, refusal('advance:decline', { note: 'Why' }))).toEqual([]);
	expect(leftOver(pilot, refusal('facts:stop_rule', { stop_rule: 'If' }))).toEqual([]);
	expect(leftOver(pilot, refusal('seat', { person: 'x' }))).toEqual([]);
	expect(leftOver(pilot, null)).toEqual([]);
});

test('what stood in a form that is gone can be copied', () => {
	expect(leftOver(pilot, refusal('advance:shelve', { act: 'shelve', note: 'Why', wake_on: '' }))).toEqual([
		'Why'
	]);
	expect(leftOver(pilot, refusal('facts:lesson', { criterion: 'lesson', lesson: 'Ours' }))).toEqual(['Ours']);
	expect(leftOver(pilot, refusal('sign:privacy', { specialty: 'privacy', reason: 'Seen' }))).toEqual([
		'Seen'
	]);
});
