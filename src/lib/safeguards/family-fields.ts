/** What each kind of measure for families is called, why it is asked, and the fields of its form. */
import type { FamilyKind } from '#lib/pilots/family-kinds.ts';
import type { Option } from '#lib/ui/fields.ts';

export type MeasureField = {
	name: string;
	label: string;
	type: 'text' | 'textarea' | 'list' | 'date' | 'url' | 'choice' | 'count';
	hint?: string;
	options?: readonly Option[];
	most?: number;
	required?: boolean;
	/** Asked only where another field has one of these values. */
	when?: { field: string; values: readonly string[] };
};

export type Source = { label: string; href: string };

const link = (label: string, hint?: string): MeasureField => ({
	name: 'link',
	label,
	hint,
	type: 'url',
	most: 500
});
const long = (name: string, label: string, hint?: string): MeasureField => ({
	name,
	label,
	hint,
	type: 'textarea',
	most: 1000,
	required: true
});

const yesNo = (yes: string, no: string): Option[] => [
	{ value: 'yes', label: yes },
	{ value: 'no', label: no }
];

const ferpa = {
	label: 'FERPA, 34 CFR Part 99',
	href: 'https://www.ecfr.gov/current/title-34/subtitle-A/part-99'
};
const coppa = {
	label: 'COPPA, 16 CFR Part 312',
	href: 'https://www.ecfr.gov/current/title-16/chapter-I/subchapter-C/part-312'
};
const idea = {
	label: 'IDEA, 34 CFR Part 300',
	href: 'https://www.ecfr.gov/current/title-34/subtitle-B/chapter-III/part-300'
};
const section504 = {
	label: 'Section 504, 34 CFR Part 104',
	href: 'https://www.ecfr.gov/current/title-34/subtitle-B/chapter-I/part-104'
};
const subjects = {
	label: 'Human subjects, 34 CFR Part 97',
	href: 'https://www.ecfr.gov/current/title-34/subtitle-A/part-97'
};

export const familyForms: Record<
	FamilyKind,
	{ about: string; fields: readonly MeasureField[]; sources: readonly Source[] }
