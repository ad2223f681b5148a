import { ask, attempt } from '#lib/db/ask.server.ts';
import type { Json } from '#lib/db/database.types.ts';
import { refusedAt, wrong, type Reply } from '#lib/ui/reply.ts';
import type { IncidentFilters } from './incident-filters.ts';
import { choicesSchema, incidentListSchema, incidentSchema } from './incident-schema.ts';
import { readReport } from './report-form.ts';
import { reportTyped, type ReportField, type ReportValues } from './report-values.ts';

type Database = App.Locals['supabase'];
type Call = Parameters<typeof ask>[0];

/** The incidents that filters leave, a page of them, and how many there were by month. */
export async function list(database: Database, filters: IncidentFilters, page: number) {
	return incidentListSchema.parse(
		await ask(database.rpc('incident_list', { filters: filters as Json, page }))
	);
}

/** One incident, as far as the caller may read it. @throws 404 for what is none of theirs. */
export async function read(database: Database, incident: string) {
	return incidentSchema.parse(await ask(database.rpc('incident', { incident })));
}

/** What the form of a report offers, these pilots among it. */
export async function choices(database: Database, pilots: string[]) {
	return choicesSchema.parse(await ask(database.rpc('incident_choices', { pilots })));
}

export type Filed =
	| { ok: true; id: string; serious: boolean }
	| {
			ok: false;
			status: number;
			message: string;
			errors: Partial<Record<ReportField, string>>;
			values: ReportValues;
	  };

/** Files a report. What is refused comes back with everything that was typed. */
export async function file(database: Database, form: FormData): Promise<Filed> {
	const values = reportTyped(form);
	const given = readReport(values);
	if (!given.ok) return { ok: false, status: 400, message: '', errors: given.errors, values };
	const done = await attempt(ask(database.rpc('file_incident', { report: given.report as Json })));
	if (done.ok) return { ok: true, id: done.data as string, serious: given.report.severity === 'serious' };
	const field = done.facts.field as ReportField | undefined;
	return {
		ok: false,
		status: done.status,
		values,
		...(field ? { message: '', errors: { [field]: done.message } } : { message: done.message, errors: {} })
	};
}

/** Sends one of the small forms of an incident's page; a refusal that names a field stands at that field. */
async function send(about: string, form: FormData, call: Call, said: string): Promise<Reply> {
	const done = await attempt(ask(call));
	if (done.ok) return { ok: true, said };
	const reply = refusedAt(about, form, done);
	return Object.keys(reply.errors).length > 0 ? { ...reply, key: 'wrong' } : reply;
}

const text = (form: FormData, name: string) => String(form.get(name) ?? '').trim();
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const seen = (form: FormData) => {
	const revision = Number(form.get('seen'));
	return Number.isInteger(revision) && revision > 0 ? { seen: revision } : {};
};

/** Those of the fields that are empty or no choice, each with its sentence. */
function missing(form: FormData, about: string, asked: Record<string, { says: string; id?: true }>) {
	const errors = Object.fromEntries(
		Object.entries(asked).flatMap(([name, { says, id }]) => {
			const typed = text(form, name);
			return typed === '' || (id && !UUID.test(typed)) ? [[name, says]] : [];
		})
	);
	return Object.keys(errors).length > 0 ? wrong(about, form, errors) : null;
}

export async function triage(database: Database, incident: string, form: FormData): Promise<Reply> {
	const fault = missing(form, 'triage', {
		severity: { says: 'Say how severe it is.' },
		reason: { says: 'Say why it is as severe as that.' },
		owner: { says: 'Choose who answers for it.', id: true }
	});
	if (fault) return fault;
	const [severity, reason, owner] = [text(form, 'severity'), text(form, 'reason'), text(form, 'owner')];
	const call = database.rpc('triage_incident', { incident, severity, reason, owner, ...seen(form) });
	return send('triage', form, call, 'triaged');
}

export async function addAction(database: Database, incident: string, form: FormData): Promise<Reply> {
	const fault = missing(form, 'action', {
		what: { says: 'Say what is to be done.' },
		action_owner: { says: 'Choose whom you ask.', id: true },
		due: { says: 'Say until when it is to be done.' }
	});
	if (fault) return fault;
	if (!/^\d{4}-\d\d-\d\d$/.test(text(form, 'due')))
		return wrong('action', form, { due: 'Enter a day, such as 2026-12-18.' });
	const id = text(form, 'id');
	const call = database.rpc('add_incident_action', {
		incident,
		what: text(form, 'what'),
		owner: text(form, 'action_owner'),
		due: text(form, 'due'),
		...(UUID.test(id) ? { id } : {})
	});
	return send('action', form, call, 'asked for');
}

export async function finishAction(database: Database, incident: string, form: FormData): Promise<Reply> {
	const [action, note] = [text(form, 'action'), text(form, 'note')];
	const about = `finish:${action}`;
	if (!UUID.test(action)) return wrong(about, form, { note: 'This form is damaged: open the page again.' });
	return send(about, form, database.rpc('finish_incident_action', { incident, action, note }), 'done');
}

export async function addInterim(database: Database, incident: string, form: FormData): Promise<Reply> {
	const fault = missing(form, 'interim', { words: { says: 'Say what is known so far.' } });
	if (fault) return fault;
	const words = text(form, 'words');
	return send('interim', form, database.rpc('add_interim_report', { incident, words }), 'interim');
}

export async function propose(database: Database, incident: string, form: FormData): Promise<Reply> {
	const fault = missing(form, 'propose', {
		closing: { says: 'Say what was found, and what is different now.' }
	});
	if (fault) return fault;
	const call = database.rpc('propose_closing', { incident, words: text(form, 'closing'), ...seen(form) });
	return send('propose', form, call, 'proposed');
}

export async function answer(database: Database, incident: string, form: FormData): Promise<Reply> {
	const approve = form.get('approve') === 'yes';
	const words = text(form, 'words');
	if (!approve && words === '') return wrong('answer', form, { words: 'Say what is missing.' });
	const call = database.rpc('answer_closing', { incident, approve, words, ...seen(form) });
	return send('answer', form, call, approve ? 'closed' : 'sent back');
}

export async function reopen(database: Database, incident: string, form: FormData): Promise<Reply> {
	const fault = missing(form, 'reopen', { reason: { says: 'Say why it is opened again.' } });
	if (fault) return fault;
	const reason = text(form, 'reason');
	return send('reopen', form, database.rpc('reopen_incident', { incident, reason }), 'reopened');
}

/** Joins another report of the same event to this one. */
export async function join(database: Database, incident: string, form: FormData): Promise<Reply> {
	const fault = missing(form, 'join', {
		other: { says: 'Choose the other report.', id: true },
		reason: { says: 'Say how you know that both are the same event.' }
	});
	if (fault) return fault;
	const call = database.rpc('join_incidents', {
		keep: incident,
		other: text(form, 'other'),
		reason: text(form, 'reason')
	});
	return send('join', form, call, 'joined');
}
