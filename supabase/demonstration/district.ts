// The demonstration's places and people. All invented, except the district's name and strategy.
import { demonstrationEmail, demonstrationPeople } from '../../src/lib/people/demonstration.ts';
import type { Director } from './director.ts';

/** bcrypt of the demonstration's password, which the sign-in page shows to everyone. */
const PASSWORD_HASH = '$2b$10$dGByPGvwJGEOc59Ud0imSOKYWo3nJhUWmXBXQklqzbBAaH/35g58y';

export const sites: [name: string, kind: 'school' | 'department'][] = [
	['Clear Creek High School', 'school'],
	['Harbor Elementary', 'school'],
	['Hillside Elementary', 'school'],
	['Mesa Elementary', 'school'],
	['Orchard Elementary', 'school'],
	['Prairie View Elementary', 'school'],
	['Ridgeview Middle School', 'school'],
	['Sunrise Elementary', 'school'],
	['Attendance office', 'department'],
	['Family communications', 'department'],
	['Technology and innovation', 'department'],
	['Transportation', 'department']
];

const specialties = ['security', 'privacy', 'instruction', 'accessibility and equity', 'finance'];

const roles: Record<string, string[]> = {
	evaluator: ['evaluator'],
	evaluator2: ['evaluator'],
	reviewer: specialties,
	reviewer2: ['privacy', 'finance'],
	cabinet: ['cabinet'],
	cabinet2: ['cabinet'],
	cabinet3: ['cabinet'],
	chair: ['cabinet'],
	clerk: ['clerk'],
	admin: ['admin']
};

/** Colleagues without an account, so that pilots have the teams that they would have. */
const colleagues: [account: string, name: string, title: string][] = [
	['evaluator2', 'Owen Hart', 'Research and assessment'],
	['reviewer2', 'Wes Calder', 'Legal office'],
	['transport', 'Nora Feld', 'Transportation planner'],
	['letters', 'Jon Park', 'Family communications'],
	['grade6', 'Elena Voss', 'Grade 6 teacher, Mesa Elementary'],
	['attendance', 'Sam Oduya', 'Attendance office'],
	['library', 'Bea Lind', 'Librarian, Clear Creek High School'],
	['mesa1', 'Rosa Quint', 'Grade 6 teacher, Mesa Elementary'],
	['mesa2', 'Ivan Petrov', 'Grade 6 teacher, Mesa Elementary'],
	['mesa3', 'Lucy Okafor', 'Grade 5 teacher, Mesa Elementary'],
	['mesa4', 'Hana Sato', 'Special education, Mesa Elementary'],
	['mesa5', 'Peter Lang', 'Grade 4 teacher, Mesa Elementary'],
	['mesa6', 'Carla Nunes', 'Instructional coach, Mesa Elementary'],
	['mesa7', 'Amir Haddad', 'Paraprofessional, Mesa Elementary'],
	['sunrise1', 'Nell Carver', 'Grade 6 teacher, Sunrise Elementary'],
	['sunrise2', 'Tomas Ruiz', 'Grade 6 teacher, Sunrise Elementary'],
	['sunrise3', 'Bo Lindahl', 'Special education, Sunrise Elementary'],
	['sunrise4', 'Fatou Diallo', 'Paraprofessional, Sunrise Elementary'],
	['sunrise5', 'June Park', 'Instructional coach, Sunrise Elementary']
];

/** Fills the district with places and people; returns nothing, since people are called by their account. */
export async function settle(director: Director): Promise<void> {
	await director.sql('update public.districts set demonstration = true, one_signs_several = true');
	for (const [name, kind] of sites) {
		await director.sql(
			'insert into public.sites (district_id, name, kind) select id, $1, $2::public.site_kind from public.districts',
			[name, kind]
		);
	}
	await settleCalendar(director, new Date());
	for (const { account, name, title } of demonstrationPeople)
		await settlePerson(director, account, name, title, true);
	for (const [account, name, title] of colleagues) {
		// A second evaluator signs in with their address, so that a second opinion can be tried.
		await settlePerson(director, account, name, title, account === 'evaluator2');
	}
}

