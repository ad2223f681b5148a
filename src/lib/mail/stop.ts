import { z } from 'zod';

/** What a link stops, as `rpc/stops` and `rpc/stop_mails` answer; null for a link that was not made here. */
export const stopSchema = z.object({ what: z.enum(['digest', 'at once']), stopped: z.boolean() }).nullable();
export type Stop = z.infer<typeof stopSchema>;

/** The page that stops this kind of mail for whoever has the link. */
export const stopPage = (origin: string, token: string) => `${origin}/stop/${encodeURIComponent(token)}`;
