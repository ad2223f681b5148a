import { ask, attempt } from '#lib/db/ask.server.ts';
import type { Json } from '#lib/db/database.types.ts';
import { formErrors } from '#lib/db/form-errors.ts';
import type { Pilot } from '#lib/pilots/pilot.ts';
import { refusedAt, typed, wrong, type Reply } from '#lib/ui/reply.ts';
import { contractForm, sayingOf } from './contract-form.ts';
import { contractSchema, type Contract } from './contract-schema.ts';

type Database = App.Locals['supabase'];

/** What a district asks before it scales. @throws 404 for a pilot that is not theirs to see. */
export async function of(database: Database, pilot: string): Promise<Contract> {
	return contractSchema.parse(await ask(database.rpc('contract_facts', { pilot })));
}

const underWay: readonly Pilot['stage'][] = ['experiment', 'decision', 'scaling', 'adopted'];

/** The same for a pilot's own page; null in the stages in which nobody asks. */
export const ofPilot = async (database: Database, { id, stage }: Pick<Pilot, 'id' | 'stage'>) =>
	underWay.includes(stage) ? of(database, id) : null;

/** Saves what the reader said of it. */
export async function save(database: Database, pilot: string, form: FormData): Promise<Reply> {
	const given = contractForm.safeParse(sayingOf(typed(form)));
	if (!given.success) return wrong('contract', form, formErrors(given.error));
	const done = await attempt(
		ask(
			database.rpc('save_contract_facts', {
				pilot,
				facts: given.data as Json,
				seen: Number(form.get('seen')) || 0
			})
		)
	);
	return done.ok ? { ok: true, said: 'saved' } : refusedAt('contract', form, done);
}
