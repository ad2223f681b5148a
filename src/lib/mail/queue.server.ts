import type { SupabaseClient } from '@supabase/supabase-js';
import { z } from 'zod';

const claimed = z.array(
	z.object({
		id: z.string(),
		address: z.string(),
		person: z.string().nullable(),
		kind: z.string(),
		facts: z.record(z.string(), z.unknown()),
		attempts: z.number(),
		district: z.string().nullable(),
		/** what the link carries that stops mails of this kind; null where none does */
		stop: z.string().nullable()
	})
);

export type Mail = z.infer<typeof claimed>[number];

export type Queue = {
	tick(): Promise<void>;
	claim(most: number): Promise<Mail[]>;
	sent(mail: Mail): Promise<void>;
	failed(mail: Mail, why: string, forGood: boolean): Promise<void>;
	/** the token of an invitation; null when it is no longer valid */
	mint(invitation: unknown): Promise<string | null>;
};

/** The queue of mails in the database, as the server's own key may use it. */
export function queueIn(client: Pick<SupabaseClient, 'rpc'>): Queue {
	const ask = async (name: string, args: object = {}): Promise<unknown> => {
		const { data, error } = await client.rpc(name, args);
		if (error) throw new Error(`${name}: ${error.message || error.code || 'no answer'}`);
		return data;
	};
	return {
		tick: async () => void (await ask('tick')),
		claim: async (most) => claimed.parse(await ask('claim_mails', { most })),
		sent: async ({ id }) => void (await ask('settle_mail', { mail: id })),
		failed: async ({ id, attempts }, why, forGood) =>
			void (await ask('settle_mail', { mail: id, error: why, attempt: attempts, give_up: forGood })),
		mint: async (invitation) =>
			z
				.string()
				.nullable()
				.parse(await ask('mint_invitation', { invitation }))
	};
}
