/** What of a pilot and of its tools matters to a reviewer of a specialty, in words. */
import type { Pilot } from '#lib/pilots/pilot.ts';
import type { Specialty } from '#lib/pilots/words.ts';
import { formatDate } from '#lib/ui/dates.ts';
import { formatCount, formatMoney } from '#lib/ui/numbers.ts';
import type { ReviewedTool } from './review-schema.ts';

type Fact = { label: string; value: string | null };
type Known = Pick<
	Pilot,
	| 'students_take_part'
	| 'under_13'
	| 'personal_data'
	| 'decides_about_people'
	| 'biometric'
	| 'trained_on_student_data'
	| 'outputs_reviewed'
	| 'grades'
	| 'people'
	| 'budget_once'
	| 'budget_yearly'
	| 'payer'
	| 'who_affected'
>;

const said = (answer: boolean | null | undefined) =>
	answer === null || answer === undefined ? null : answer ? 'Yes' : 'No';
const known = (value: string) => (value === '' || value === 'unknown' ? null : value);
const sentence = (value: string | null) => (value ? value.charAt(0).toUpperCase() + value.slice(1) : null);

const facts: Record<string, (pilot: Known) => Fact> = {
	students: (pilot) => ({ label: 'Students take part', value: said(pilot.students_take_part) }),
	under13: (pilot) => ({ label: 'Under 13', value: said(pilot.under_13) }),
	personal: (pilot) => ({ label: 'Personal data', value: said(pilot.personal_data) }),
	biometric: (pilot) => ({ label: 'Biometric data', value: said(pilot.biometric) }),
	trained: (pilot) => ({ label: 'Trained on student data', value: said(pilot.trained_on_student_data) }),
	decides: (pilot) => ({ label: 'Decides about people', value: said(pilot.decides_about_people) }),
	reviewed: (pilot) => ({
		label: 'Somebody looks at what it says',
		value: sentence(pilot.outputs_reviewed === 'nobody' ? 'no' : (pilot.outputs_reviewed ?? null))
	}),
	grades: (pilot) => ({ label: 'Grades', value: pilot.grades.join(', ') || null }),
	people: (pilot) => ({
		label: 'Take part',
		value: pilot.people === null ? null : formatCount(pilot.people, 'person', 'people')
	}),
	affected: (pilot) => ({ label: 'Who is affected', value: pilot.who_affected || null }),
	budget: (pilot) => ({
		label: 'Budget',
		value:
			pilot.budget_once === null || pilot.budget_yearly === null
				? null
				: `${formatMoney(pilot.budget_once)} once, ${formatMoney(pilot.budget_yearly)} a year`
	}),
	payer: (pilot) => ({ label: 'Who pays', value: pilot.payer || null })
};

const agreement = ({ agreement: one }: ReviewedTool): Fact => ({
	label: 'Data-privacy agreement',
	value: one
		? `Signed ${formatDate(one.signed_on)}${one.expires_on ? `, until ${formatDate(one.expires_on)}` : ''}`
		: null
});

const ofTools: Record<string, (tool: ReviewedTool) => Fact> = {
	signOn: (tool) => ({ label: 'Sign-on', value: sentence(known(tool.sign_on)) }),
	hosting: (tool) => ({ label: 'Where data is kept', value: known(tool.hosting_region) }),
	breach: ({ agreement: one }) => ({
		label: 'Tells of a breach within',
		value: one?.breach_notice_hours ? formatCount(one.breach_notice_hours, 'hour') : null
	}),
	deletion: ({ agreement: one }) => ({
		label: 'Deletes within',
		value: one && one.deletion_days !== null ? formatCount(one.deletion_days, 'day') : null
	}),
	agreement,
	trained: (tool) => ({
		label: 'Trained on student data',
		value: sentence(known(tool.trained_on_student_data))
	}),
	consent: (tool) => ({ label: 'Consent under 13', value: sentence(known(tool.under_13_consent)) }),
	retention: (tool) => ({ label: 'Retention', value: known(tool.retention) }),
	generative: (tool) => ({ label: 'Generates text or images', value: said(tool.generative) }),
	accessibility: (tool) => ({ label: 'Accessibility', value: known(tool.accessibility) })
};

const looksAt: Record<Specialty, { pilot: (keyof typeof facts)[]; tool: (keyof typeof ofTools)[] }> = {
	security: {
		pilot: ['personal', 'students', 'biometric'],
		tool: ['signOn', 'hosting', 'agreement', 'breach']
	},
	privacy: {
		pilot: ['personal', 'students', 'under13', 'biometric', 'trained'],
		tool: ['agreement', 'trained', 'consent', 'retention', 'deletion']
	},
	instruction: {
		pilot: ['students', 'grades', 'under13', 'reviewed', 'affected'],
		tool: ['generative', 'consent']
	},
	'accessibility and equity': {
		pilot: ['students', 'grades', 'decides', 'affected'],
		tool: ['accessibility', 'generative']
	},
	finance: { pilot: ['budget', 'payer', 'people'], tool: ['agreement'] }
};

/** The facts of a pilot for a specialty, and what of each tool. */
export function matters(
	pilot: Known,
	specialty: Specialty
): { facts: Fact[]; ofTool: (tool: ReviewedTool) => Fact[] } {
	const { pilot: own, tool: theirs } = looksAt[specialty];
	return {
		facts: own.map((key) => facts[key]!(pilot)),
		ofTool: (tool) => theirs.map((key) => ofTools[key]!(tool))
	};
}
