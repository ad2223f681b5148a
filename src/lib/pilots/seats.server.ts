import { ask, attempt } from '#lib/db/ask.server.ts';
import type { Database as Schema } from '#lib/db/database.types.ts';
import { has } from './parts.ts';
import type { Pilot } from './pilot.ts';
import { refused, wrong, type Reply } from '#lib/ui/reply.ts';
import type { Candidates } from './seats.ts';
import { teamRoles } from './words.ts';

type Database = App.Locals['supabase'];
type Role = Schema['public']['Enums']['role'];

const NOBODY: Candidates = { sponsor: [], evaluator: [], team: [], substitute: [] };

/**
 * Who could take a seat of this pilot, for readers who fill one; separation of duties leaves its own people out.
 * People from outside are offered to admins alone, who may appoint them to one pilot.
 */
export async function candidates(database: Database, pilot: Pilot, me: string): Promise<Candidates> {
	// Once it runs, a seat that stands empty is filled; who sits there stays.
	const empty =
		pilot.assignments.length < 2 && ['experiment', 'decision', 'scaling', 'adopted'].includes(pilot.stage);
	const appoints =
		(['proposed', 'vetting'].includes(pilot.stage) || empty) && has(pilot, 'admin', 'sponsor', 'cabinet');
	const leads = has(pilot, 'lead') && !['retired', 'declined', 'withdrawn'].includes(pilot.stage);
	const substitutes = pilot.nobody_for.length > 0 || (pilot.substitutes.length > 0 && has(pilot, 'admin'));
	if (!appoints && !leads && !substitutes) return NOBODY;
	const [people, roles] = await Promise.all([
		ask(
			database.from('people').select('id, name, title, outside').eq('active', true).order('name').limit(1000)
		),
		ask(database.from('person_roles').select('person_id, role').in('role', ['cabinet', 'evaluator']))
	]);
	const team = new Set(pilot.team.map(({ id }) => id));
	const assigned = new Set(pilot.assignments.map(({ id }) => id));
	const free = people.filter(({ id }) => !team.has(id));
	const ours = free.filter(({ outside }) => !outside);
	const holding = (role: Role) => {
		const holders = new Set(roles.filter((row) => row.role === role).map((row) => row.person_id));
		return ours.filter(({ id }) => holders.has(id));
	};
	const outsiders = has(pilot, 'admin') ? free.filter(({ outside }) => outside) : [];
	return {
		sponsor: holding('cabinet'),
		evaluator: [...holding('evaluator'), ...outsiders],
		team: ours.filter(({ id }) => !assigned.has(id)),
		// Nobody appoints themselves.
		substitute: substitutes ? free.filter(({ id }) => id !== me) : []
	};
}

/** Names the sponsor or the evaluator. */
export async function appoint(database: Database, pilot: string, form: FormData): Promise<Reply> {
	const role = form.get('role') === 'sponsor' ? 'sponsor' : 'evaluator';
	const about = `appoint:${role}`;
	const person = String(form.get('person') ?? '');
	if (person === '') return wrong(about, form, { person: `Choose the ${role}.` });
	const done = await attempt(ask(database.rpc('appoint', { pilot, person, role })));
	return done.ok ? { ok: true, said: role } : refused(about, form, done);
}

/** Adds somebody to the team, or with no role lets them leave it. */
export async function seat(database: Database, pilot: string, form: FormData): Promise<Reply> {
	const person = String(form.get('person') ?? '');
	if (person === '') return wrong('seat', form, { person: 'Choose who joins the team.' });
	const role = teamRoles.find((one) => one === form.get('role')) ?? null;
	// Leaving is a seat without a role, which the generated types do not know.
	const done = await attempt(ask(database.rpc('seat', { pilot, person, role: role as 'member' })));
	return done.ok ? { ok: true, said: role ? 'joined' : 'left' } : refused('seat', form, done);
}
