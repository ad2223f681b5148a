import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { server, type Actor } from './actors.ts';
import { tables } from './acts.ts';
import { allowed, denied, empty, NO_GRANT } from './checks.ts';
import { asOwner } from './owner.ts';
import { foundDistrict, type District } from './district.ts';
import { labels } from './forms.ts';
import { pilotIn } from './pilots.ts';
import { unchanged } from './witness.ts';

let district: District;
let pilot: string;
let everyone: Actor[];
/** one for each role of the database */
let oneOfEach: Actor[];

beforeAll(async () => {
	district = await foundDistrict();
	pilot = await pilotIn(district, 'decision');
	const { lead, admin } = district.people;
	everyone = [lead, admin, district.stranger, district.nobody, server];
	oneOfEach = [lead, district.nobody, server];
});

describe('what stands behind the API', () => {
	test.each(['private', 'auth', 'supabase_migrations', 'pg_catalog', 'information_schema'])(
		'%s is no schema of it',
		async (schema) => {
			const known = { private: 'measurements', auth: 'users', supabase_migrations: 'schema_migrations' };
			const table = known[schema as keyof typeof known] ?? 'pg_class';
			for (const who of oneOfEach) {
				await denied(
					who.client
						.schema(schema as 'public')
						.from(table)
						.select('*'),
					'PGRST106',
					who.name
				);
				await denied(who.client.schema(schema as 'public').rpc('parts', { pilot }), 'PGRST106', who.name);
			}
		}
	);

	test.each(['measurements', 'live_measurements', 'votes', 'analyses', 'acceptances', 'decision_evidence'])(
		'there is no table %s',
		async (table) => {
			for (const who of everyone) {
				const { data, error } = await who.read(table);
				expect(error, who.name).not.toBeNull();
				expect(data, who.name).toBeNull();
			}
		}
	);
});

describe('tables are read, never written', () => {
	test.each(tables)('%s', async (table) => {
		const [column] = await asOwner<{ name: string }>(
			`select min(column_name) as name from information_schema.columns
			where table_schema = 'public' and table_name = $1 and data_type in ('uuid', 'text')`,
			table
		);
		const { name } = column!;
		for (const { name: who, client } of oneOfEach) {
			const row = { [name]: randomUUID() };
			await denied(client.from(table).insert(row), NO_GRANT, `${who} inserts`);
			await denied(client.from(table).upsert(row), NO_GRANT, `${who} upserts`);
			await denied(client.from(table).update(row).not(name, 'is', null), NO_GRANT, `${who} updates`);
			await denied(client.from(table).delete().not(name, 'is', null), NO_GRANT, `${who} deletes`);
		}
	});

	test('not even the stage of one’s own pilot', async () => {
		await unchanged(district, pilot, async () => {
			for (const who of everyone) {
				const pilots = () => who.client.from('pilots');
				await denied(pilots().update({ stage: 'scaling' }).eq('id', pilot), NO_GRANT, who.name);
				await denied(pilots().update({ title: 'Mine' }).eq('id', pilot).select(), NO_GRANT, who.name);
				await denied(pilots().delete().eq('id', pilot), NO_GRANT, who.name);
			}
		});
	});

	test('nobody makes themselves a member of the cabinet', async () => {
		for (const who of everyone) {
			const role = { district_id: district.id, person_id: who.id || randomUUID(), role: 'cabinet' };
			await denied(who.client.from('person_roles').insert(role), NO_GRANT, who.name);
		}
		expect(await allowed(district.people.admin.call('me'))).toMatchObject({
			roles: [{ role: 'admin', specialty: null }]
		});
	});
});

describe('what only the server does', () => {
	const calls = () => ({
		evidence_input: { pilot },
		store_analysis: { pilot, fingerprint: 'x', complete: {}, shown: {}, permitted: labels(['scale']) },
		claim_first_admin: { code: 'x', person_name: 'X', person_email: 'x@tests.example' }
	});

	test('is denied to everyone else', async () => {
		await unchanged(district, pilot, async () => {
			for (const who of everyone.filter((one) => one !== server)) {
				for (const [name, args] of Object.entries(calls())) {
					await denied(who.call(name, args), NO_GRANT, `${who.name}: ${name}`);
				}
			}
		});
	});

	test('the server may store what it computed, permitted outcomes as an array too', async () => {
		const { fingerprint } = await allowed(server.call('evidence_input', { pilot }));
		const permitted = ['scale', 'extend'];
		await allowed(
			server.call('store_analysis', {
				pilot,
				fingerprint,
				complete: {},
				shown: { for: 'everyone' },
				permitted
			})
		);
		expect(await allowed(district.people.member.call('analysis', { pilot }))).toMatchObject({
			analysis: { for: 'everyone' },
			permitted,
			current: true
		});
	});

	test('its key reads no table, and does nobody’s part', async () => {
		for (const table of tables) {
			await denied(server.read(table), NO_GRANT, table);
		}
		for (const name of ['pilot', 'measurements', 'votes', 'gate']) {
			await denied(server.call(name, { pilot }), NO_GRANT, name);
		}
	});

	test('an analysis of a pilot that does not exist is kept nowhere', async () => {
		const nowhere = randomUUID();
		await allowed(server.call('store_analysis', { ...calls().store_analysis, pilot: nowhere }));
		expect(await allowed(server.call('evidence_input', { pilot: nowhere }))).toBeNull();
		await denied(district.people.admin.call('analysis', { pilot: nowhere }), '404 no_such_pilot');
	});
});

describe('a table of the district', () => {
	test('is read by its people, and empty for the neighbour', async () => {
		for (const table of ['people', 'sites', 'person_roles', 'objectives', 'metrics', 'pilots', 'activity']) {
			expect(await allowed(district.people.member.read(table)), table).not.toEqual([]);
			await empty(district.outsider.client.from(table).select('*').eq('district_id', district.id), table);
		}
	});
});
