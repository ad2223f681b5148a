import { z } from 'zod';
import { lineOf, linesOf } from '#lib/pilots/activity-words.ts';
import { activitySchema } from '#lib/pilots/pilot.ts';
import { dayOf } from '#lib/ui/dates.ts';

const noticeSchema = activitySchema.extend({
	id: z.number().int(),
	unread: z.boolean(),
	/** The line is about the reader: they were named, added, given a role. */
	you: z.boolean(),
	/** A comment that names the reader. */
	mentions_you: z.boolean(),
	pilot: z.object({ id: z.string(), title: z.string(), number: z.number().int() }).nullable()
});
export type Notice = z.infer<typeof noticeSchema>;

/** What `rpc/inbox` answers, and `rpc/home` as what changed. */
export const inboxSchema = z.object({
	lines: z.array(noticeSchema),
	more: z.boolean(),
	/** Counted up to a hundred. */
	unread: z.number().int()
});
export type Inbox = z.infer<typeof inboxSchema>;

export type Told = { at: string; actor: string; did: string; note: string };
export type Group = {
	key: string;
	pilot: Notice['pilot'];
	/** The part of the pilot's page that the newest line is about. */
	place: string;
	lines: Told[];
	/** Every notice of the group, also those that another line says already. */
	ids: number[];
	unread: boolean;
};
export type Day = { day: string; groups: Group[] };

/** In the words of the activity, with the reader as you. */
function entryOf(notice: Notice) {
	if (notice.mentions_you) return { ...notice, verb: 'mentioned you' };
	return notice.you ? { ...notice, facts: { ...notice.facts, person: 'you' } } : notice;
}

const places: Record<string, string> = {
	comments: '#discussion',
	reviews: '/reviews',
	findings: '/findings',
	waves: '/scaling',
	team_members: '#team',
	assignments: '#team',
	substitutes: '#team',
	recusals: '#team',
	evaluations: '/evaluation',
	second_evaluators: '/evaluation#review',
	second_opinions: '/evaluation#second',
	incidents: '#holds',
	signatures: '#next-gate',
	waivers: '#next-gate'
};

function groupOf(key: string, notices: Notice[]): Group {
	const entries = notices.map(entryOf);
	const lines = linesOf(entries);
	return {
		key,
		pilot: notices[0]!.pilot,
		place: places[notices[0]!.record] ?? '',
		lines: lines.length > 0 ? lines : entries.map(lineOf),
		ids: notices.map(({ id }) => id),
		unread: notices.some(({ unread }) => unread)
	};
}

/** Notices by day and, within a day, by pilot, in the order of the newest of each. */
export function byDay(notices: readonly Notice[]): Day[] {
	const days = Map.groupBy(notices, ({ at }) => dayOf(at));
	return [...days].map(([day, ofDay]) => ({
		day,
		groups: [...Map.groupBy(ofDay, ({ pilot }) => pilot?.id ?? 'office')].map(([about, lines]) =>
			groupOf(`${day} ${about}`, lines)
		)
	}));
}

/** Which notices a form names: up to the one that its page showed last, or single ones. */
export const seenForm = z.object({
	until: z.coerce.number().int().positive().optional(),
	ids: z
		.string()
		.regex(/^\d{1,15}(,\d{1,15}){0,200}$/)
		.transform((text) => text.split(',').map(Number))
		.optional()
});
