import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openEmbedded } from './backend/connection.js';
import { freePort } from './setup/postgres.js';

/** Runs npm start without building, until it ends. */
function start(
	env: Record<string, string>,
	...args: string[]
): Promise<{ code: number | null; said: string }> {
	return new Promise((done) => {
		let said = '';
		const child = spawn(process.execPath, ['bin/start.js', '--no-build', ...args], {
			env: { ...process.env, NODE_OPTIONS: '', ...env }
		});
		child.stderr.on('data', (text) => (said += text));
		child.on('exit', (code) => done({ code, said: said.trim() }));
	});
}

describe(
	'npm start, where it cannot start, says why in one sentence and ends with 1',
	{ timeout: 40_000 },
	() => {
		let folder: string;
		let ports: Record<string, string>;

		beforeAll(async () => {
			folder = mkdtempSync(join(tmpdir(), 'pilotage-start-'));
			ports = { PORT: String(await freePort()), PILOTAGE_API_PORT: String(await freePort()) };
		});
		afterAll(() => rmSync(folder, { recursive: true, force: true }));

		test('a port in use', async () => {
			const server = createServer().listen(0, '127.0.0.1');
			await new Promise((done) => server.once('listening', done));
			const taken = String((server.address() as AddressInfo).port);
			const { code, said } = await start({ ...ports, PORT: taken, PILOTAGE_DATA: folder });
			server.close();
			expect(code).toBe(1);
			expect(said).toBe(`Port ${taken} is in use: stop what listens there, or choose another with PORT.`);
		});

		test('a data folder that cannot be written', async () => {
			const file = join(folder, 'a-file');
			writeFileSync(file, '');
			const { code, said } = await start({ ...ports, PILOTAGE_DATA: join(file, 'data') });
			expect(code).toBe(1);
			expect(said).toMatch(/^The data folder .* cannot be written: choose another with PILOTAGE_DATA\.$/);
		});

		test('a DATABASE_URL that leads nowhere', async () => {
			const nowhere = `postgres://nobody:secret@127.0.0.1:${await freePort()}/none`;
			const { code, said } = await start({ ...ports, PILOTAGE_DATA: folder, DATABASE_URL: nowhere });
			expect(code).toBe(1);
			expect(said).toMatch(/^DATABASE_URL leads to no database that lets us in/);
			expect(said).not.toContain('secret');
		});

		test('a data folder of a newer version', async () => {
			const data = join(folder, 'newer');
			const database = await openEmbedded(join(data, 'demonstration'));
			await database.run(`create schema supabase_migrations;
			create table supabase_migrations.schema_migrations (version text primary key, statements text[], name text);
			insert into supabase_migrations.schema_migrations (version) values ('29990101000000')`);
			await database.close();
			const { code, said } = await start({ ...ports, PILOTAGE_DATA: data });
			expect(code).toBe(1);
			expect(said).toMatch(/^This data was written by a newer version of Pilotage/);
		});
	}
);
