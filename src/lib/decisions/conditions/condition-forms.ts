import { z } from 'zod';

const damaged = 'This form is damaged: open the page again.';
const one = { condition: z.uuid(damaged), seen: z.coerce.number(damaged).int(damaged) };

function words(empty: string, most = 2000) {
	return z
		.string()
		.trim()
		.min(1, empty)
		.max(most, `This can have ${most.toLocaleString('en')} characters. All that you typed is still here.`);
}

export const reportForm = z.object({
	...one,
	report: words('Say what was done.'),
	link: z
		.string()
		.trim()
		.max(500, 'A link can have 500 characters.')
		.regex(/^(https?:\/\/\S+)?$/, 'A link begins with https://, such as https://office.example/list.')
		.default('')
});

export const closeForm = z
	.object({
		...one,
		met: z.enum(['yes', 'no'], 'Say whether the condition is met.'),
		note: z.string().trim().max(2000, 'A note can have 2,000 characters.').default('')
	})
	.refine(({ met, note }) => met === 'yes' || note !== '', {
		path: ['note'],
		message: 'Say what is still missing.'
	});

export const liftForm = z.object({
	...one,
	reason: words('Say why it is asked for no longer: the reason stays with it.')
});

export const changeForm = z.object({
	...one,
	owner: z.union([z.uuid(), z.literal('')], 'Choose who sees to it.').default(''),
	due_on: z.iso.date('Enter the day by which it is due.'),
	reason: words('Say why it is changed: the reason stays with it.')
});
