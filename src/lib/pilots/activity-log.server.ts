import { ask } from '#lib/db/ask.server.ts';
import {
	askedFor,
	beforeOf,
	kindOf,
	logFiltersOf,
	logSchema,
	sizeOf,
	type LogFilters
} from './activity-log.ts';

type Database = App.Locals['supabase'];

/** Lines on a page of the log. */
const PAGE = 50;

/** A page of lines that this caller may see, the newest first. */
async function lines(database: Database, filters: LogFilters, before: number | null, most: number) {
	const asked = database.rpc('activity_log', {
		filters: askedFor(filters),
		...(before === null ? {} : { before }),
		most
	});
	return logSchema.parse(await ask(asked));
}

/** The page of the log that an address asks for, and whom it can be filtered by. */
export async function page(database: Database, address: URLSearchParams) {
	const filters = logFiltersOf(address);
	const before = beforeOf(address);
	const [log, people] = await Promise.all([
		lines(database, filters, before, PAGE),
		ask(database.from('people').select('id, name').order('name').limit(1000))
	]);
	return { filters, before, people, ...log };
}

/** The same lines alone, for a file of what is shown. */
export function shown(database: Database, address: URLSearchParams) {
	return lines(database, logFiltersOf(address), beforeOf(address), PAGE);
}

/** What a pilot's page shows of its activity: of one kind or of all, as many lines as its address asks for. */
export async function ofPilot(database: Database, pilot: string, address: URLSearchParams) {
	const kind = kindOf(address.get('kind'));
	const size = sizeOf(address);
	return { kind, size, ...(await lines(database, { pilot, kind }, null, size)) };
}
