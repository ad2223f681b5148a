// Calls of what a district asks before it scales, of the decision log and of the override ledger.
import type { Call } from './access-calls.ts';
import type { Fixture } from './access-fixture.ts';
import type { District } from './district.ts';
import { asOwner } from './owner.ts';
import { record, voted } from './decide.ts';

/** A decision against the majority, of more than a year ago. */
export async function furnishOverride(district: District): Promise<string> {
	const pilot = await voted(district, { sponsor: 'sunset', cabinet2: 'sunset', chair: 'scale' });
	const { data, error } = await record(district, pilot, 'shelve', {
		wake_on: new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10),
		override_reason: 'The vendor changes hands in May.'
	});
	if (error) throw new Error(error.message);
	await asOwner(`do $$ begin
		set local session_replication_role = replica;
		update public.decisions set decided_at = now() - interval '370 days' where id = '${data}';
	end $$`);
	return data;
}

export const contracts = ({ pilots, overridden }: Fixture): Record<string, Call> => ({
	contract_facts: { pilot: pilots.running },
	'save_contract_facts the contract': { pilot: pilots.running, facts: { contract_value: 12000 }, seen: 0 },
	'save_contract_facts families': { pilot: pilots.running, facts: { opt_outs: 12 }, seen: 0 },
	decision_log: { filters: { overrides: 'yes' } },
	decision_overrides: {},
	say_what_came: { decision: overridden, verdict: 'cannot tell', words: 'The vendor is gone.' }
});
