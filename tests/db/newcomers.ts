import { randomUUID } from 'node:crypto';
import { signedIn, type Actor } from './actors.ts';
import { addAccounts, addPeople } from './district.ts';
import { asOwner } from './owner.ts';

type Roles = readonly string[];

/** Somebody new in a district, who can sign in; from outside unless they are given roles. */
export async function newcomer(district: string, name: string, roles: Roles = []): Promise<Actor> {
	const [id, account] = [randomUUID(), randomUUID()];
	const email = `${name}.${id.slice(0, 8)}@elsewhere.example`;
	await addPeople(district, [{ id, part: name, email, roles }]);
	await addAccounts([{ account, email }]);
	if (roles.length === 0) await asOwner('update public.people set outside = true where id = $1', id);
	return signedIn(name, account, email, id);
}

/** Gives somebody a role for good. */
export const gives = (district: string, person: string, role: string, specialty: string | null = null) =>
	asOwner(
		`insert into public.person_roles (district_id, person_id, role, specialty)
		values ($1, $2, $3::text::public.role, $4::text::public.specialty) on conflict do nothing`,
		district,
		person,
		role,
		specialty
	);

/** Lets somebody be active, or not any more. */
export const activates = (person: string, active: boolean) =>
	asOwner('update public.people set active = $2::boolean where id = $1', person, active);
