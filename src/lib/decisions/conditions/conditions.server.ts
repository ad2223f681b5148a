import { ask, attempt } from '#lib/db/ask.server.ts';
import type { Json } from '#lib/db/database.types.ts';
import { formErrors } from '#lib/db/form-errors.ts';
import type { Pilot } from '#lib/pilots/pilot.ts';
import { refusedAt, typed, wrong, type Reply } from '#lib/ui/reply.ts';
import type { z } from 'zod';
import type { ConditionFilters } from './condition-filters.ts';
import { changeForm, closeForm, liftForm, reportForm } from './condition-forms.ts';
import { ledgerSchema, type Ledger, type LedgerRow } from './condition-list.ts';
import type { ConditionDone } from './condition-words.ts';

type Database = App.Locals['supabase'];

/** A page of the conditions of all decisions of the district. @throws 403 for people from outside. */
export async function list(database: Database, filters: ConditionFilters, page = 1): Promise<Ledger> {
	return ledgerSchema.parse(await ask(database.rpc('condition_list', { filters: filters as Json, page })));
}

/** All that the filters find, for a file. */
export async function all(database: Database, filters: ConditionFilters): Promise<LedgerRow[]> {
	const rows: LedgerRow[] = [];
	for (let page = 1; page <= 200; page += 1) {
		const ledger = await list(database, filters, page);
		rows.push(...ledger.rows);
		if (ledger.rows.length === 0 || rows.length >= ledger.found) break;
	}
	return rows;
}

/** Its owner says what was done. */
export function report(database: Database, _pilot: string, form: FormData): Promise<Reply> {
	return answered(
		'report',
		form,
		reportForm,
		() => 'condition reported',
		(given) => database.rpc('report_condition', given)
	);
}

/** Somebody else confirms that it is met, or sends it back. */
export function close(database: Database, _pilot: string, form: FormData): Promise<Reply> {
	const said = ({ met }: { met: string }) => (met === 'yes' ? 'condition met' : 'condition sent back');
	return answered('close', form, closeForm, said, ({ met, ...given }) =>
		database.rpc('close_condition', { ...given, met: met === 'yes' })
	);
}

/** The cabinet asks for it no longer. */
export function lift(database: Database, _pilot: string, form: FormData): Promise<Reply> {
	return answered(
		'lift',
		form,
		liftForm,
		() => 'condition lifted',
		(given) => database.rpc('lift_condition', given)
	);
}

/** Another owner, or another day. */
export function change(database: Database, _pilot: string, form: FormData): Promise<Reply> {
	return answered(
		'change',
		form,
		changeForm,
		() => 'condition changed',
		({ owner, ...given }) => database.rpc('change_condition', { ...given, ...(owner && { owner }) })
	);
}

/** Reads a form, sends it, and says what came of it beside the field that it is about. */
async function answered<T>(
	act: string,
	form: FormData,
	schema: z.ZodType<T>,
	said: (given: T) => ConditionDone,
	send: (given: T) => Parameters<typeof ask>[0]
): Promise<Reply> {
	const about = `condition:${act}:${form.get('condition')}`;
	const given = schema.safeParse(typed(form));
	if (!given.success) return wrong(about, form, formErrors(given.error));
	const done = await attempt(ask(send(given.data)));
	if (!done.ok) return refusedAt(about, form, done);
	return { ok: true, said: said(given.data), place: `#condition-${form.get('condition')}` };
}

/** Who could own a condition, for those who may change its owner: everyone active of the district. Nobody for other readers. */
export async function owners(
	database: Database,
	pilot: Pick<Pilot, 'conditions' | 'my_parts'>
): Promise<{ id: string; name: string }[]> {
	const open = (pilot.conditions ?? []).some(({ closed_at }) => closed_at === null);
	const changes = ['cabinet', 'clerk', 'admin'].some((part) => pilot.my_parts.includes(part));
	if (!open || !changes) return [];
	return ask(
		database
			.from('people')
			.select('id, name')
			.eq('active', true)
			.eq('outside', false)
			.order('name')
			.limit(1000)
	);
}
