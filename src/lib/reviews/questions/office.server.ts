/** What the AI office keeps of reviews: which are needed, and what they ask. */
import { z } from 'zod';
import { ask, attempt } from '#lib/db/ask.server.ts';
import { riskTable } from '#lib/pilots/pilots.server.ts';
import { specialties, type Specialty } from '#lib/pilots/words.ts';
import { rulesIn, type ReviewRules } from './rules-form.ts';
import { questionsIn, valuesIn, type QuestionValues } from './set-form.ts';
import { previewSchema, setSchema, type QuestionSet, type RulesPreview } from './set-schema.ts';

type Database = App.Locals['supabase'];
type Wrong = { ok: false; status: number; message: string };

/** The questions of every specialty. */
export async function sets(database: Database): Promise<QuestionSet[]> {
	const found = z.array(setSchema).parse(await ask(database.rpc('question_sets')));
	return specialties.flatMap((one) => found.find(({ specialty }) => specialty === one) ?? []);
}

/** Which reviews are needed, and how often that was changed. */
export async function rules(database: Database): Promise<{ rules: ReviewRules; revision: number }> {
	const { reviews, conditions, reviews_revision } = await riskTable(database);
	return { rules: { tiers: reviews, conditions }, revision: reviews_revision };
}

export type RulesRefused = Wrong & { about: 'rules'; rules: ReviewRules; revision: number };
export type RulesPreviewed = { ok: true; rules: ReviewRules; revision: number; preview: RulesPreview };

export async function saveRules(database: Database, form: FormData): Promise<{ ok: true } | RulesRefused> {
	const given = rulesIn(form);
	const revision = Number(form.get('revision'));
	const done = await attempt(ask(database.rpc('save_review_rules', { rules: given, seen: revision })));
	if (done.ok) return { ok: true };
	return { ok: false, about: 'rules', status: done.status, message: done.message, rules: given, revision };
}

/** What the tables of a form would ask of pilots. Saves nothing. */
export async function preview(database: Database, form: FormData): Promise<RulesPreviewed | RulesRefused> {
	const given = rulesIn(form);
	const revision = Number(form.get('revision'));
	const done = await attempt(ask(database.rpc('preview_review_rules', { rules: given })));
	if (!done.ok)
		return { ok: false, about: 'rules', status: done.status, message: done.message, rules: given, revision };
	return { ok: true, rules: given, revision, preview: previewSchema.parse(done.data) };
}

export type SetRefused = Wrong & { values: QuestionValues[]; note: string; errors: Record<string, string> };

/** Publishes the questions of a form as the next version. */
export async function publish(
	database: Database,
	specialty: Specialty,
	form: FormData
): Promise<{ ok: true; version: number; same: boolean } | SetRefused> {
	const values = valuesIn(form);
	const note = String(form.get('note') ?? '').trim();
	const seen = Number(form.get('seen'));
	const meant = questionsIn(values);
	const questions = meant.map(({ question }) => question);
	const done = await attempt(ask(database.rpc('publish_questions', { specialty, questions, seen, note })));
	if (done.ok) {
		const version = z.number().parse(done.data);
		return { ok: true, version, same: version === seen };
	}
	const { status, message, facts } = done;
	const [, place, name] = /^(\d+)\.(\w+)$/.exec(String(facts.field ?? '')) ?? [];
	const row = place === undefined ? undefined : meant[Number(place)];
	const field = row ? `${row.at}.${name}` : facts.field === 'note' ? 'note' : undefined;
	return { ok: false, status, message, values, note, errors: field ? { [field]: message } : {} };
}
