import { ask } from '#lib/db/ask.server.ts';
import { flowSchema } from './flow-schema.ts';
import type { Flow } from './flow.ts';

/** Limits as they stand, and how pilots come and go in each stage; nothing for whoever comes from outside. */
export async function flow({ supabase }: Pick<App.Locals, 'supabase'>): Promise<Flow> {
	return flowSchema.parse(await ask(supabase.rpc('flow')));
}
