/** Versions of the strategy, and what changed from one to the next. */
import { z } from 'zod';

const objectiveSchema = z.object({
	id: z.string(),
	code: z.string(),
	title: z.string(),
	intent: z.string(),
	retired_on: z.string().nullable()
});
const goalSchema = z.object({
	id: z.string(),
	code: z.string(),
	title: z.string(),
	intent: z.string(),
	objectives: z.array(objectiveSchema)
});
export const contentSchema = z.array(goalSchema);
export type Content = z.infer<typeof contentSchema>;

export const versionsSchema = z.array(
	z.object({
		version: z.number(),
		note: z.string(),
		published_at: z.string(),
		people: z.object({ name: z.string() }).nullable(),
		content: contentSchema
	})
);
export type Version = z.infer<typeof versionsSchema>[number];

export type Change = {
	kind: 'goal' | 'objective';
	what: 'added' | 'removed' | 'renamed' | 'renumbered' | 'reworded' | 'moved' | 'retired' | 'stands again';
	code: string;
	title: string;
	/** What it was: the earlier title, or the earlier code. */
	before?: string;
};

type Line = {
	id: string;
	code: string;
	title: string;
	intent: string;
	retired_on?: string | null;
	goal?: string;
};

function lines(content: Content): { goals: Line[]; objectives: Line[] } {
	return {
		goals: content,
		objectives: content.flatMap((goal) =>
			goal.objectives.map((objective) => ({ ...objective, goal: goal.id }))
		)
	};
}

/** What changed from one version to the next: goals first, then objectives, met by their id. */
export function changesBetween(before: Content, after: Content): Change[] {
	const [old, now] = [lines(before), lines(after)];
	return [...compare('goal', old.goals, now.goals), ...compare('objective', old.objectives, now.objectives)];
}

function compare(kind: Change['kind'], before: readonly Line[], after: readonly Line[]): Change[] {
	const known = new Map(before.map((line) => [line.id, line]));
	const kept = new Set(after.map(({ id }) => id));
	return [
		...after.flatMap((line) => {
			const was = known.get(line.id);
			return was
				? changesOf(kind, was, line)
				: [{ kind, what: 'added' as const, code: line.code, title: line.title }];
		}),
		...before
			.filter(({ id }) => !kept.has(id))
			.map(({ code, title }) => ({ kind, what: 'removed' as const, code, title }))
	];
}

function changesOf(kind: Change['kind'], was: Line, line: Line): Change[] {
	const { code, title } = line;
	const changes: Change[] = [];
	if (was.code !== code) changes.push({ kind, what: 'renumbered', code, title, before: was.code });
	else if (was.goal !== line.goal) changes.push({ kind, what: 'moved', code, title });
	if (was.title !== title) changes.push({ kind, what: 'renamed', code, title, before: was.title });
	if (was.intent !== line.intent) changes.push({ kind, what: 'reworded', code, title });
	if (!was.retired_on && line.retired_on) changes.push({ kind, what: 'retired', code, title });
	if (was.retired_on && !line.retired_on) changes.push({ kind, what: 'stands again', code, title });
	return changes;
}
