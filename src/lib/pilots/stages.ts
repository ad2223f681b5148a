/** Where a pilot is, in the order of its way. */
export const onThePath = [
	'draft',
	'proposed',
	'vetting',
	'experiment',
	'decision',
	'scaling',
	'adopted'
] as const;
/** Where pilots leave it, in the order of the database. */
export const offThePath = ['sunset', 'retired', 'shelved', 'declined', 'withdrawn'] as const;
export const stages = [...onThePath, ...offThePath] as const;
export type Stage = (typeof stages)[number];

/** The name of each stage, and what it means in one sentence. */
export const stageWords: Record<Stage, { label: string; meaning: string }> = {
	draft: { label: 'Draft', meaning: 'The team is writing the proposal; only the team sees it.' },
	proposed: { label: 'Proposed', meaning: 'The AI office reads the proposal and finds a sponsor.' },
	vetting: { label: 'Vetting', meaning: 'Reviewers look at the risks while the team plans how to measure.' },
	experiment: {
		label: 'Experiment',
		meaning: 'The pilot runs, and its results are logged against the plan.'
	},
	decision: { label: 'Decision', meaning: 'The cabinet decides on the evidence what happens next.' },
	scaling: { label: 'Scaling', meaning: 'What worked is brought to more sites, in waves.' },
	adopted: { label: 'Adopted', meaning: 'It is part of how the district works, and is monitored.' },
	sunset: { label: 'Sunset', meaning: 'The pilot is being closed with care, and its lesson is kept.' },
	retired: { label: 'Retired', meaning: 'The pilot is closed, and what it taught is in the library.' },
	shelved: { label: 'Shelved', meaning: 'The pilot rests until a date and may come back.' },
	declined: { label: 'Declined', meaning: 'The AI office decided not to go on with this proposal.' },
	withdrawn: { label: 'Withdrawn', meaning: 'The team took the proposal back.' }
};

export const isStage = (word: unknown): word is Stage => (stages as readonly unknown[]).includes(word);

export function isOnThePath(stage: Stage): stage is (typeof onThePath)[number] {
	return (onThePath as readonly Stage[]).includes(stage);
}
