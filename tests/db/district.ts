import { randomUUID } from 'node:crypto';
import { nobody, signedIn, type Actor } from './actors.ts';
import { asOwner } from './owner.ts';

export const PASSWORD = 'pilotage-demo-1';
const PASSWORD_HASH = '$2b$10$dGByPGvwJGEOc59Ud0imSOKYWo3nJhUWmXBXQklqzbBAaH/35g58y';

export const specialties = [
	'security',
	'privacy',
	'instruction',
	'accessibility and equity',
	'finance'
] as const;
const everyRole = ['evaluator', 'cabinet', 'clerk', 'admin', ...specialties];

/** Who lives in a district, with the roles that they hold; a specialty is the role of reviewer for it. */
const cast = {
	lead: [],
	teammate: [],
	collector: [],
	/** was on the team when the pilot was proposed and left since; holds every role */
	former: everyRole,
	/** on the team although they hold every role, the admin's too */
	insider: everyRole,
	/** a member of the district who has nothing to do with the pilot */
	member: [],
	evaluator: ['evaluator'],
	/** holds the role of evaluator and no seat */
	colleague: ['evaluator'],
	reviewer: [...specialties],
	privacyReviewer: ['privacy'],
	sponsor: ['cabinet'],
	cabinet2: ['cabinet'],
	cabinet3: ['cabinet'],
	chair: ['cabinet'],
	clerk: ['clerk'],
	admin: ['admin'],
	/** held every role, and is no longer active */
	deactivated: everyRole
} satisfies Record<string, readonly string[]>;

export type Part = keyof typeof cast;

/** The metrics of a district: kind and what they are about. */
const library = {
	score: ['mean', 'students'],
	passed: ['proportion', 'students'],
	absences: ['count', 'students'],
	hours: ['mean', 'staff survey'],
	users: ['proportion', 'staff survey'],
	incidents: ['count', 'things'],
	uptime: ['proportion', 'things'],
	saved: ['total', 'things']
} as const;

export type Metric = keyof typeof library;

export type District = Awaited<ReturnType<typeof foundDistrict>>;

/** Founds a district of its own for a file of tests, and a neighbour that must never see it. */
export async function foundDistrict() {
	const here = await place('Here', Object.entries(cast));
	const there = await place('There', [['outsider', everyRole]]);
	await asOwner('update public.people set active = false where id = $1', here.people.deactivated!.id);
	const account = randomUUID();
	const address = `stranger.${account}@tests.example`;
	await addStranger(there.id, account, address);
	return {
		...here,
		people: here.people as Record<Part, Actor>,
		outsider: there.people.outsider!,
		stranger: signedIn('a stranger', account, address),
		nobody,
		there
	};
}

/** Somebody comes into a district later, with these roles. */
export async function newcomer(district: string, part: string, roles: readonly string[]): Promise<Actor> {
	const account = randomUUID();
	const person = {
		id: randomUUID(),
		part,
		roles,
		account,
		email: `newcomer.${account}@tests.example`
	};
	await addPeople(district, [person]);
	await addAccounts([person]);
	return signedIn(part, account, person.email, person.id);
}

/** A district with its sites, strategy, metrics and these people, each of whom can sign in. */
export async function place(name: string, people: [string, readonly string[]][]) {
	const district = randomUUID();
	const settled = people.map(([part, roles]) => ({
		part,
		roles,
		id: randomUUID(),
		account: randomUUID(),
		email: `${part.toLowerCase()}.${district.slice(0, 8)}@tests.example`
	}));
	await asOwner(
		`insert into public.districts (id, name, subgroups, one_signs_several)
		values ($1, $2, '{English learners,Gifted and talented}', true)`,
		district,
		name
	);
	await asksNothing(district);
	const [sites, objectives, metrics] = await Promise.all([
		addSites(district),
		addStrategy(district),
		addMetrics(district),
		addPeople(district, settled)
	]);
	await addAccounts(settled);
	const principles = await asOwner<{ id: string; code: string }>(
		'select id, code from private.principles where district_id = $1',
		district
	);
	return {
		id: district,
		/** the guiding principles that it starts with, by code */
		principles: Object.fromEntries(principles.map(({ id, code }) => [code, id])),
		sites,
		objectives,
		metrics,
		tool: await addTool(district),
		people: Object.fromEntries(
			settled.map(({ part, id, account, email }) => [part, signedIn(part, account, email, id)])
		) as Record<string, Actor>
	};
}

/** Reviews here are signed without questions: what they ask is a story of its own, told where a test publishes some. */
const asksNothing = (district: string) =>
	asOwner(
		`insert into private.question_sets (district_id, specialty, version, questions)
		select s.district_id, s.specialty, 2, '[]' from private.question_sets s where s.district_id = $1`,
		district
	);

async function addSites(district: string) {
	const rows = await asOwner<{ id: string }>(
		`insert into public.sites (district_id, name, kind)
		select $1, v.name, 'school' from (values ('Creek'), ('Mesa'), ('Ridge')) v (name) returning id`,
		district
	);
	return rows.map(({ id }) => id) as [string, string, string];
}