/** Terms and days off of the school year that it is. */
async function settleCalendar(director: Director, today: Date) {
	const fall = today.getUTCFullYear() - (today.getUTCMonth() < 6 ? 1 : 0);
	const spring = fall + 1;
	const spans: [table: 'terms' | 'days_off', name: string, from: string, to: string][] = [
		['terms', 'Fall term', `${fall}-08-17`, `${fall}-12-18`],
		['terms', 'Spring term', `${spring}-01-05`, `${spring}-05-28`],
		['days_off', 'Labor Day', `${fall}-09-07`, `${fall}-09-07`],
		['days_off', 'Thanksgiving', `${fall}-11-23`, `${fall}-11-27`],
		['days_off', 'Spring break', `${spring}-03-22`, `${spring}-03-26`]
	];
	for (const [table, name, from, to] of spans) {
		await director.sql(
			`insert into public.${table} (district_id, name, starts_on, ends_on) select id, $1, $2::date, $3::date from public.districts`,
			[name, from, to]
		);
	}
}

async function settlePerson(
	director: Director,
	account: string,
	name: string,
	title: string,
	signsIn: boolean
) {
	const email = demonstrationEmail(account);
	await director.sql(
		`insert into public.people (district_id, email, name, title, site_id)
		select d.id, $1, $2, $3, (select s.id from public.sites s where s.district_id = d.id and s.name = $4)
		from public.districts d limit 1`,
		[email, name, title, title.split(', ').at(-1)]
	);
	for (const role of roles[account] ?? []) {
		const specialty = specialties.includes(role) ? role : null;
		await director.sql(
			`insert into public.person_roles (district_id, person_id, role, specialty)
			select district_id, id, $2::public.role, $3::public.specialty from public.people where email = $1`,
			[email, specialty ? 'reviewer' : role, specialty]
		);
	}
	// Colleagues get an account too, so that they can act in the replay, with a password that fits nothing.
	await addAccount(director, email, signsIn ? PASSWORD_HASH : 'no password');
}

/** A second district, with its own admin and pilot, to show that districts do not see each other. */
export async function settleNeighbour(director: Director): Promise<void> {
	await director.sql(`with d as (
			insert into public.districts (name, plan, demonstration) values ('Lakeside Schools', 'A second district of the demonstration', true)
			returning id
		), p as (
			insert into public.people (district_id, email, name, title)
			select id, '${demonstrationEmail('other')}', 'Lena Brandt', 'AI office, Lakeside Schools' from d returning id, district_id
		), r as (
			insert into public.person_roles (district_id, person_id, role) select district_id, id, 'admin' from p
		), s as (
			insert into public.sites (district_id, name, kind) select id, 'Lakeside Elementary', 'school' from d
		), g as (
			insert into public.goals (district_id, code, title) select id, '1', 'Use AI with care' from d returning id, district_id
		)
		insert into public.objectives (district_id, goal_id, code, title)
		select district_id, id, '1.1', 'Try what helps teachers' from g`);
	await addAccount(director, demonstrationEmail('other'), PASSWORD_HASH);
}

/** An account comes to be by an invitation, whose token here is the address. */
async function addAccount(director: Director, email: string, hash: string) {
	await director.sql(
		`with invited as (
			insert into public.invitations (district_id, person_id) select district_id, id from public.people where email = $1::text
			returning id, district_id
		)
		insert into private.invitation_tokens (token_hash, invitation_id, district_id)
		select private.token_hash($1::text), id, district_id from invited`,
		[email]
	);
	await director.sql(
		`insert into auth.users (id, aud, role, email, encrypted_password, email_confirmed_at, raw_app_meta_data, raw_user_meta_data)
		values (gen_random_uuid(), 'authenticated', 'authenticated', $1::text, $2, now(), '{"provider":"email","providers":["email"]}',
			jsonb_build_object('invitation', $1::text))`,
		[email, hash]
	);
}
