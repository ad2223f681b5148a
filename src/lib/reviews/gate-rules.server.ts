import { z } from 'zod';
import { ask, attempt } from '#lib/db/ask.server.ts';
import type { Json } from '#lib/db/database.types.ts';
import { kinds, tiers } from '#lib/pilots/words.ts';
import { stages } from '#lib/pilots/stages.ts';
import {
	fingerprint,
	forSaving,
	newRule,
	problemsOf,
	readRules,
	ruleSchema,
	type Rule
} from './gate-rules.ts';

type Database = App.Locals['supabase'];

const settingsSchema = z.object({
	revision: z.number(),
	rules: z.array(ruleSchema),
	acts: z.array(z.string()),
	parts: z.array(z.string())
});

const pilotsSchema = z.array(z.object({ pilot: z.string(), title: z.string(), stage: z.enum(stages) }));
const previewSchema = z.object({
	revision: z.number(),
	changes: z.array(
		z.object({
			act: z.string(),
			criterion: z.string(),
			kind: z.enum(kinds).nullable(),
			tier: z.enum(tiers).nullable(),
			what: z.enum(['added', 'ended', 'changed'])
		})
	),
	/** At a changed gate now, at most a hundred by name: they keep the rules that they came under. */
	standing: pilotsSchema,
	standing_in_all: z.number(),
	/** Before it: they will come under the new ones. */
	coming: pilotsSchema,
	coming_in_all: z.number()
});
export type Preview = z.infer<typeof previewSchema>;

export type Settings = Awaited<ReturnType<typeof settings>>;

/** What the district's gates ask, and everything that they could. */
export async function settings(database: Database) {
	const [answer, catalog] = await Promise.all([
		ask(database.rpc('gate_settings')),
		ask(database.from('criteria').select('act, criterion, how, position').order('position'))
	]);
	const { rules, ...rest } = settingsSchema.parse(answer);
	return {
		...rest,
		rules: rules.map((rule, i): Rule => ({ ...rule, key: `r${i}` })),
		catalog: catalog.map((one) => ({
			...one,
			how: one.how === 'signed' ? ('signed' as const) : ('automatic' as const)
		}))
	};
}

/** The form as it comes back: with what was typed, and what to say about it. */
export type Edited = {
	rules: Rule[];
	revision: number;
	/** By the name of their field. */
	problems: Record<string, string>;
	message: string;
	preview: Preview | null;
	/** What the preview was made of. */
	previewed: string;
	/** Somebody saved meanwhile: who and when. */
	meanwhile: { by: string | null; at: string } | null;
	/** The row that was added last, which stays open. */
	added: string | null;
};

function read(form: FormData): Edited {
	return {
		rules: readRules(form),
		revision: Number(form.get('revision')),
		problems: {},
		message: '',
		preview: null,
		previewed: '',
		meanwhile: null,
		added: String(form.get('added') ?? '') || null
	};
}

/** Adds a row or takes one away; nothing is saved by it. */
export async function edit(database: Database, form: FormData): Promise<Edited> {
	const edited = read(form);
	const [what, which = ''] = String(form.get('do') ?? '').split(/:(.*)/);
	if (what === 'remove') return { ...edited, rules: edited.rules.filter(({ key }) => key !== which) };
	const title = String(form.get(`add-${which}-title`) ?? '').trim();
	const criterion = String(form.get(`add-${which}-criterion`) ?? '');
	if (criterion === '' && (title === '' || title.length > 120)) {
		const said =
			title === ''
				? 'Say in words what it asks, or choose one from the list.'
				: 'This can have 120 characters: shorten it.';
		return { ...edited, problems: { [`add-${which}-title`]: said } };
	}
	const { catalog } = await settings(database);
	const key = `n${crypto.randomUUID().slice(0, 8)}`;
	const made = newRule(edited.rules, catalog, { act: which, criterion, title, key });
	return made ? { ...edited, rules: [...edited.rules, made], added: key } : edited;
}

/** What the rules of the form would change, and for which pilots. */
export function preview(database: Database, form: FormData): Promise<Edited> {
	return send(database, read(form), true);
}

/** Saves what was previewed; where something was changed since, it is previewed again. */
export async function save(database: Database, form: FormData): Promise<Edited | 'saved'> {
	const edited = read(form);
	const unseen = form.get('previewed') !== fingerprint(edited.rules);
	if (unseen) {
		const seen = await send(database, edited, true);
		return seen.preview
			? { ...seen, message: 'You changed something since the preview. Look at it once more, then save.' }
			: seen;
	}
	const done = await send(database, edited, false);
	return done.message === '' && !done.meanwhile && Object.keys(done.problems).length === 0 ? 'saved' : done;
}

const meanwhileSchema = z.object({ by: z.string().nullable(), at: z.string(), revision: z.number() });

async function send(database: Database, edited: Edited, preview: boolean): Promise<Edited> {
	const problems = problemsOf(edited.rules);
	if (Object.keys(problems).length > 0) return { ...edited, problems };
	const rules = forSaving(edited.rules) as Json;
	const args = { revision: edited.revision, rules, preview };
	const done = await attempt(ask(database.rpc('save_gate_rules', args)));
	if (done.ok) {
		return {
			...edited,
			preview: previewSchema.parse(done.data),
			previewed: fingerprint(edited.rules)
		};
	}
	const meanwhile = done.key === 'changed_meanwhile' ? meanwhileSchema.safeParse(done.facts).data : undefined;
	if (!meanwhile) return { ...edited, message: done.message };
	// The next try is made knowing of theirs, and after another preview.
	return { ...edited, message: done.message, meanwhile, revision: meanwhile.revision };
}
