/** Organisations that a district works with, and what their contacts are asked about a pilot. */
import type { z } from 'zod';
import { ask as query, attempt } from '#lib/db/ask.server.ts';
import { formErrors } from '#lib/db/form-errors.ts';
import { refusedAt, typed, wrong, type Reply } from '#lib/ui/reply.ts';
import { agreementForm, answerForm, askForm, endForm, organisationForm } from './forms.ts';
import { organisationKinds, type OrganisationKind } from './partner-words.ts';
import { organisationSchema, organisationsSchema, partnerQuestionsSchema, roomSchema } from './partners.ts';

type Database = App.Locals['supabase'];

export type PartnerFilters = { search: string; kind: OrganisationKind | null; page: number };

/** The filters that an address names; whatever it names wrongly is left out. */
export function filtersOf(address: URLSearchParams): PartnerFilters {
	const page = Number(address.get('page') ?? 1);
	return {
		search: (address.get('search') ?? '').trim().slice(0, 120),
		kind: organisationKinds.find((one) => one === address.get('kind')) ?? null,
		page: Number.isInteger(page) && page > 0 && page < 1000 ? page : 1
	};
}

export async function list(database: Database, { page, search, kind }: PartnerFilters) {
	return organisationsSchema.parse(
		await query(database.rpc('organisations', { filters: { search, ...(kind ? { kind } : {}) }, page }))
	);
}

/** @throws 404 for what is none of the district's */
export async function read(database: Database, organisation: string) {
	return organisationSchema.parse(await query(database.rpc('organisation', { organisation })));
}

/** What a pilot's contacts were asked. @throws 403 for whoever neither works on it nor judges it */
export async function questions(database: Database, pilot: string) {
	return partnerQuestionsSchema.parse(await query(database.rpc('partner_questions_of', { pilot })));
}

/** What a link opens; null for one that opens nothing. */
export async function room(database: Database, token: string) {
	return roomSchema.parse(await query(database.rpc('partner_room', { token })));
}

/** Reads a form and sends it; what the database refuses stands at the field that it names. */
async function send<T>(
	about: string,
	form: FormData,
	schema: z.ZodType<T>,
	request: (given: T) => Parameters<typeof query>[0],
	said: string | ((done: unknown) => Reply)
): Promise<Reply> {
	const given = schema.safeParse(typed(form));
	if (!given.success) return wrong(about, form, formErrors(given.error));
	const done = await attempt(query(request(given.data)));
	if (done.ok) return typeof said === 'string' ? { ok: true, said } : said(done.data);
	return refusedAt(about, form, done);
}

/** Adds an organisation, or changes the one that is named. */
export const save = (database: Database, id: string | null, form: FormData) =>
	send(
		'organisation',
		form,
		organisationForm,
		({ revision, ...organisation }) =>
			database.rpc('save_organisation', {
				organisation: { ...organisation, ...(id ? { id, revision: revision ?? 0 } : {}) }
			}),
		(saved) => ({ ok: true, said: id ? 'saved' : 'added', place: `/partners/${String(saved)}` })
	);

export const record = (database: Database, organisation: string, form: FormData) =>
	send(
		'agreement',
		form,
		agreementForm,
		(agreement) => database.rpc('record_partner_agreement', { organisation, agreement }),
		'recorded'
	);

export const end = (database: Database, organisation: string, form: FormData) =>
	send(
		`end:${form.get('agreement') ?? ''}`,
		form,
		endForm,
		(given) => database.rpc('end_partner_agreement', { organisation, ...given }),
		'ended'
	);

export const ask = (database: Database, pilot: string, form: FormData) =>
	send(
		`ask:${form.get('contact') ?? ''}`,
		form,
		askForm,
		// No day is null, which the generated types do not know.
		({ due_on, ...given }) => database.rpc('ask_partner', { pilot, ...given, due_on: due_on as string }),
		'asked'
	);

export const withdraw = (database: Database, pilot: string, form: FormData) =>
	send(
		'withdraw',
		form,
		answerForm.pick({ question: true }),
		({ question }) => database.rpc('withdraw_partner_question', { pilot, question }),
		'withdrawn'
	);

export const close = (database: Database, pilot: string, form: FormData) =>
	send(
		'close',
		form,
		askForm.pick({ contact: true }),
		({ contact }) => database.rpc('close_partner_room', { pilot, contact }),
		'closed'
	);

/** A contact answers, by their link alone. */
export const answer = (database: Database, token: string, form: FormData) =>
	send(
		`answer:${form.get('question') ?? ''}`,
		form,
		answerForm,
		(given) => database.rpc('answer_as_partner', { token, ...given }),
		'answered'
	);
