import { expect, test } from 'vitest';
import type { Pilot } from '#lib/pilots/pilot.ts';
import type { Refused } from '#lib/ui/reply.ts';
import { isSaidAtGate, leftOver } from './left-over.ts';

const pilot = {
	stage: 'vetting',
	my_parts: ['admin'],
	gates: [
		{ act: 'decline', mine: true, criteria: [] },
		{ act: 'launch', mine: false, criteria: [{ criterion: 'tools', may_waive: true, may_sign: false }] }
	],
	reviews: [],
	holds: [{ id: 'a', mine_to_lift: true }],
	may_hold: false,
	nobody_for: [],
	substitutes: []
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
});

test('a form that stands apart from the gate says itself why, as long as it is there', () => {
	expect(isSaidAtGate(pilot, refusal('lift:a', { reason: 'Done' }))).toBe(false);
	expect(isSaidAtGate(pilot, refusal('lift:b', { reason: 'Done' }))).toBe(true);
	expect(isSaidAtGate(pilot, refusal('hold', { reason: 'Harm' }))).toBe(true);
	expect(isSaidAtGate(pilot, refusal('waive:tools', { reason: 'Once' }))).toBe(true);
});

test('what stood in a waiver, a hold or a report is not lost with it', () => {
	expect(leftOver(pilot, refusal('waive:tools', { criterion: 'tools', reason: 'Once' }))).toEqual([]);
	expect(leftOver(pilot, refusal('waive:families', { criterion: 'families', reason: 'Once' }))).toEqual([
		'Once'
	]);
	expect(leftOver(pilot, refusal('criterion:tools', { signed: 'yes', note: 'Seen' }))).toEqual(['Seen']);
	expect(leftOver(pilot, refusal('hold', { reason: 'Harm' }))).toEqual(['Harm']);
	expect(
		leftOver(
			{ ...pilot, stage: 'declined' },
			refusal('incident', { severity: 'serious', what_happened: 'That' })
		)
	).toEqual(['That']);
});
