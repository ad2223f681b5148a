import type { Pilot } from './pilot.ts';
import {
	lists,
	optional,
	stepAfter,
	stepOf,
	type ProposalField,
	type ProposalValues,
	steps,
	type StepKey
} from './proposal.ts';

export type ProposalErrors = Partial<Record<ProposalField, string>>;
/** What somebody said about a part, such as why it was sent back. */
export type ProposalNotes = Partial<Record<ProposalField, string>>;

/** What stands in these fields of a form. */
export function valuesIn(form: FormData, fields: readonly ProposalField[]): ProposalValues {
	const values: ProposalValues = {};
	for (const field of fields) {
		if (lists.includes(field)) values[field] = form.getAll(field).map(String);
		// Browsers send line ends as two characters, and count them as one.
		else if (form.has(field)) values[field] = String(form.get(field)).replaceAll('\r\n', '\n');
	}
	return values;
}

/** A saved draft as its form shows it. */
export function valuesOf(pilot: Pilot): ProposalValues {
	const answer = (value: boolean | null) => (value === null ? '' : value ? 'yes' : 'no');
	return {
		title: pilot.title,
		problem: pilot.problem,
		who_affected: pilot.who_affected,
		benefit: pilot.benefit,
		how_we_know: pilot.how_we_know,
		objectives: pilot.objectives.map(({ id }) => id),
		sites: pilot.sites.map(({ id }) => id),
		students_take_part: answer(pilot.students_take_part),
		under_13: answer(pilot.under_13),
		personal_data: answer(pilot.personal_data),
		trained_on_student_data: answer(pilot.trained_on_student_data),
		biometric: answer(pilot.biometric),
		uses: pilot.uses === null ? [] : pilot.uses.length === 0 ? ['none'] : pilot.uses,
		decides_about_people: answer(pilot.decides_about_people),
		outputs_reviewed: pilot.outputs_reviewed ?? '',
		reversible: pilot.reversible ?? '',
		kind: pilot.kind,
		tools: pilot.tools.join('\n')
	};
}

/** The steps whose questions are all answered. */
export function stepsDone(values: ProposalValues): StepKey[] {
	return steps
		.filter(
			({ fields }) =>
				fields.length > 0 && fields.every((field) => optional.includes(field) || values[field]?.length)
		)
		.map(({ key }) => key);
}

/** Where a saved step leads: to a step that was chosen, out of the form, or on to the next step. */
export function stepChosen(form: FormData): StepKey | 'close' {
	const then = form.get('then');
	if (then === 'close') return 'close';
	return then === null ? stepAfter(stepOf(form.get('step')).key) : stepOf(then).key;
}
