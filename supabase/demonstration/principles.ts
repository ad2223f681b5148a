// How teams answer the guiding principles, what reviewers think of it, which principle changed something; the policies that staff
// acknowledge, and the laws that the AI office looked up.
import type { Director } from './director.ts';
import type { Story } from './story.ts';

type Told = { seen: number; principles: { id: string; code: string; answer: { id: number } | null }[] };

/** A sentence for each principle, as a team of this pilot would say it. */
function sentences({ answers, sites, know }: Story): Record<string, string> {
	const { students, personal, reviewed = 'before use' } = answers;
	return {
		P1:
			reviewed === 'before use'
				? 'One of us reads everything that the tool gives out before it is used, and can throw it away.'
				: 'We look through a sample each week, and anybody can ask one of us to decide it by hand.',
		P2: personal
			? 'It sees names and what the task needs, under the agreement with the vendor, and is emptied at the end of the pilot.'
			: 'It sees nothing about any student or family: texts are written without names.',
		P3: `We compare groups at ${sites[0]} each month, and keep the way of before for whoever it does not suit.`,
		P4: students
			? 'Families had a letter in English and Spanish; whoever says no works with the teacher as before.'
			: 'No student takes part. What we try stands in the newsletter of the district.',
		P5: `We look at this: ${know}`.slice(0, 500),
		P6: students
			? 'Students solve on paper first, and say in their own words what the hint changed.'
			: 'It is for staff alone: nothing that a student is credited for passes through it.'
	};
}

/** Before triage, the lead answers each of them. */
export async function answerPrinciples(director: Director, pilot: string, story: Story): Promise<void> {
	const lead = story.team[0]!;
	const on = story.triage!.on;
	const { seen, principles } = (await director.act(lead, on, 'pilot_principles', { pilot })) as Told;
	const said = sentences(story);
	const answers = principles.map(({ id, code }) => ({ principle: id, answer: said[code] }));
	await director.act(lead, on, 'answer_principles', { pilot, answers, seen });
}

/** Whoever reviews privacy says what they think of the answer that is about it. */
export async function markAnswers(director: Director, pilot: string, story: Story): Promise<void> {
	const review = story.reviews?.find(({ specialty }) => specialty === 'privacy');
	if (!review) return;
	const { by, on } = review;
	const { principles } = (await director.act(by, on, 'pilot_principles', { pilot })) as Told;
	const answer = principles.find(({ code }) => code === 'P2')?.answer?.id;
	if (answer === undefined) return;
	const [mark, note] = story.answers.personal
		? ['needs work', 'Say who empties it, and by which day.']
		: ['convincing', ''];
	await director.act(by, on, 'mark_answer', { pilot, answer, mark, note });
}

/** Whoever declined it, or sent it back, says for which principle. */
export async function citePrinciple(director: Director, pilot: string, story: Story): Promise<void> {
	const cite = async (by: string, on: number, code: string, act: string, note: string) => {
		const { principles } = (await director.act(by, on, 'pilot_principles', { pilot })) as Told;
		const principle = principles.find((one) => one.code === code)!.id;
		await director.act(by, on, 'cite_principle', { pilot, principle, act, note });
	};
	if (story.leaves?.to === 'declined')
		await cite(
			story.leaves.by,
			story.leaves.on,
			'P2',
			'decline',
			'No purpose here is worth a face of each student.'
		);
	if (story.sentBack)
		await cite(
			story.sentBack.by,
			story.sentBack.on,
			'P3',
			'rework',
			'It did not say who is served worse, and how anybody would notice.'
		);
}

const staffUse = `Use AI tools from the district’s registry, signed in with your district account.

1. Read what it gives you before you use it. You answer for it as if you had written it.
2. Never paste names, addresses, health or discipline records, or anything that tells who a student is.
3. Say so when AI drafted what families or students read.
4. Grades, placement and discipline are decided by people.

If something goes wrong, report it the same day: nobody is blamed for telling.`;

const readers = [
	...['admin', 'cabinet', 'cabinet2', 'cabinet3', 'chair', 'clerk', 'evaluator', 'evaluator2', 'reviewer'],
	...[
		'teacher',
		'lead',
		'grade6',
		'transport',
		'letters',
		'library',
		'mesa1',
		'mesa2',
		'sunrise1',
		'sunrise2'
	]
];

/** The principles are older than the first pilot: versions are never changed but here, before anybody could read them. */
export async function datePrinciples(director: Director): Promise<void> {
	await director.sql('alter table private.principle_versions disable trigger kept');
	await director.sql('update private.principle_versions set published_at = $1', [director.date(720)]);
	await director.sql('alter table private.principle_versions enable trigger kept');
}

/** Two policies: one for all staff, which was corrected since, and one for whoever reviews. */
export async function publishPolicies(director: Director): Promise<void> {
	const write = async (on: number, policy: Record<string, unknown>) => {
		const saved = (await director.act('admin', on, 'save_policy', { policy })) as {
			id: string;
			revision: number;
		};
		return saved;
	};
	const all = {
		title: 'How staff use AI',
		link: '',
		effective_on: director.day(115),
		review_on: director.day(-250)
	};
	const { id } = await write(120, { ...all, body: staffUse.replace('registry', 'registery') });
	await director.act('admin', 120, 'publish_policy', { policy: id, seen: 1 });
	for (const [i, account] of readers.entries()) {
		const person = await director.sql('select 1 from public.people where id = $1 and active', [
			await director.person(account)
		]);
		if (person.length > 0)
			await director.act(account, 118 - i, 'acknowledge_policy', { policy: id, version: 1 });
	}
	await write(70, { ...all, id, seen: 2, body: staffUse });
	await director.act('admin', 70, 'publish_policy', {
		policy: id,
		seen: 3,
		minor: true,
		reason: '“Registry” was misspelt.'
	});
	await director.act('admin', 60, 'grant_exception', {
		policy: id,
		person: await director.person('mesa7'),
		for_pilot: null,
		reason: 'On leave until summer.',
		until: director.day(-30)
	});
	const reviewers = await write(50, {
		title: 'How reviews are done',
		roles: ['reviewer'],
		body: 'Read the proposal, the tool’s record and the agreement before you sign.\nSay in a sentence what you looked at. Nobody reviews a pilot whose team they are or were on.'
	});
	await director.act('admin', 50, 'publish_policy', { policy: reviewers.id, seen: 1 });
	await director.act('reviewer', 49, 'acknowledge_policy', { policy: reviewers.id, version: 1 });
}

/** The AI office compared some of what is stated with its source; one of them is due again. */
export async function lookUpFacts(director: Director): Promise<void> {
	for (const [key, on] of [
		['wwc_baseline', 400],
		['ferpa', 45],
		['coppa', 45],
		['wcag', 30]
	] as const)
		await director.act('admin', on, 'save_fact', { fact: { key, seen: 1, verified_on: director.day(on) } });
}
