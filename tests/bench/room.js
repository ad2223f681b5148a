import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { comeIn, launch } from './page.js';
import { signedIn, timed, times } from './times.js';

const VOTERS = 12;
const ROUNDS = 25;

/**
 * A meeting in session with an item that is open, and members of the cabinet who can sign in.
 * @param {string} databaseUrl of the database
 */
async function fillRoom(databaseUrl) {
	const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
	const [item] = await sql`
		select d.id, d.pilot_id, d.meeting_id, d.district_id from public.docket_items d join public.pilots p on p.id = d.pilot_id
		where d.closed_at is null and d.meeting_id is not null and p.stage = 'decision' order by p.title limit 1`;
	if (!item) throw new Error('Nothing is on the docket of the demonstration.');
	await sql`update public.meetings set opened_at = private.now() where id = ${item.meeting_id}`;
	await sql`update public.docket_items set begun_at = private.now() where id = ${item.id}`;
	// More members: people of the demonstration who can sign in, and have nothing to do with the pilot.
	const more = await sql`
		insert into public.person_roles (district_id, person_id, role)
		select p.district_id, p.id, 'cabinet' from public.people p
		where p.district_id = ${item.district_id} and p.active and not p.outside and p.user_id is not null
			and p.email in ('teacher@demo.pilotage.test', 'lead@demo.pilotage.test', 'evaluator@demo.pilotage.test', 'reviewer@demo.pilotage.test')
			and not private.kept_out(${item.pilot_id}, p.id)
		on conflict do nothing returning (select split_part(p.email, '@', 1) from public.people p where p.id = person_id) as account`;
	await sql.end();
	const accounts = [
		'cabinet',
		'cabinet2',
		'cabinet3',
		'chair',
		...more.map(({ account }) => String(account))
	];
	return { pilot: item.pilot_id, meeting: item.meeting_id, accounts };
}

/**
 * The live room: twelve votes at once, its page, and what an open page asks for again and again.
 * @param {{ url: string, key: string }} api
 * @param {string} origin
 * @param {string | undefined} executablePath
 * @param {string} databaseUrl
 * @returns {Promise<import('./bench.js').Result[]>}
 */
export async function measureRoom({ url, key }, origin, executablePath, databaseUrl) {
	const { pilot, meeting, accounts } = await fillRoom(databaseUrl);
	/** @type {Awaited<ReturnType<typeof signedIn>>[]} */
	const members = [];
	for (const account of accounts) members.push(await signedIn(url, key, account));
	// Where the demonstration has fewer people, some of them vote in two tabs at once.
	const voters = Array.from({ length: VOTERS }, (_, i) => members[i % members.length]);
	const choices = ['scale', 'extend', 'shelve', 'sunset'];
	const votes = [];
	for (let round = -3; round < ROUNDS; round += 1) {
		const taken = await Promise.all(
			voters.map(async (voter, i) => {
				if (!voter) throw new Error('There are more voters than people.');
				const start = performance.now();
				const { error } = await voter.rpc('cast_vote', {
					pilot,
					choice: choices[(round + 3 + i) % 4],
					reason: randomUUID()
				});
				if (error) throw error;
				return performance.now() - start;
			})
		);
		if (round >= 0) votes.push(...taken);
	}
	const path = `/cabinet/${meeting}/room`;
	const chrome = await launch(executablePath);
	const page = await comeIn(chrome, origin, 'cabinet');
	const { request } = page.context();
	const served = await times(60, async () => {
		const answer = await request.get(path);
		if (!answer.ok()) throw new Error(`${path} answered ${answer.status()}.`);
		await answer.body();
	});
	const address = `/api/room?meeting=${meeting}`;
	const tag = (await request.get(address)).headers().etag ?? '';
	const unchanged = await times(100, async () => {
		const answer = await request.get(address, { headers: { 'if-none-match': tag } });
		if (answer.status() !== 304) throw new Error(`${address} answered ${answer.status()}.`);
	});
	let asked = 0;
	page.on('request', (one) => (asked += one.url().includes('/api/room') ? 1 : 0));
	await page.goto(path);
	await page.waitForTimeout(15_000);
	await chrome.close();
	return [
		timed(`rpc/cast_vote, ${VOTERS} at once`, votes, 40),
		timed('/cabinet/[meeting]/room: server', served, 25),
		timed('/api/room, nothing changed', unchanged, null),
		{
			name: '/api/room, asked by one open page',
			unit: 'requests a minute',
			value: asked * 4,
			budget: 30,
			pass: asked * 4 <= 30
		}
	];
}
