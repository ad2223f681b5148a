// Calls of what the board stands on: limits of work in progress, the flow, the year, and whether anything changed.
import type { Call } from './access-calls.ts';
import type { Fixture } from './access-fixture.ts';

export const boardCalls = ({ pilots, office }: Fixture): Record<string, Call> => ({
	flow: {},
	changes: {},
	changes_of: { pilot: pilots.running },
	'changes_of a draft': { pilot: pilots.draft },
	timeline: { pilots: `{${pilots.running},${pilots.draft}}` },
	'save_wip_limit a new one': {
		wip_limit: null,
		revision: null,
		fields: { stage: 'vetting', per: 'evaluator', most: 40, mode: 'warn' }
	},
	save_wip_limit: { wip_limit: office.limit, revision: 1, fields: { most: 60 } },
	remove_wip_limit: { wip_limit: office.limit }
});