> = {
	notice: {
		about: 'Families hear of it before it starts: what it is for, what data it uses, and whom to ask.',
		fields: [
			long('how', 'How are families told?', 'A letter home, the parents’ portal, an evening at the school.'),
			{
				name: 'languages',
				label: 'In which languages?',
				hint: 'One after another: English, Spanish.',
				type: 'list',
				required: true
			},
			{ name: 'date', label: 'On which day?', hint: 'A day to come counts once it is there.', type: 'date' },
			link('Link to its text', 'Where everyone in the district can read it.')
		],
		sources: [ferpa]
	},
	opt_out: {
		about:
			'A family, or a student, can say no without giving a reason, and without it counting against them.',
		fields: [
			long(
				'how',
				'How does a family say no, and until when?',
				'To whom, how, and what happens with data by then.'
			),
			{ name: 'date', label: 'Since when is it open?', type: 'date' },
			link('Link to it')
		],
		sources: []
	},
	alternative: {
		about: 'Whoever doesn’t take part learns the same, by another way.',
		fields: [
			long('activity', 'What do students do instead?', 'With whom, where, and how it reaches the same aim.'),
			{ name: 'date', label: 'Ready since', type: 'date' },
			link('Link to the material')
		],
		sources: []
	},
	languages: {
		about: 'Everything that families read about it is there in the languages that they read.',
		fields: [
			{
				name: 'applies',
				label: 'Are languages other than English needed?',
				type: 'choice',
				options: yesNo('Yes', 'No, English is enough here'),
				required: true
			},
			{
				name: 'languages',
				label: 'Which are offered?',
				hint: 'One after another: Spanish, Hmong.',
				type: 'list',
				required: true,
				when: { field: 'applies', values: ['yes'] }
			},
			{
				name: 'how',
				label: 'Who translates and interprets?',
				type: 'textarea',
				most: 1000,
				when: { field: 'applies', values: ['yes'] }
			},
			{ ...long('reason', 'Why is English enough?'), when: { field: 'applies', values: ['no'] } },
			link('Link to them')
		],
		sources: []
	},
	accommodations: {
		about: 'Students with a plan, and English learners, are served by it as well as everyone else.',
		fields: [
			{
				name: 'plans',
				label: 'Do students with an IEP or a 504 plan take part?',
				type: 'choice',
				options: yesNo('Yes', 'No'),
				required: true
			},
			long('plans_how', 'How is each of them served, or why do none take part?', 'Ways, not names.'),
			{
				name: 'english',
				label: 'Do English learners take part?',
				type: 'choice',
				options: yesNo('Yes', 'No'),
				required: true
			},
			long('english_how', 'How are they served, or why do none take part?', 'Ways, not names.'),
			link('Link to what was agreed')
		],
		sources: [idea, section504]
	},
	consent: {
		about: 'Which consent is asked of families. Counts of groups only: nobody’s name belongs here.',
		fields: [
			{
				name: 'consent',
				label: 'Which consent is asked?',
				type: 'choice',
				required: true,
				options: [
					{ value: 'none needed', label: 'None', hint: 'Such as ordinary coursework: say why.' },
					{
						value: 'opt-out',
						label: 'Families may say no',
						hint: 'Without an answer, a student takes part.'
					},
					{
						value: 'active',
						label: 'Families say yes',
						hint: 'Without an answer, a student does not take part.'
					}
				]
			},
			{
				...long('reason', 'Why is none needed?'),
				when: { field: 'consent', values: ['none needed'] }
			},
			{
				name: 'date',
				label: 'When were families asked?',
				type: 'date',
				when: { field: 'consent', values: ['opt-out', 'active'] }
			},
			{ ...link('Link to the form'), when: { field: 'consent', values: ['opt-out', 'active'] } },
			{
				name: 'of',
				label: 'How many families were asked?',
				type: 'count',
				when: { field: 'consent', values: ['opt-out', 'active'] }
			},
			{
				name: 'returned',
				label: 'How many answered?',
				hint: 'Others see a share in steps of five points.',
				type: 'count',
				when: { field: 'consent', values: ['opt-out', 'active'] }
			}
		],
		sources: [ferpa]
	},
	under_13: {
		about:
			'Online services that collect data of children under 13 need a consent: of the school, or of families.',
		fields: [
			{
				name: 'consent_by',
				label: 'Who consents?',
				type: 'choice',
				required: true,
				options: [
					{
						value: 'school',
						label: 'The school',
						hint: 'For education alone, under its agreement with the vendor.'
					},
					{ value: 'families', label: 'Families' },
					{ value: 'not needed', label: 'Not needed', hint: 'Such as nothing being collected: say why.' }
				]
			},
			{
				...long('reason', 'Why is none needed?'),
				when: { field: 'consent_by', values: ['not needed'] }
			},
			{
				name: 'date',
				label: 'Since when?',
				type: 'date',
				when: { field: 'consent_by', values: ['school', 'families'] }
			},
			{ ...link('Link to it'), when: { field: 'consent_by', values: ['school', 'families'] } }
		],
		sources: [coppa]
	},
	research_review: {
		about:
			'Where chance decides who gets it, or families consent to research, a review board or research office looks first.',
		fields: [
			{
				name: 'needed',
				label: 'Is a review needed?',
				type: 'choice',
				options: yesNo('Yes', 'No'),
				required: true
			},
			{ ...long('reason', 'Why is none needed?'), when: { field: 'needed', values: ['no'] } },
			{
				name: 'office',
				label: 'Who reviews it?',
				hint: 'The review board (IRB) or the district’s research office.',
				type: 'text',
				most: 200,
				required: true,
				when: { field: 'needed', values: ['yes'] }
			},
			{
				name: 'decision',
				label: 'What did they decide?',
				type: 'choice',
				required: true,
				options: [
					{ value: 'pending', label: 'Not yet' },
					{ value: 'approved', label: 'Approved' },
					{ value: 'exempt', label: 'Exempt' },
					{ value: 'not approved', label: 'Not approved' }
				],
				when: { field: 'needed', values: ['yes'] }
			},
			{ name: 'date', label: 'On which day?', type: 'date', when: { field: 'needed', values: ['yes'] } },
			{
				name: 'reference',
				label: 'Its reference',
				type: 'text',
				most: 200,
				when: { field: 'needed', values: ['yes'] }
			},
			{ ...link('Link to the decision'), when: { field: 'needed', values: ['yes'] } }
		],
		sources: [subjects]
	}
};

/** Whether a field is asked, given what is chosen elsewhere in its form. */
export function isAsked({ when }: MeasureField, chosen: (field: string) => string): boolean {
	return !when || when.values.includes(chosen(when.field));
}
