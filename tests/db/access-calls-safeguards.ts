// Calls of what a pilot settles for families, of its risk record, and of the tables that the AI office keeps for both.
import { randomUUID } from 'node:crypto';
import type { Call } from './access-calls.ts';
import type { Fixture } from './access-fixture.ts';
import type { District } from './district.ts';
import { day } from './forms.ts';
import { must } from './pilots.ts';

/** A mitigation of its teammate that is open, one that is done, and what a pilot settled before its launch. */
export async function furnishSafeguards(district: District, pilot: string, running: string) {
	const { lead, teammate, admin } = district.people;
	const add = (what: string): Promise<string> =>
		must(lead, 'save_mitigation', {
			pilot,
			mitigation: { id: randomUUID(), what, owner_id: teammate.id, due_on: day(20) }
		});
	const [open, done] = [await add('Sample answers each week.'), await add('Close open accounts.')];
	await must(teammate, 'finish_mitigation', { mitigation: done, evidence: 'The list of accounts.', seen: 1 });
	const { families } = await must(lead, 'safeguards', { pilot: running });
	const settled: number = families.kinds.find(({ kind }: { kind: string }) => kind === 'alternative').id;
	const { moderate_from, high_from, rules } = await must(admin, 'risk_table', {});
	return { open, done, settled, risk: { moderate_from: moderate_from + 1, high_from, rules } };
}

export const safeguards = ({ district, pilots, safeguarded }: Fixture): Record<string, Call> => ({
	safeguards: { pilot: pilots.running },
	'save_family_measure before launch': {
		pilot: pilots.triaged,
		kind: 'alternative',
		measure: { activity: 'On paper.' }
	},
	'save_family_measure after launch': {
		pilot: pilots.running,
		kind: 'alternative',
		measure: { activity: 'Reading.' },
		seen: safeguarded.settled,
		reason: 'Paper was too slow.'
	},
	family_rules: {},
	save_family_rules: { revision: 1, rules: [] },
	save_residual_risk: { pilot: pilots.triaged, level: 'low', reason: 'Answers are read first.' },
	save_mitigation: {
		pilot: pilots.triaged,
		mitigation: {
			id: randomUUID(),
			what: 'Read answers first.',
			owner_id: district.people.member.id,
			due_on: day(9)
		}
	},
	'finish_mitigation of a teammate': { mitigation: safeguarded.open, evidence: 'Four samples.', seen: 1 },
	'reopen_mitigation of a teammate': { mitigation: safeguarded.done, reason: 'One was left.', seen: 2 },
	risk_overrides: {},
	save_risk_table: { revision: 1, risk: safeguarded.risk, reason: 'After last year.' }
});
