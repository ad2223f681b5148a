// Data of the version before this one: every pilot opens, gates ask what they asked, and people sign in as before.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from '@supabase/lite';
import { createClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openEmbedded } from './connection.js';
import { migrations, prepare } from './schema.js';
import { startBackend } from './server.js';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const PASSWORD = 'pilotage-demo-1';
const PASSWORD_HASH = '$2b$10$dGByPGvwJGEOc59Ud0imSOKYWo3nJhUWmXBXQklqzbBAaH/35g58y';
/** The first migration that the version before does not have. */
const NEW = '20261125';
const STAGES = ['draft', 'proposed', 'vetting', 'experiment', 'scaling', 'sunset', 'shelved', 'retired'];
const STAFF: Record<string, string[]> = {
	lead: [],
	admin: ['admin'],
	sponsor: ['cabinet'],
	evaluator: ['evaluator'],
	reviewer: ['reviewer']
};

const id = (kind: number, at: number) => `00000000-0000-4000-8${kind}00-${String(at).padStart(12, '0')}`;
const pilot = (stage: string) => id(3, STAGES.indexOf(stage));
const address = (name: string) => `${name}@before.example`;

let data: string;
let backend: Awaited<ReturnType<typeof startBackend>>;

beforeAll(async () => {
	data = await mkdtemp(join(tmpdir(), 'pilotage-upgrade-'));
	await before(join(data, 'demonstration'));
	backend = await startBackend({
		data,
		databaseUrl: undefined,
		port: 0,
		opens: 'nothing',
		appUrl: 'http://localhost'
	});
});

afterAll(async () => {
	await backend?.stop();
	await rm(data, { recursive: true, force: true });
});

/** A data folder as the version before left it: a district, its people with their accounts, and a pilot in each stage. */
async function before(folder: string) {
	const database = await openEmbedded(folder);
	const app = new App({
		connection: database.connection,
		auth: { enabled: true, jwt_secret: 'x'.repeat(40) }
	});
	await prepare(database);
	await app.ensureSystemSchema();
	for (const { version, name, file } of await migrations()) {
		if (version >= NEW) break;
		await database.run(await readFile(join('supabase/migrations', file), 'utf8'));
		await database.rows('insert into supabase_migrations.schema_migrations (version, name) values ($1, $2)', [
			version,
			name
		]);
	}
	const district = id(1, 1);
	await database.rows(`insert into public.districts (id, name) values ($1, 'Before')`, [district]);
	for (const [at, [name, roles]] of Object.entries(STAFF).entries()) {
		const person = id(2, at);
		await database.rows('insert into public.people (id, district_id, email, name) values ($1, $2, $3, $4)', [
			person,
			district,
			address(name),
			name
		]);
		for (const role of roles) {
			await database.rows(
				`insert into public.person_roles (district_id, person_id, role, specialty) values ($1, $2, $3::text::public.role,
				case when $3 = 'reviewer' then 'privacy'::public.specialty end)`,
				[district, person, role]
			);
		}
		await database.rows(
			`insert into auth.users (id, aud, role, email, encrypted_password, email_confirmed_at, raw_app_meta_data, raw_user_meta_data)
			values ($1, 'authenticated', 'authenticated', $2, $3, now(), '{"provider":"email","providers":["email"]}', '{}')`,
			[id(4, at), address(name), PASSWORD_HASH]
		);
	}
	for (const stage of STAGES) {
		await database.rows(
			`insert into public.pilots (id, district_id, title, stage, stage_since, proposed_at, risk_tier, students_take_part, personal_data)
			values ($1, $2, 'Since before', $3::text::public.stage, now() - interval '9 days',
				case when $3 <> 'draft' then now() - interval '20 days' end, 'high', true, true)`,
			[pilot(stage), district, stage]
		);
		await database.rows(
			`insert into public.team_members (pilot_id, person_id, district_id, role) values ($1, $2, $3, 'lead')`,
			[pilot(stage), id(2, 0), district]
		);
	}
	await database.close();
}

/** Signs in as they did before. */
async function signedIn(name: string) {
	const client = createClient(backend.url, backend.keys.publishableKey, { auth: { persistSession: false } });
	const { error } = await client.auth.signInWithPassword({ email: address(name), password: PASSWORD });
	expect(error, name).toBeNull();
	return async (call: string, args: object = {}) => {
		const said = await client.rpc(call, args);
		expect(said.error, `${name}: ${call}`).toBeNull();
		return said.data;
	};
}

test('everybody signs in, and every pilot that they see opens', async () => {
	for (const name of Object.keys(STAFF)) {
		const ask = await signedIn(name);
		expect(await ask('me')).toMatchObject({ person: { name } });
		for (const call of ['home', 'pipeline', 'strategy', 'cabinet', 'choices', 'activity_log'])
			await ask(call);
		for (const stage of STAGES) {
			if (stage === 'draft' && name !== 'lead') continue;
			expect(await ask('pilot', { pilot: pilot(stage) })).toMatchObject({ stage, holds: [], waivers: [] });
			for (const call of ['gate', 'comments', 'votes']) await ask(call, { pilot: pilot(stage) });
		}
	}
});

test('whoever stands at a gate keeps what it asked, and what comes after asks what is new', async () => {
	const admin = await signedIn('admin');
	const asked = async (stage: string): Promise<string[]> =>
		(await admin('gate', { pilot: pilot(stage) })).map((one: { criterion: string }) => one.criterion);
	expect(await asked('vetting')).toEqual(
		expect.arrayContaining([
			'reviews',
			'evaluator',
			'plan',
			'primary_outcome',
			'stop_rule',
			'budget',
			'cycle_end'
		])
	);
	for (const criterion of ['tools', 'data_agreement', 'families', 'training']) {
		expect(await asked('vetting')).not.toContain(criterion);
	}
	expect(await asked('proposed')).not.toContain('principles');
	expect(await asked('scaling')).not.toContain('waves');
	expect(await asked('sunset')).not.toContain('deletion_certificate');

	const lead = await signedIn('lead');
	await lead('advance_pilot', { pilot: pilot('shelved'), from_stage: 'shelved', to_stage: 'proposed' });
	expect(await asked('shelved')).toEqual(expect.arrayContaining(['sponsor', 'risk_tier', 'principles']));
});
