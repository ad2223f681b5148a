// A district with something in every table, and a pilot at each place where somebody has to act.
import { createHash, randomUUID } from 'node:crypto';
import { furnishOffice } from './access-office.ts';
import { voted } from './decide.ts';
import { foundDistrict, newcomer, specialties, type District } from './district.ts';
import { day, result } from './forms.ts';
import { asOwner } from './owner.ts';
import { advance, evaluate, must, pilotIn } from './pilots.ts';

export type Fixture = Awaited<ReturnType<typeof furnished>>;

export const FIRST_ADMIN_CODE = `4711-${randomUUID()}`;

/** Founds a district and lets it live: the same for each, so that ids of one can be put in the place of another's. */
export async function furnished() {
	const district = await foundDistrict();
	const reviewers = await Promise.all(
		specialties.map((one) => newcomer(district.id, `reviewer for ${one}`, [one]))
	);
	const pilots = {
		draft: await pilotIn(district, 'draft'),
		proposed: await pilotIn(district, 'proposed'),
		triaged: await triaged(district),
		ready: await pilotIn(district, 'vetting'),
		running: await pilotIn(district, 'experiment'),
		measured: await pilotIn(district, 'experiment'),
		voted: await voted(district, { sponsor: 'scale', cabinet2: 'scale', chair: 'scale' }),
		scaling: await pilotIn(district, 'scaling'),
		adopted: await pilotIn(district, 'adopted'),
		sunset: await pilotIn(district, 'sunset'),
		shelved: await pilotIn(district, 'shelved')
	};
	const office = await furnishOffice(district);
	const { sponsor, lead } = district.people;
	const waiting = randomUUID();
	await evaluate(district, pilots.measured);
	await must(lead, 'log_measurements', {
		pilot: pilots.running,
		rows: [result(district, { id: waiting, period: 'Winter' })]
	});
	await must(sponsor, 'save_facts', {
		pilot: pilots.scaling,
		facts: { operating_owner: 'Curriculum', operating_budget: 'Line 12', next_review: day(200) }
	});
	return { district, reviewers, office, pilots, waiting };
}

/** In vetting with a high tier, and no review signed yet. */
async function triaged(district: District) {
	const pilot = await pilotIn(district, { stage: 'proposed', tier: 'high' });
	await must(district.people.admin, 'advance_pilot', advance(pilot, 'proposed', 'vetting'));
	return pilot;
}

/** The console printed a code for the district, and nobody used it yet. */
export const printCode = ({ district }: Fixture) =>
	asOwner(
		'insert into private.first_admin (code_hash, district_id) values ($1, $2)',
		createHash('sha256').update(FIRST_ADMIN_CODE).digest('hex'),
		district.id
	);

export const takeCodeBack = ({ district }: Fixture) =>
	asOwner('delete from private.first_admin where district_id = $1', district.id);

/** Every id of the tables of a district: what nobody outside may be told, or write to. */
export async function idsOf(district: string): Promise<Set<string>> {
	const tables = await asOwner<{ name: string; column: string }>(
		`select c.oid::regclass::text as name, i.attname as column from pg_class c
		join pg_attribute d on d.attrelid = c.oid and d.attname = 'district_id'
		join pg_attribute i on i.attrelid = c.oid and i.attname = 'id' and i.atttypid = 'uuid'::regtype
		where c.relkind in ('r', 'p') and c.relnamespace::regnamespace::text in ('public', 'private')`
	);
	const all = await asOwner<{ id: string }>(
		tables
			.map(({ name }) => `select id::text as id from ${name} where district_id = '${district}'`)
			.join(' union ')
	);
	return new Set([district, ...all.map(({ id }) => id)]);
}
