import postgres from 'postgres';
import { comeIn, launch } from './page.js';
import { timed, times } from './times.js';

const ITEMS = 40;

/**
 * The page of a brief, and the packet of a meeting with forty of them: time until the server has answered, and how long the packet takes
 * to print. The first analyses are not in it.
 * @param {string} origin
 * @param {string | undefined} executablePath
 * @param {string} databaseUrl
 * @returns {Promise<import('./bench.js').Result[]>}
 */
export async function measureBriefs(origin, executablePath, databaseUrl) {
	const { pilot, meeting } = await fillMeeting(databaseUrl);
	const chrome = await launch(executablePath);
	try {
		const page = await comeIn(chrome, origin, 'cabinet');
		const asked = async (/** @type {string} */ address) => {
			const answer = await page.context().request.get(address, { timeout: 120_000 });
			if (!answer.ok()) throw new Error(`${address} answered ${answer.status()}.`);
			await answer.body();
		};
		const brief = await times(60, () => asked(`/pilots/${pilot}/brief`));
		const packet = `/cabinet/${meeting}/packet`;
		// Computes what was never computed.
		await asked(packet);
		const whole = await times(10, () => asked(packet));
		await page.goto(packet, { waitUntil: 'networkidle' });
		const prints = [];
		for (let time = 0; time < 3; time += 1) {
			const began = performance.now();
			await page.pdf({ format: 'Letter' });
			prints.push(performance.now() - began);
		}
		return [
			timed('brief page: server', brief, 25),
			timed(`packet of ${ITEMS} briefs: server`, whole, null),
			timed(`packet of ${ITEMS} briefs: print`, prints, null)
		];
	} finally {
		await chrome.close();
	}
}

/**
 * A meeting of its own with forty pilots that wait for their decision.
 * @param {string} url of the database
 * @returns {Promise<{ pilot: string, meeting: string }>} the demonstration's pilot in decision, and the meeting
 */
async function fillMeeting(url) {
	const sql = postgres(url, { max: 1, onnotice: () => {} });
	try {
		const [own] = await sql`
			select d.pilot_id as pilot, d.district_id as district from public.docket_items d
			where d.closed_at is null and exists (select 1 from private.analyses a where a.pilot_id = d.pilot_id)
			order by d.opened_at limit 1`;
		const [made] = await sql`
			insert into public.meetings (district_id, held_on, chair_id)
			select ${own?.district}, current_date + 60, r.person_id from public.person_roles r
			where r.district_id = ${own?.district} and r.role = 'cabinet' limit 1 returning id`;
		const items = await sql`
			insert into public.docket_items (district_id, pilot_id, meeting_id)
			select l.district_id, l.id, ${made?.id} from public.pilots l
			where l.district_id = ${own?.district} and l.stage = 'decision'
				and not exists (select 1 from public.docket_items d where d.pilot_id = l.id and d.closed_at is null)
			order by l.number limit ${ITEMS} returning id`;
		if (items.length < ITEMS) throw new Error(`There are only ${items.length} pilots to make a packet of.`);
		await sql`analyze public.docket_items`;
		return { pilot: own?.pilot, meeting: made?.id };
	} finally {
		await sql.end();
	}
}
