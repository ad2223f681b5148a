// Everyone whom the access matrix names, by the heading of their column, with what the API says about them to the database.
import { server, type Actor } from './actors.ts';
import type { Fixture } from './access-fixture.ts';
import type { Part } from './district.ts';
import { asOwner } from './owner.ts';

/** Somebody as the database sees them: its role, the account and what their token says. */
export type Caller = {
	name: string;
	column: string;
	actor: Actor;
	role: 'anon' | 'authenticated' | 'service_role';
	sub: string;
	claims: Record<string, unknown>;
};

/** Those who have a person in the district, by column. Everyone in a column may do the same. The reviewers and the guest join later. */
const people: Record<string, Part[]> = {
	lead: ['lead'],
	teammate: ['teammate'],
	former: ['former'],
	member: ['member'],
	evaluator: ['evaluator'],
	reviewers: [],
	sponsor: ['sponsor'],
	cabinet: ['cabinet2'],
	chair: ['chair'],
	clerk: ['clerk'],
	admin: ['admin'],
	'admin on team': ['insider'],
	outside: [],
	'no person': ['deactivated']
};

/** Those who are no business of the district's: nothing that they are told may name anything of it. */
export const outsiders = ['no person', 'other district', 'nobody'];

export const columns = [...Object.keys(people), 'other district', 'nobody', 'server'];

export async function callersOf({ district, reviewers, guest }: Fixture): Promise<Caller[]> {
	const signedIn: [string, Actor][] = [
		...Object.entries(people).flatMap(([column, parts]) =>
			parts.map((part): [string, Actor] => [column, district.people[part]])
		),
		...reviewers.map((actor): [string, Actor] => ['reviewers', actor]),
		['outside', guest],
		['no person', district.stranger],
		['other district', district.outsider]
	];
	const accounts = await asOwner<{ id: string; email: string }>(
		'select id, email from auth.users where email = any (string_to_array($1, $2))',
		signedIn.map(([, { email }]) => email).join(' '),
		' '
	);
	const account = new Map(accounts.map(({ id, email }) => [email, id]));
	const callers = signedIn.map(([column, actor]): Caller => {
		const sub = account.get(actor.email)!;
		const claims = { sub, role: 'authenticated', email: actor.email, session_id: sub };
		return { name: actor.name, column, actor, role: 'authenticated', sub, claims };
	});
	return [
		...callers,
		{ name: 'nobody', column: 'nobody', actor: district.nobody, role: 'anon', sub: '', claims: {} },
		{
			name: 'the server',
			column: 'server',
			actor: server,
			role: 'service_role',
			sub: '',
			claims: { role: 'service_role' }
		}
	];
}