async function addStrategy(district: string) {
	const rows = await asOwner<{ id: string }>(
		`with g as (insert into public.goals (district_id, code, title) values ($1, '3', 'Innovate') returning id, district_id)
		insert into public.objectives (district_id, goal_id, code, title)
		select g.district_id, g.id, v.code, 'An objective' from g cross join (values ('3.1'), ('3.2'), ('3.3')) v (code)
		returning id`,
		district
	);
	return rows.map(({ id }) => id) as [string, string, string];
}

async function addMetrics(district: string) {
	const wanted = Object.entries(library).map(([name, [kind, about]]) => ({
		id: randomUUID(),
		name,
		kind,
		about
	}));
	await asOwner(
		`insert into public.metrics (id, district_id, name, unit, kind, better, about)
		select r.id, $1, r.name, 'points', r.kind, 'higher', r.about
		from jsonb_populate_recordset(null::public.metrics, $2::text::jsonb) r`,
		district,
		wanted
	);
	return Object.fromEntries(wanted.map(({ id, name }) => [name, id])) as Record<Metric, string>;
}

/** The tool that all pilots of these tests name: approved, with an agreement that is current. */
async function addTool(district: string, name = 'A chat tutor') {
	const tool = randomUUID();
	await asOwner(
		`insert into private.tools (id, district_id, name, vendor, purpose, data_elements, about, state)
		values ($1, $2, $3, 'Tutors & Co', 'Answers questions on fractions.', '{identity,assessment}', '{students}', 'approved')`,
		tool,
		district,
		name
	);
	await asOwner(
		`insert into private.tool_names (district_id, key, tool_id, name) values ($2, private.tool_key($3), $1, $3)`,
		tool,
		district,
		name
	);
	await asOwner(
		`insert into private.tool_agreements (district_id, tool_id, version, signed_on, expires_on, recorded_by)
		select $2, $1, '2.1', private.today() - 30, private.today() + 300, p.id from public.people p
		where p.district_id = $2 order by p.id limit 1`,
		tool,
		district
	);
	return tool;
}

/** Whether that tool may be used. */
export const toolIs = (tool: string, state: string) =>
	asOwner('update private.tools set state = $2::public.tool_state where id = $1', tool, state);

/** The agreement of that tool ran out yesterday. */
export const lapse = (tool: string) =>
	asOwner('update private.tool_agreements set expires_on = private.today() - 1 where tool_id = $1', tool);

/** A registry with nothing in it, for tests of the registry itself. */
export const emptyRegistry = (district: string) =>
	asOwner('delete from private.tools where district_id = $1', district);

export async function addPeople(
	district: string,
	people: { id: string; part: string; email: string; roles: readonly string[] }[]
) {
	await asOwner(
		`insert into public.people (id, district_id, email, name) select r.id, $1, r.email, r.part
		from jsonb_to_recordset($2::text::jsonb) r (id uuid, email text, part text)`,
		district,
		people
	);
	const held = people.flatMap(({ id, roles }) =>
		roles.map((role) => {
			const reviews = (specialties as readonly string[]).includes(role);
			return { person: id, role: reviews ? 'reviewer' : role, specialty: reviews ? role : null };
		})
	);
	await asOwner(
		`insert into public.person_roles (district_id, person_id, role, specialty) select $1, r.person, r.role, r.specialty
		from jsonb_to_recordset($2::text::jsonb) r (person uuid, role public.role, specialty public.specialty)`,
		district,
		held
	);
}

/** Gives people their accounts as they get them: each carries the token of an invitation, here the person's address. */
export async function addAccounts(accounts: { account: string; email: string }[]) {
	await asOwner(
		`with invited as (
			insert into public.invitations (district_id, person_id)
			select p.district_id, p.id from jsonb_to_recordset($1::text::jsonb) r (email text)
			join public.people p on p.email = r.email returning id, district_id, person_id
		)
		insert into private.invitation_tokens (token_hash, invitation_id, district_id)
		select private.token_hash(p.email), i.id, i.district_id from invited i join public.people p on p.id = i.person_id`,
		accounts
	);
	await asOwner(
		`insert into auth.users (id, aud, role, email, encrypted_password, email_confirmed_at, raw_app_meta_data, raw_user_meta_data)
		select r.account, 'authenticated', 'authenticated', r.email, $2, now(), '{"provider":"email","providers":["email"]}',
			jsonb_build_object('invitation', r.email)
		from jsonb_to_recordset($1::text::jsonb) r (account uuid, email text)`,
		accounts,
		PASSWORD_HASH
	);
	await asOwner(
		`insert into auth.sessions (id, user_id, created_at, updated_at)
		select r.account, r.account, now(), now() from jsonb_to_recordset($1::text::jsonb) r (account uuid)`,
		accounts
	);
}

/** An account that is nobody's, as they were made before there were invitations. */
async function addStranger(district: string, account: string, email: string) {
	await addPeople(district, [{ id: randomUUID(), part: 'stranger', email, roles: [] }]);
	await addAccounts([{ account, email }]);
	await asOwner(
		`update public.people set user_id = null, active = false, email = 'gone.' || email where user_id = $1`,
		account
	);
}
