// What reviews of the pilot in vetting found: one that holds its launch, one that is answered, one that is closed. And a reviewer of an
// adopted pilot who steps back, so that their signature is void and the review is asked again.
import type { Director } from './director.ts';

const VETTED = 'One checklist for every AI tool';
const ADOPTED = 'Bus routes planned by AI';

type Found = {
	on: number;
	by: string;
	specialty: string;
	severity: 'blocking' | 'major' | 'minor';
	title: string;
	body: string;
	owner: string;
	due: number;
	answered?: { on: number; by: string; answer: string };
	closed?: { on: number; by: string; reason: string };
};

const found: Found[] = [
	{
		on: 17,
		by: 'reviewer',
		specialty: 'security',
		severity: 'blocking',
		title: 'The vendor’s last audit is two years old',
		body: 'It covers the office suite as it was before the assistant. We need an audit that names the assistant, or the vendor’s word on when there will be one.',
		owner: 'library',
		due: -4
	},
	{
		on: 21,
		by: 'reviewer2',
		specialty: 'privacy',
		severity: 'major',
		title: 'Vendor answers may name people',
		body: 'Some vendors send the names and addresses of their references. Say who takes those out before the assistant reads a document.',
		owner: 'library',
		due: -2,
		answered: {
			on: 6,
			by: 'library',
			answer:
				'The request form asks vendors to leave names out, and the office that files the answer looks once more before it shares it.'
		}
	},
	{
		on: 25,
		by: 'reviewer2',
		specialty: 'finance',
		severity: 'minor',
		title: 'The yearly cost has no source',
		body: 'Name the price list or the offer that the 6,000 dollars a year come from.',
		owner: 'library',
		due: 18,
		answered: {
			on: 20,
			by: 'library',
			answer: 'From the offer of October for forty seats. It is filed with the contract.'
		},
		closed: { on: 19, by: 'reviewer', reason: 'The offer is there, and the sum is right.' }
	}
];

export async function raiseFindings(director: Director): Promise<void> {
	const pilotOf = async (title: string) => {
		const [row] = await director.sql(
			// Perhaps with more behind its title than the story says.
			'select id from public.pilots where starts_with(title, $1) order by district_id limit 1',
			[title.slice(0, 30)]
		);
		return String(row!.id);
	};
	const pilot = await pilotOf(VETTED);
	await director.act('admin', 27, 'assign_review', {
		pilot,
		specialty: 'security',
		person: await director.person('reviewer')
	});
	for (const { on, by, owner, due, answered, closed, ...fields } of found) {
		const finding = crypto.randomUUID();
		await director.act(by, on, 'raise_finding', {
			pilot,
			finding,
			fields: { ...fields, owner: await director.person(owner), due_on: director.day(due) }
		});
		if (answered)
			await director.act(answered.by, answered.on, 'answer_finding', {
				finding,
				seen: 1,
				answer: answered.answer
			});
		if (closed)
			await director.act(closed.by, closed.on, 'close_finding', { finding, seen: 2, reason: closed.reason });
	}
	await director.act('reviewer2', 3, 'recuse', {
		pilot: await pilotOf(ADOPTED),
		reason: 'My sister has joined the company that plans the routes.'
	});
}
