// Calls of what a proposal begins with, what it is expected to bring, and what stays open until launch.
import type { Call } from './access-calls.ts';
import type { Fixture } from './access-fixture.ts';
import type { District } from './district.ts';
import { must } from './pilots.ts';

const template = { name: 'Tutors', kind: 'operations' };

/** A template of the district's own. */
export const furnishTemplate = (district: District): Promise<string> =>
	must(district.people.admin, 'save_template', { template });

export const proposal = ({ pilots, template: id }: Fixture): Record<string, Call> => ({
	risk_table: {},
	templates: {},
	'save_template a new one': { template: { ...template, name: 'Another' } },
	'save_template a new version': { template: { ...template, id, revision: 1, name: 'Second' } },
	set_template: { template: id, state: 'required' },
	'save_facts expected numbers': { pilot: pilots.ready, facts: { classes: 4, people: 96 } },
	'save_facts an answer on risk': { pilot: pilots.proposed, facts: { biometric: false } },
	'save_forecast what is expected': { pilot: pilots.ready, about: 'value', amount: 1000 },
	'save_forecast what came of it': {
		pilot: pilots.voted,
		about: 'cost',
		amount: 1200,
		words: 'The ledger.',
		actual: true
	}
});
