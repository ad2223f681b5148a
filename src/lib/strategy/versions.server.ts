import { ask, attempt } from '#lib/db/ask.server.ts';
import type { Json } from '#lib/db/database.types.ts';
import { edited, fieldMeant, linesOf, readStrategy, type GoalLine } from './strategy-form.ts';
import { changesBetween, contentSchema, versionsSchema, type Change, type Content } from './versions.ts';

type Caller = Pick<App.Locals, 'supabase'>;

export type Told = {
	version: number;
	note: string;
	at: string;
	by: string | null;
	changes: Change[];
	goals: number;
	objectives: number;
};

/** Every version, newest first, with what changed since the one before; and with `edit` the form of the strategy. */
export async function versions({ supabase }: Caller, edit: boolean) {
	const asked = supabase
		.from('strategy_versions')
		.select('version, note, published_at, published_by, content')
		.order('version');
	const rows = await ask(asked);
	const authors = [...new Set(rows.flatMap(({ published_by }) => published_by ?? []))];
	const [people, content] = await Promise.all([
		authors.length ? ask(supabase.from('people').select('id, name').in('id', authors)) : [],
		current({ supabase })
	]);
	const nameOf = new Map(people.map(({ id, name }) => [id, name]));
	const all = versionsSchema.parse(
		rows.map(({ published_by, ...row }) => ({
			...row,
			people: published_by ? { name: nameOf.get(published_by) ?? 'Somebody' } : null
		}))
	);
	const told = all.map(({ version, note, published_at, people: author, content: said }, i): Told => ({
		version,
		note,
		at: published_at,
		by: author?.name ?? null,
		changes: i === 0 ? [] : changesBetween(all[i - 1]!.content, said),
		goals: said.length,
		objectives: said.reduce((sum, goal) => sum + goal.objectives.length, 0)
	}));
	return {
		versions: told.reverse(),
		seen: all.at(-1)?.version ?? 0,
		content,
		lines: edit ? linesOf(content) : null
	};
}

/** The strategy as it stands, with ids. */
async function current({ supabase }: Caller): Promise<Content> {
	const [goals, objectives] = await Promise.all([
		ask(supabase.from('goals').select('id, code, title, intent')),
		ask(supabase.from('objectives').select('id, goal_id, code, title, intent, retired_on'))
	]);
	const order = ({ code: a }: { code: string }, { code: b }: { code: string }) =>
		a.localeCompare(b, 'en', { numeric: true });
	return contentSchema.parse(
		goals.sort(order).map((goal) => ({
			...goal,
			objectives: objectives.filter(({ goal_id }) => goal_id === goal.id).sort(order)
		}))
	);
}

export type StrategyReply = {
	ok: false;
	status: number;
	message: string;
	key: string;
	/** The field that is meant, where it is one. */
	field: string | null;
	lines: GoalLine[];
	note: string;
};

/** Saves the form as a new version; or, at one of its other buttons, gives it back with a line more or less. */
export async function save({ supabase }: Caller, form: FormData): Promise<{ ok: true } | StrategyReply> {
	const lines = readStrategy(form);
	const note = String(form.get('note') ?? '').replaceAll('\r\n', '\n');
	const again = (status: number, message: string, key: string, field: string | null): StrategyReply => ({
		ok: false,
		status,
		message,
		key,
		field,
		lines,
		note
	});
	const asked = { version: Number(form.get('seen')), goals: lines as Json, note };
	const done = await attempt(ask(supabase.rpc('save_strategy', asked)));
	if (done.ok) return { ok: true };
	const field = done.key === 'no_note' ? 'note' : fieldMeant(done.facts);
	return again(done.status, done.message, done.key, field);
}

/** The form with a line more or less; nothing is saved. */
export function edit(form: FormData): StrategyReply {
	const lines = edited(readStrategy(form), String(form.get('edit') ?? ''));
	return {
		ok: false,
		status: 200,
		message: '',
		key: 'edited',
		field: null,
		lines,
		note: String(form.get('note') ?? '')
	};
}
