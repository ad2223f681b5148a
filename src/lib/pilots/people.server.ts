/** Who comes, goes, stands in and steps away, in one pilot. */
import { answer } from './answer.server.ts';
import { endSubstituteForm, passOnForm, recusalForm, substituteForm } from './people-forms.ts';
import type { Reply } from '#lib/ui/reply.ts';
import { z } from 'zod';

type Database = App.Locals['supabase'];

/** The lead gives the lead's seat to another member. */
export function passOn(database: Database, pilot: string, form: FormData): Promise<Reply> {
	return answer(
		'lead',
		form,
		passOnForm,
		({ person }) => database.rpc('seat', { pilot, person, role: 'lead' }),
		'lead'
	);
}

/** Whoever asks leaves the team. */
export function leave(database: Database, pilot: string, form: FormData): Promise<Reply> {
	return answer('leave', form, z.object({}), () => database.rpc('leave_team', { pilot }), 'i left');
}

/** Whoever asks steps away from every part in this pilot, for good. */
export function recuse(database: Database, pilot: string, form: FormData): Promise<Reply> {
	return answer(
		'recuse',
		form,
		recusalForm,
		({ reason }) => database.rpc('recuse', { pilot, reason }),
		'recused'
	);
}

/** Appoints whoever stands in where nobody is eligible, or ends it. */
export function substitute(database: Database, pilot: string, form: FormData): Promise<Reply> {
	const about = `substitute:${form.get('end') ?? ''}`;
	if (form.has('end')) {
		// Ending is a substitute without a person, which the generated types do not know.
		const person = null as unknown as string;
		const end = ({ part }: { part: string }) =>
			database.rpc('substitute', { pilot, part, person, reason: '' });
		form.set('part', String(form.get('end')));
		return answer(about, form, endSubstituteForm, end, 'substitute ended');
	}
	return answer(
		about,
		form,
		substituteForm,
		(given) => database.rpc('substitute', { pilot, ...given }),
		'substitute'
	);
}
