/** The people of the demonstration district, as its sign-in page offers them. They exist nowhere else. */
export const DEMONSTRATION_PASSWORD = 'pilotage-demo-1';

export type DemonstrationPerson = {
	account: string;
	name: string;
	title: string;
	may: string;
};

export const demonstrationPeople: DemonstrationPerson[] = [
	{
		account: 'teacher',
		name: 'Maya Ortiz',
		title: 'Grade 6 teacher, Sunrise Elementary',
		may: 'Proposes pilots and joins teams'
	},
	{
		account: 'lead',
		name: 'Daniel Reyes',
		title: 'Mathematics teacher, Ridgeview Middle School',
		may: 'Leads pilots: plans, logs results, closes them'
	},
	{
		account: 'evaluator',
		name: 'Priya Raman',
		title: 'Research and assessment',
		may: 'Plans the measurement, accepts results, submits evaluations'
	},
	{
		account: 'reviewer',
		name: 'Tom Becker',
		title: 'Security and privacy office',
		may: 'Signs or refuses the reviews of every specialty'
	},
	{
		account: 'admin',
		name: 'Alicia Grant',
		title: 'AI office',
		may: 'Triages proposals, names sponsors, retires pilots'
	},
	{
		account: 'cabinet',
		name: 'Helen Novak',
		title: 'Chief academic officer',
		may: 'Sponsors, launches and votes'
	},
	{
		account: 'cabinet2',
		name: 'Marcus Webb',
		title: 'Chief operations officer',
		may: 'Sponsors, launches and votes'
	},
	{ account: 'cabinet3', name: 'Grace Lindqvist', title: 'Chief of schools', may: 'Launches and votes' },
	{
		account: 'chair',
		name: 'Dr. Samuel Ibarra',
		title: 'Superintendent',
		may: 'Chairs the meeting, votes, records decisions'
	},
	{
		account: 'clerk',
		name: 'Ruth Amsel',
		title: 'Board secretary',
		may: 'Calls meetings and keeps the docket'
	}
];

/** @returns the address of a demonstration account, such as `lead@demo.pilotage.test` */
export function demonstrationEmail(account: string): string {
	return `${account}@demo.pilotage.test`;
}

/** Whether an account is one that everybody may look around as, so that its password and address stay. */
export function isShared(email: string): boolean {
	return demonstrationPeople.some(({ account }) => demonstrationEmail(account) === email);
}
