import type { Database } from '#lib/db/database.types.ts';
import type { Me } from '#lib/people/me.ts';
import type { Theme } from '#lib/ui/theme.ts';
import type { SupabaseClient } from '@supabase/supabase-js';

declare global {
	namespace App {
		interface Locals {
			/** The database as the caller. */
			supabase: SupabaseClient<Database>;
			/** The person who is asking; null for strangers and for nobody. */
			me: Me | null;
			/** Whether there is a valid session, with a person or without. */
			signedIn: boolean;
			theme: Theme;
		}
		interface Error {
			message: string;
			/** Shown and logged with what nobody foresaw. */
			id?: string;
			key?: string;
			facts?: Record<string, unknown>;
		}
	}
}

export {};
