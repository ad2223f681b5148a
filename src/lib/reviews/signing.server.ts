import { answer } from '#lib/pilots/answer.server.ts';
import type { Reply } from '#lib/ui/reply.ts';
import { signatureForm, waiverForm } from './gate-forms.ts';

type Database = App.Locals['supabase'];

/** Signs a criterion, or takes one's own signature back. */
export function signCriterion(database: Database, pilot: string, form: FormData): Promise<Reply> {
	const criterion = String(form.get('criterion') ?? '');
	const back = form.get('signed') === 'no';
	return answer(
		`criterion:${criterion}`,
		form,
		signatureForm,
		({ note, signed }) => database.rpc('sign_criterion', { pilot, criterion, note, signed }),
		back ? 'unsigned' : 'criterion'
	);
}

/** Waives a criterion for this pilot, with a reason that stays. */
export function waive(database: Database, pilot: string, form: FormData): Promise<Reply> {
	const criterion = String(form.get('criterion') ?? '');
	return answer(
		`waive:${criterion}`,
		form,
		waiverForm,
		({ reason }) => database.rpc('waive', { pilot, criterion, reason }),
		'waived'
	);
}
