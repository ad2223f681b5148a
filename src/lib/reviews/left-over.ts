import type { Pilot } from '#lib/pilots/pilot.ts';
import type { Refused } from '#lib/pilots/reply.ts';
import { mayFillIn } from './facts.ts';
import { mayReport } from './incident-words.ts';

/** What a form sends beside what somebody wrote. */
const own = [
	'act',
	'from_stage',
	'to_stage',
	'criterion',
	'specialty',
	'verdict',
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
function isShown(pilot: Pilot, about: string): boolean {
	const [form, key = ''] = about.split(':');
	switch (form) {
		case 'advance':
			return pilot.gates.some(({ act, mine }) => act === key && mine);
		case 'facts':
			return mayFillIn(pilot, key);
		case 'sign':
			return (
				pilot.stage === 'vetting' && pilot.reviews.some(({ specialty, mine }) => specialty === key && mine)
			);
		case 'criterion':
		case 'waive':
			return pilot.gates.some(({ criteria }) =>
				criteria.some(
					(one) => one.criterion === key && (form === 'waive' ? one.may_waive : one.may_sign || one.may_unsign)
				)
			);
		case 'lift':
			return pilot.holds.some(({ id, mine_to_lift }) => id === key && mine_to_lift);
		case 'hold':
			return pilot.may_hold;
		case 'incident':
			return mayReport(pilot.stage);
		default:
			return true;
	}
}

/** What somebody wrote into a form that is gone, so that they can copy it. */
export function leftOver(pilot: Pilot, reply: Refused | null): string[] {
	if (!reply || isShown(pilot, reply.about)) return [];
	return Object.entries(reply.values)
		.filter(([name, value]) => !own.includes(name) && value.trim() !== '')
		.map(([, value]) => value);
}
