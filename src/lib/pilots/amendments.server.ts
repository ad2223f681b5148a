import { z } from 'zod';
import { ask } from '#lib/db/ask.server.ts';
import { amendmentSchema, type Amendment } from './amendments-schema.ts';

type Database = App.Locals['supabase'];

/** The amendments to a pilot's plan as this caller sees them, the newest first. */
export async function list(database: Database, pilot: string): Promise<Amendment[]> {
	const rows = z
		.array(amendmentSchema)
		.parse(
			await ask(
				database
					.from('plan_amendments')
					.select('id, amended_by, amended_at, reason, results, was, became')
					.eq('pilot_id', pilot)
					.order('amended_at', { ascending: false })
			)
		);
	if (rows.length === 0) return [];
	const ids = [...new Set(rows.map(({ amended_by }) => amended_by))];
	const people = await ask(database.from('people').select('id, name').in('id', ids));
	return rows.map(({ amended_by, ...row }) => ({
		...row,
		by: people.find(({ id }) => id === amended_by)?.name ?? 'Somebody'
	}));
}
