import { ask } from '#lib/db/ask.server.ts';
import { strategySchema } from './strategy.ts';

/** Goals and objectives, each with how many pilots are in which stage. */
export async function strategy({ supabase }: Pick<App.Locals, 'supabase'>) {
	return strategySchema.parse(await ask(supabase.rpc('strategy')));
}
