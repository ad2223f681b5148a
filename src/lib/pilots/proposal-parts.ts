/** The parts that a proposal can be sent back for; the keys are fields of its form. */
export const reworkParts = [
	{ part: 'problem', label: 'The problem' },
	{ part: 'who_affected', label: 'Who is affected' },
	{ part: 'title', label: 'The title' },
	{ part: 'benefit', label: 'The benefit' },
	{ part: 'how_we_know', label: 'How we would know' },
	{ part: 'objectives', label: 'Objectives' },
	{ part: 'sites', label: 'Places' },
	{ part: 'students_take_part', label: 'Questions on students and data' },
	{ part: 'kind', label: 'The kind of pilot' },
	{ part: 'tools', label: 'The tools' }
] as const;

const others: Record<string, string> = {
	tool: 'The tool',
	under_13: 'Children under 13',
	personal_data: 'Personal data',
	decides_about_people: 'Decisions about people',
	uses: 'What it is used for',
	outputs_reviewed: 'Who reviews what it says',
	reversible: 'Whether it can be undone',
	biometric: 'Voice and biometric data',
	trained_on_student_data: 'Training on student data'
};

/** How a field of the proposal is called, where it stands alone. */
export function partLabel(part: string): string {
	return reworkParts.find((one) => one.part === part)?.label ?? others[part] ?? part.replaceAll('_', ' ');
}
