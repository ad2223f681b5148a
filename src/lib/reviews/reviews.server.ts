import { ask, attempt } from '#lib/db/ask.server.ts';
import { refused, wrong, type Reply } from '#lib/ui/reply.ts';
import { stateIt } from '#lib/pilots/interest.ts';
import { specialties } from '#lib/pilots/words.ts';

type Database = App.Locals['supabase'];

const MOST = 2000;

/** Signs or refuses the review of a specialty. */
export async function sign(database: Database, pilot: string, form: FormData): Promise<Reply> {
	const specialty = specialties.find((one) => one === form.get('specialty'));
	const verdict = form.get('verdict');
	const reason = String(form.get('reason') ?? '')
		.replaceAll('\r\n', '\n')
		.trim();
	const about = `sign:${specialty}`;
	if (!specialty) return wrong(about, form, { reason: 'This form is damaged: open the page again.' });
	if (verdict !== 'signed' && verdict !== 'refused')
		return wrong(about, form, { reason: 'Choose to sign or to refuse.' });
	if (verdict === 'refused' && reason === '') {
		return wrong(about, form, {
			reason: 'Say why you refuse, and what would change it: the team answers to that.'
		});
	}
	if (reason.length > MOST) {
		const length = reason.length.toLocaleString('en');
		return wrong(about, form, {
			reason: `The reason can have 2,000 characters and has ${length}. Shorten it.`
		});
	}
	if (form.get('no_interest') !== 'yes') return wrong(about, form, { no_interest: stateIt });
	const review = { pilot, specialty, verdict, reason, no_interest: true } as const;
	const done = await attempt(ask(database.rpc('sign_review', review)));
	return done.ok ? { ok: true, said: verdict } : refused(about, form, done);
}
