// Calls of training: everyone's own, what the AI office keeps, and how trained the district is.
import type { Call } from './access-calls.ts';
import type { Fixture } from './access-fixture.ts';
import type { District } from './district.ts';
import { day, labels } from './forms.ts';
import { must } from './pilots.ts';
import { addModule, moduleFields } from './training-modules.ts';

/** A module of the highest tier, which no pilot here asks for, and what a lead reported of it. */
export async function furnishTraining(district: District) {
	const fields = moduleFields({ code: 'AI-301', title: 'High risk', tier: 3, self_report_counts: false });
	const module = await addModule(district, fields);
	const { id } = await must(district.people.lead, 'record_completion', {
		module,
		person: null,
		completed_on: day(-9)
	});
	return { fields: { ...fields, id: module, seen: 1 }, module, reported: id as string };
}

export const training = ({
	district,
	training: { fields, module, reported }
}: Fixture): Record<string, Call> => ({
	training_page: {},
	'training_page of somebody': { person: district.people.member.id },
	training_office: {},
	training_coverage: {},
	training_people: { filters: {} },
	'save_training_module a new one': { module: { ...fields, id: null, code: 'AI-302', title: 'Another' } },
	'save_training_module a change': { module: { ...fields, minutes: 50 } },
	retire_training_module: { module, retired: true },
	save_training_rules: {
		rules: { low: 1, moderate: 2, high: 3, 'data collector': 1, evaluator: 1, reviewer: 1, cabinet: 1 },
		revision: 1
	},
	'record_completion of oneself': { module, person: null, completed_on: day(-2) },
	'record_completion of somebody': { module, person: district.people.member.id, completed_on: day(-2) },
	correct_completion: { completion: reported, completed_on: day(-8), reason: 'A day later.' },
	confirm_completions: { completions: labels([reported]) },
	import_completions: {
		rows: [{ email: district.people.member.email, module: 'AI-301', on: day(-3) }],
		dry_run: false
	}
});
