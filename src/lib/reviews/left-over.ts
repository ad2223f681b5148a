import { has } from '#lib/pilots/parts.ts';
import type { Pilot } from '#lib/pilots/pilot.ts';
import type { Refused } from '#lib/ui/reply.ts';
import { mayFillIn } from './facts.ts';
import { mayReport } from './incident-words.ts';

/** What a form sends beside what somebody wrote. */
const own = [
	'act',
	'from_stage',
	'to_stage',
	'criterion',
	'role',
	'person',
	'risk_tier',
	'signed',
	'hold',
	'severity',
	'occurred_on',
	'no_interest',
	'part'
];

/** Whether the page still shows the form that was refused: somebody may have moved the pilot in the meantime. */
export function isShown(pilot: Pilot, about: string): boolean {
	const [form, key = ''] = about.split(':');
	switch (form) {
		case 'advance':
			return pilot.gates.some(({ act, mine }) => act === key && mine);
		case 'facts':
			return mayFillIn(pilot, key);
		case 'criterion':
		case 'waive':
			return pilot.gates.some(({ criteria }) =>
				criteria.some(
					(one) =>
						one.criterion === key && (form === 'waive' ? one.may_waive : one.may_sign || one.may_unsign)
				)
			);
		case 'lift':
			return pilot.holds.some(({ id, mine_to_lift }) => id === key && mine_to_lift);
		case 'hold':
			return pilot.may_hold;
		case 'incident':
			return mayReport(pilot.stage);
		case 'seat':
		case 'lead':
			return has(pilot, 'lead');
		case 'leave':
			return has(pilot, 'team') && !has(pilot, 'lead');
		case 'recuse':
			return !has(pilot, 'team') && !pilot.i_recused;
		case 'substitute':
			return pilot.nobody_for.length + pilot.substitutes.length > 0;
		default:
			return true;
	}
}

/** Forms that stand apart from the gate say themselves why they were refused. */
const apart = [
	'hold',
	'lift',
	'incident',
	'seat',
	'lead',
	'leave',
	'recuse',
	'substitute',
	'differences',
	'seek'
];

/** Whether the head of the gate says why, since no form beside it does. */
export function isSaidAtGate(pilot: Pilot, reply: Refused): boolean {
	return !apart.includes(reply.about.split(':')[0]!) || !isShown(pilot, reply.about);
}

/** What somebody wrote into a form that is gone, so that they can copy it. */
export function leftOver(pilot: Pilot, reply: Refused | null): string[] {
	if (!reply || isShown(pilot, reply.about)) return [];
	return Object.entries(reply.values)
		.filter(([name, value]) => !own.includes(name.split(':')[0]!) && value.trim() !== '')
		.map(([, value]) => value);
}
