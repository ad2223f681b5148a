import { ask, attempt } from '#lib/db/ask.server.ts';
import type { Json } from '#lib/db/database.types.ts';
import { formErrors } from '#lib/db/form-errors.ts';
import { refused, typed, wrong, type Refused } from '#lib/ui/reply.ts';
import { differences } from './settings-words.ts';
import { settingsForm, settingsSchema, smallDistrict, type Settings } from './settings.ts';

type Caller = Pick<App.Locals, 'supabase'>;

/** The settings of the caller's district, and how many sit in its cabinet: a quorum should be possible. */
export async function settings({ supabase }: Caller) {
	const names =
		'minimum_group, quorum, decision_rule, email_domains, one_signs_several, remind_after_days, escalate_after_days, schools_count, schools_count_source, schools_count_read_on, board_threshold, most_extensions, revision';
	const [row, cabinet] = await Promise.all([
		ask(supabase.from('districts').select(names).single()),
		ask(supabase.rpc('people_office', { filters: { role: 'cabinet', state: 'active' } }))
	]);
	const { revision, ...now } = settingsSchema.parse(row);
	return { settings: now, revision, cabinet: Number((cabinet as { total: number }).total) };
}

export type SettingsReply = { ok: true; said: string } | (Refused & { theirs: string[] });

/** Saves what the form says. */
export async function save(caller: Caller, form: FormData): Promise<SettingsReply> {
	const given = settingsForm.safeParse(typed(form));
	if (!given.success) return { ...wrong('settings', form, formErrors(given.error)), theirs: [] };
	return put(caller, form, given.data);
}

/** Sets what a district of a few people needs. */
export const makeSmall = (caller: Caller, form: FormData): Promise<SettingsReply> =>
	put(caller, form, smallDistrict);

async function put(caller: Caller, form: FormData, given: Partial<Settings>): Promise<SettingsReply> {
	const asked = { revision: Number(form.get('revision')), settings: given as Json };
	const done = await attempt(ask(caller.supabase.rpc('save_settings', asked)));
	if (done.ok) return { ok: true, said: 'settings' };
	const theirs =
		done.key === 'changed_meanwhile' ? differences((await settings(caller)).settings, given) : [];
	return { ...refused('settings', form, done), theirs };
}
