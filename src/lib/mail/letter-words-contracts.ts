/** The words of mails about what a district asks before it scales. */
import type { Facts } from './letter-facts.ts';
import type { Draft } from './letter-page.ts';

const date = new Intl.DateTimeFormat('en-GB', {
	day: 'numeric',
	month: 'long',
	year: 'numeric',
	timeZone: 'UTC'
});
const dayOf = (day: string) => date.format(new Date(`${day.slice(0, 10)}T00:00:00Z`));

export const contractWords = {
	renewal_notice: ({ pilot, title, renewal_on, payer }: Facts<'renewal_notice'>, origin: string): Draft => ({
		subject: `The contract of “${title}”: tell the vendor by ${dayOf(renewal_on)} if it ends`,
		paragraphs: [
			`${dayOf(renewal_on)} is the last day on which the vendor of “${title}” can be told that the contract is not renewed. After that it may renew by itself.`,
			payer.trim() === ''
				? 'Nobody has said yet who pays for it next year.'
				: `Next year it is to be paid by: ${payer}`,
			'Decide with the sponsor whether it goes on, and then enter the next such day.'
		],
		link: { label: 'Open the contract', href: `${origin}/pilots/${encodeURIComponent(pilot)}/contract` },
		why: 'You get this because you sponsor it, or are of the AI office.'
	})
};
