import postgres from 'postgres';
import { comeIn, launch } from './page.js';
import { signedIn, timed, times } from './times.js';

const ITEMS = 40;

/**
 * Calls a meeting with a long docket, as no cabinet should ever see it.
 * @param {string} url of the database
 * @returns {Promise<string>} the meeting's id
 */
async function fillDocket(url) {
	const sql = postgres(url, { max: 1, onnotice: () => {} });
	const [row] = await sql.unsafe(`
		with district as (select d.id from public.districts d where d.name = 'Westminster Public Schools'),
		meeting as (
			insert into public.meetings (district_id, held_on, chair_id)
			select d.id, current_date + 100, (
				select r.person_id from public.person_roles r where r.district_id = d.id and r.role = 'cabinet' order by r.person_id limit 1)
			from district d returning id, district_id
		), items as (
			insert into public.docket_items (district_id, pilot_id, meeting_id, reason, minutes, position)
			select m.district_id, l.id, m.id, 'evidence', 10, row_number() over (order by l.number)
			from meeting m join public.pilots l on l.district_id = m.district_id and l.proposed_at is not null
			where not exists (select 1 from public.docket_items d where d.pilot_id = l.id and d.closed_at is null)
			order by l.number limit ${ITEMS}
			returning 1
		)
		select m.id, (select count(*) from items) as items from meeting m`);
	await sql.unsafe('vacuum analyze public.docket_items');
	await sql.end();
	if (Number(row?.items) < ITEMS) throw new Error(`There are only ${row?.items} pilots to put on a docket.`);
	return String(row?.id);
}

/**
 * A docket of forty: what the API answers, and its page as the server answers it to a member and to the clerk.
 * @param {{ url: string, key: string }} api
 * @param {string} origin
 * @param {string | undefined} executablePath
 * @param {string} databaseUrl
 * @returns {Promise<import('./bench.js').Result[]>}
 */
export async function measureDocket({ url, key }, origin, executablePath, databaseUrl) {
	const meeting = await fillDocket(databaseUrl);
	const results = [];
	const chrome = await launch(executablePath);
	for (const account of ['cabinet', 'clerk']) {
		const caller = await signedIn(url, key, account);
		const asked = await times(60, () => caller.rpc('meeting', { meeting }));
		results.push(timed(`rpc/meeting, ${ITEMS} items, ${account}`, asked, 15));
		const page = await comeIn(chrome, origin, account);
		const served = await times(60, async () => {
			const answer = await page.context().request.get(`/cabinet/${meeting}`);
			if (!answer.ok()) throw new Error(`/cabinet/${meeting} answered ${answer.status()}.`);
			await answer.body();
		});
		results.push(timed(`/cabinet/[meeting], ${ITEMS} items, ${account}: server`, served, 25));
	}
	await chrome.close();
	return results;
}
