import { ask } from '#lib/db/ask.server.ts';
import type { SiteReading } from './tier-words.ts';

type Database = App.Locals['supabase'];

/** How the caller's district reads what a site is in evidence tiers. */
export async function siteReading(database: Database): Promise<SiteReading> {
	const names = 'schools_count, schools_count_source, schools_count_read_on';
	const [district] = await ask(database.from('districts').select(names));
	return {
		schoolsCount: district?.schools_count ?? false,
		source: district?.schools_count_source ?? '',
		readOn: district?.schools_count_read_on ?? null
	};
}
