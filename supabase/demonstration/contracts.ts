// What a district asks before it scales, as its people said it in each story.
import type { Director } from './director.ts';
import type { Story } from './story.ts';

type Facts = Record<string, string | number>;
type Said = {
	/** How many days ago, and by whom; the first of each story before its decision. */
	on: number;
	by: string;
	facts: (director: Director) => Facts;
};

const sayings: { title: string; said: Said[] }[] = [
	{
		title: 'Video hints in practice on triangles',
		said: [
			{
				on: 7,
				by: 'cabinet',
				facts: ({ day }) => ({
					contract_value: 18500,
					renewal_notice_on: day(-150),
					payer_next_year: 'Curriculum, instructional software 2140',
					opt_outs: 14
				})
			}
		]
	},
	{
		title: 'Answers to questions about absences',
		said: [
			{
				on: 6,
				by: 'admin',
				// The board has not met on it yet.
				facts: ({ day }) => ({
					contract_value: 126000,
					renewal_notice_on: day(-41),
					payer_next_year: 'Student services, operations 3310'
				})
			}
		]
	},
	{
		title: 'Letters to families, drafted by AI',
		said: [
			{
				on: 122,
				by: 'admin',
				facts: ({ day }) => ({
					contract_value: 9600,
					renewal_notice_on: day(-52),
					payer_next_year: 'The school offices'
				})
			}
		]
	},
	{
		title: 'Bus routes planned by AI',
		said: [
			{
				on: 526,
				by: 'clerk',
				facts: ({ day }) => ({
					contract_value: 148000,
					board_approved_on: day(527),
					board_reference: 'Agenda item 7.3, resolution 118',
					renewal_notice_on: day(-210)
				})
			},
			{ on: 525, by: 'cabinet2', facts: () => ({ payer_next_year: 'Transportation, operations 4410' }) }
		]
	}
];

/** Whoever knows it says it, each on top of what was said before. */
export async function sayWhatScalingNeeds(director: Director, pilot: string, story: Story): Promise<void> {
	const found = sayings.find(({ title }) => title === story.title);
	for (const [seen, { on, by, facts }] of (found?.said ?? []).entries())
		await director.act(by, on, 'save_contract_facts', { pilot, facts: facts(director), seen });
}
