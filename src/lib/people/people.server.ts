import { isId } from '#lib/db/ids.ts';
import { error } from '@sveltejs/kit';
import { z } from 'zod';
import { ask, attempt } from '#lib/db/ask.server.ts';
import { formErrors } from '#lib/db/form-errors.ts';
import { refused, typed, wrong, type Refused, type Reply } from '#lib/ui/reply.ts';
import { heirsOf, wrongSeats } from './heirs.ts';
import { peopleFiltersOf } from './people-filters.ts';
import { peopleSchema, personSchema, type Person } from './people.ts';
import { givenRoles } from './roles.ts';

type Caller = Pick<App.Locals, 'supabase'>;

/** A page of the district's people, as an address asks for it. */
export async function list({ supabase }: Caller, address: URLSearchParams) {
	const filters = peopleFiltersOf(address);
	const asked = { ...filters, after: String(filters.after ?? 0) };
	return { filters, list: peopleSchema.parse(await ask(supabase.rpc('people_office', { filters: asked }))) };
}

/** One person, whole. @throws 404 for nobody of this district. */
export async function read({ supabase }: Caller, person: string): Promise<Person> {
	if (!isId(person))
		error(404, { message: 'There is no person at this address.', key: 'no_such_person', facts: {} });
	return personSchema.parse(await ask(supabase.rpc('person_office', { person })));
}

const personForm = z.object({
	name: z.string().trim().min(1, 'Enter their name.').max(120, 'A name can have 120 characters.'),
	title: z.string().trim().max(120, 'A title can have 120 characters.'),
	site: z.union([z.literal(''), z.uuid('Choose one of the sites.')]).transform((site) => site || null),
	revision: z.coerce.number().int()
});

export type PersonReply = { ok: true; said: string } | (Refused & { roles: string[] });

/** Saves name, title, site and roles. */
export async function save({ supabase }: Caller, person: string, form: FormData): Promise<PersonReply> {
	const roles = form
		.getAll('roles')
		.map(String)
		.filter((role) => givenRoles.includes(role));
	const given = personForm.safeParse(typed(form));
	if (!given.success) return { ...wrong('person', form, formErrors(given.error)), roles };
	const { revision, ...fields } = given.data;
	// Whoever comes from outside has no boxes for roles, and keeps none.
	const all = form.has('with-roles') ? { ...fields, roles } : fields;
	const done = await attempt(ask(supabase.rpc('save_person', { person, revision, fields: all })));
	return done.ok ? { ok: true, said: 'saved' } : { ...refused('person', form, done), roles };
}

export type LeavingReply = { ok: true; said: string } | (Refused & { seats: Record<string, string> });

/** Deactivates somebody, with an heir for each seat that the form names; one may be named by e-mail address. */
export async function deactivate(
	{ supabase }: Caller,
	person: string,
	form: FormData
): Promise<LeavingReply> {
	const values = typed(form);
	const addresses = Object.entries(values)
		.filter(([name, value]) => name.startsWith('address:') && value.trim() !== '')
		.map(([, value]) => value.trim().toLowerCase());
	const known = addresses.length
		? await ask(supabase.from('people').select('id, email').in('email', addresses))
		: [];
	const { heirs, unknown } = heirsOf(values, new Map(known.map(({ email, id }) => [email, id])));
	if (Object.keys(unknown).length > 0) {
		return { ...wrong('leaving', form, unknown), errors: {}, seats: unknown };
	}
	const done = await attempt(ask(supabase.rpc('deactivate_person', { person, heirs })));
	if (done.ok) return { ok: true, said: 'deactivated' };
	return { ...refused('leaving', form, done), seats: wrongSeats(done.facts) };
}

type Act = 'reactivate_person' | 'invite_again' | 'withdraw_invitation';

async function act({ supabase }: Caller, name: Act, person: string, said: string): Promise<Reply> {
	const done = await attempt(ask(supabase.rpc(name, { person })));
	return done.ok ? { ok: true, said } : refused(name, new FormData(), done);
}

/** Lets somebody back in. */
export const reactivate = (caller: Caller, person: string) =>
	act(caller, 'reactivate_person', person, 'reactivated');

/** Sends a new invitation; the one before is worth nothing any more. */
export const inviteAgain = (caller: Caller, person: string) =>
	act(caller, 'invite_again', person, 'invited-again');

/** Takes an invitation back; whoever never came is gone. */
export const withdraw = (caller: Caller, person: string) =>
	act(caller, 'withdraw_invitation', person, 'withdrawn');
