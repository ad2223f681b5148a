import { error } from '@sveltejs/kit';
import { ask, attempt } from '#lib/db/ask.server.ts';
import type { Json } from '#lib/db/database.types.ts';
import { isId } from '#lib/db/ids.ts';
import { refusedAt, wrong, type Refused, type Reply } from '#lib/ui/reply.ts';
import { dayIn, said } from './form-values.ts';
import { policiesSchema, policySchema, type Policy, type PolicyLine } from './schemas.ts';

type Database = App.Locals['supabase'];

/** The policies of the district, each with where the caller stands. */
export async function list(database: Database): Promise<PolicyLine[]> {
	return policiesSchema.parse(await ask(database.rpc('policies')));
}

/** One policy. @throws 404 for what is none of the district's, or not published yet. */
export async function read(database: Database, policy: string): Promise<Policy> {
	if (!isId(policy))
		error(404, { message: 'There is no policy at this address.', key: 'no_such_policy', facts: {} });
	return policySchema.parse(await ask(database.rpc('policy', { policy })));
}

/** Whom or what an exception may be for: people of the district, and pilots that are under way. */
export async function subjects(database: Database) {
	const people = database.from('people').select('id, name').eq('active', true).eq('outside', false);
	const pilots = database
		.from('pilots')
		.select('id, title')
		.in('stage', ['proposed', 'vetting', 'experiment', 'decision', 'scaling', 'adopted']);
	const [persons, running] = await Promise.all([
		ask(people.order('name').limit(2000)),
		ask(pilots.order('title').limit(500))
	]);
	return { people: persons, pilots: running };
}

/** Saves what is being written; `fresh` is the id of a new one. */
export async function save(
	database: Database,
	id: string,
	form: FormData
): Promise<{ ok: true; id: string } | Refused> {
	const errors: Record<string, string> = {};
	for (const [field, label] of [
		['effective_on', 'The day from which it holds'],
		['review_on', 'The day of its review']
	] as const)
		if (said(form, field) !== '' && dayIn(form, field) === null)
			errors[field] = `${label} is a date, such as 2027-08-15, or empty.`;
	if (Object.keys(errors).length > 0) return withLists(wrong('write', form, errors), form);
	const seen = said(form, 'seen');
	const policy = {
		id,
		...(seen === '' ? {} : { seen: Number(seen) }),
		title: said(form, 'title'),
		body: said(form, 'body'),
		link: said(form, 'link'),
		roles: form.getAll('roles').map(String),
		site_kinds: form.getAll('site_kinds').map(String),
		effective_on: dayIn(form, 'effective_on'),
		review_on: dayIn(form, 'review_on')
	};
	const done = await attempt(ask(database.rpc('save_policy', { policy: policy as Json })));
	if (!done.ok) return withLists(refusedAt('write', form, done), form);
	return { ok: true, id: (done.data as { id: string }).id };
}

/** Boxes of one name come back as a list that is written as text. */
function withLists(reply: Refused, form: FormData): Refused {
	const list = (name: string) => form.getAll(name).map(String).join(' ');
	return { ...reply, values: { ...reply.values, roles: list('roles'), site_kinds: list('site_kinds') } };
}

/** Publishes what is written, as a correction or as a new version. */
export async function publish(database: Database, policy: string, form: FormData): Promise<Reply> {
	const change = said(form, 'change');
	if (!['first', 'minor', 'version'].includes(change))
		return wrong('publish', form, { minor: 'Say whether it is a correction or a new version.' });
	const minor = change === 'minor';
	const seen = Number(said(form, 'seen')) || 0;
	const done = await attempt(
		ask(database.rpc('publish_policy', { policy, seen, minor, reason: said(form, 'reason') }))
	);
	return done.ok ? { ok: true, said: minor ? 'corrected' : 'published' } : refusedAt('publish', form, done);
}

/** Retires a policy with a reason. */
export async function retire(database: Database, policy: string, form: FormData): Promise<Reply> {
	const seen = Number(said(form, 'seen')) || 0;
	const done = await attempt(
		ask(database.rpc('retire_policy', { policy, seen, reason: said(form, 'reason') }))
	);
	return done.ok ? { ok: true, said: 'retired' } : refusedAt('retire', form, done);
}

/** Excepts a person or a pilot; the form names the one that is meant as 'person …' or 'pilot …'. */
export async function except(database: Database, policy: string, form: FormData): Promise<Reply> {
	const [kind, id = ''] = said(form, 'subject').split(' ');
	if (!isId(id)) return wrong('except', form, { subject: 'Choose a person or a pilot.' });
	const until = dayIn(form, 'until');
	if (!until) return wrong('except', form, { until: 'Say through which day it holds.' });
	const done = await attempt(
		ask(
			database.rpc('grant_exception', {
				policy,
				person: (kind === 'person' ? id : null) as string,
				for_pilot: (kind === 'pilot' ? id : null) as string,
				reason: said(form, 'reason'),
				until
			})
		)
	);
	return done.ok ? { ok: true, said: 'excepted' } : refusedAt('except', form, done);
}

/** Says that the caller has read a version and works by it. */
export async function acknowledge(database: Database, policy: string, form: FormData): Promise<Reply> {
	const version = Number(said(form, 'version')) || 0;
	const done = await attempt(ask(database.rpc('acknowledge_policy', { policy, version })));
	return done.ok ? { ok: true, said: 'acknowledged' } : refusedAt('acknowledge', form, done);
}
