import { answer } from '#lib/pilots/answer.server.ts';
import type { Reply } from '#lib/ui/reply.ts';
import { holdForm, incidentForm, liftForm } from './gate-forms.ts';

type Database = App.Locals['supabase'];

/** Puts a pilot on hold. */
export function raise(database: Database, pilot: string, form: FormData): Promise<Reply> {
	return answer('hold', form, holdForm, (given) => database.rpc('raise_hold', { pilot, ...given }), 'held');
}

/** Lifts one of its holds. */
export function lift(database: Database, pilot: string, form: FormData): Promise<Reply> {
	return answer(
		`lift:${form.get('hold')}`,
		form,
		liftForm,
		(given) => database.rpc('lift_hold', { pilot, ...given }),
		'lifted'
	);
}

/** Reports an incident; a serious one holds the pilot at once. */
export function report(database: Database, pilot: string, form: FormData): Promise<Reply> {
	return answer(
		'incident',
		form,
		incidentForm,
		(given) => database.rpc('report_incident', { pilot, ...given }),
		form.get('severity') === 'serious' ? 'serious incident' : 'incident'
	);
}
