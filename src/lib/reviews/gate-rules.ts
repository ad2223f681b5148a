/** The criteria of a district's gates as rows: read from a form, changed, checked and compared. Nothing here is saved. */
import { z } from 'zod';
import { kinds, tiers } from '#lib/pilots/words.ts';
import { neverWaived } from './criterion-state.ts';

export const ruleSchema = z.object({
	act: z.string(),
	criterion: z.string(),
	how: z.enum(['automatic', 'signed']),
	/** For pilots of this kind or risk tier only; null for all. The most specific row that fits a pilot decides. */
	kind: z.enum(kinds).nullable(),
	tier: z.enum(tiers).nullable(),
	/** What is not required is recommended, and holds no gate. */
	required: z.boolean(),
	signed_by: z
		.array(z.string())
		.nullable()
		.transform((parts) => parts ?? []),
	/** Of the district's own. */
	title: z.string().nullable(),
	position: z.number()
});
/** `key` tells rows apart while they are edited. */
export type Rule = z.infer<typeof ruleSchema> & { key: string };

const TITLE_MOST = 120;

export const isOwn = (criterion: string) => criterion.startsWith('own:');

/** The row that a gate always has: it can be made a recommendation, and never be left out. */
export const isBuiltIn = ({ key, criterion, kind, tier }: Rule) =>
	!isOwn(criterion) && kind === null && tier === null && !isNew(key);

/** Whether it can never be but required. */
export const isFixed = ({ criterion }: Pick<Rule, 'criterion'>) => neverWaived.includes(criterion);

const isNew = (key: string) => key.startsWith('n');

/** The rows as a form sends them: `rule-0-act`, `rule-0-signed_by` …, in the order of the page. */
export function readRules(form: FormData): Rule[] {
	const text = (name: string) => String(form.get(name) ?? '').trim();
	const rules: Rule[] = [];
	for (const key of form.getAll('row').map(String)) {
		const field = (name: string) => `rule-${key}-${name}`;
		const how = text(field('how')) === 'signed' ? 'signed' : 'automatic';
		rules.push({
			key,
			act: text(field('act')),
			criterion: text(field('criterion')),
			how,
			kind: kinds.find((kind) => kind === text(field('kind'))) ?? null,
			tier: tiers.find((tier) => tier === text(field('tier'))) ?? null,
			required: text(field('required')) !== 'no',
			signed_by: how === 'signed' ? form.getAll(field('signed_by')).map(String) : [],
			title: form.has(field('title')) ? text(field('title')) : null,
			position: Number(text(field('position'))) || 1
		});
	}
	return rules;
}

/** 'Parents’ council has heard of it' → 'own:parents-council-has-heard-of-it', unlike any that is taken. */
export function ownKey(title: string, taken: readonly string[]): string {
	const slug =
		title
			.toLowerCase()
			.normalize('NFKD')
			.replaceAll(/[^a-z0-9]+/g, '-')
			.replaceAll(/^-|-$/g, '')
			.slice(0, 60) || 'criterion';
	let key = `own:${slug}`;
	for (let again = 2; taken.includes(key); again++) key = `own:${slug}-${again}`;
	return key;
}

export type Catalog = readonly Pick<Rule, 'act' | 'criterion' | 'how' | 'position'>[];

/**
 * One more row for an act: of a criterion that there is, for another kind or tier; or with a title the district's own.
 * @returns the row, or null for a criterion that the act does not have
 */
export function newRule(
	rules: readonly Rule[],
	catalog: Catalog,
	{ act, criterion, title, key }: { act: string; criterion: string; title: string; key: string }
): Rule | null {
	const last = Math.max(0, ...rules.filter((rule) => rule.act === act).map(({ position }) => position));
	const row = { key, act, kind: null, tier: null, required: true, signed_by: [] };
	if (criterion === '') {
		const taken = rules.map((rule) => rule.criterion);
		return { ...row, criterion: ownKey(title, taken), how: 'signed', title, position: last + 1 };
	}
	const there = rules.find((rule) => rule.act === act && rule.criterion === criterion);
	if (there) return { ...there, key, kind: null, tier: null };
	const known = catalog.find((one) => one.act === act && one.criterion === criterion);
	return known ? { ...row, criterion, how: known.how, title: null, position: known.position } : null;
}

/** What is wrong with which field, by its name. */
export function problemsOf(rules: readonly Rule[]): Record<string, string> {
	const problems: Record<string, string> = {};
	const seen = new Set<string>();
	for (const rule of rules) {
		const field = (name: string) => `rule-${rule.key}-${name}`;
		const place = [rule.act, rule.criterion, rule.kind, rule.tier].join('|');
		if (seen.has(place))
			problems[field('kind')] = 'Another row asks the same of the same pilots: choose a kind or a risk tier.';
		seen.add(place);
		if (rule.how === 'signed' && rule.signed_by.length === 0)
			problems[field('signed_by')] = 'Choose who signs it.';
		if (isOwn(rule.criterion) && !rule.title) problems[field('title')] = 'Say in words what it asks.';
		if ((rule.title?.length ?? 0) > TITLE_MOST)
			problems[field('title')] = `This can have ${TITLE_MOST} characters: shorten it.`;
	}
	return problems;
}

/** The same for the same rules, whatever their order: what was previewed is what is saved. */
export function fingerprint(rules: readonly Rule[]): string {
	const lines = rules.map(({ act, criterion, kind, tier, required, signed_by, title }) =>
		JSON.stringify([act, criterion, kind, tier, required, signed_by.toSorted(), title])
	);
	return lines.toSorted().join(',');
}

/** As the database takes them. */
export function forSaving(rules: readonly Rule[]) {
	return rules.map(({ act, criterion, kind, tier, required, how, signed_by, title, position }) => ({
		act,
		criterion,
		kind,
		tier,
		required,
		signed_by: how === 'signed' ? signed_by : [],
		title,
		position
	}));
}
