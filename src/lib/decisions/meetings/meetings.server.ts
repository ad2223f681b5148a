import { ask, attempt } from '#lib/db/ask.server.ts';
import { holds, type Me } from '#lib/people/me.ts';
import { refusedAt, wrong, type Reply } from '#lib/ui/reply.ts';
import { moved } from './docket-plan.ts';
import { field, missing, revision, UUID } from './meeting-forms.ts';
import { meetingSchema } from './meeting-schema.ts';

type Database = App.Locals['supabase'];
type Call = Parameters<typeof ask>[0];

/** A meeting with its docket, who comes, and what the caller may do. @throws 404 for what is none of their district's */
export async function read(database: Database, meeting: string) {
	return meetingSchema.parse(await ask(database.rpc('meeting', { meeting })));
}

/** Everyone who may chair a meeting. */
export async function chairs(database: Database) {
	const seats = await ask(database.from('person_roles').select('person_id').eq('role', 'cabinet'));
	const ids = seats.map(({ person_id }) => person_id);
	return ask(
		database.from('people').select('id, name, title').in('id', ids).eq('active', true).order('name')
	);
}

/** A meeting's page: the meeting, and for whoever keeps meetings who may chair it. Both are asked at once. */
export async function page(database: Database, meeting: string, me: Me) {
	const [told, members] = await Promise.all([
		read(database, meeting),
		holds(me, 'clerk', 'admin') ? chairs(database) : []
	]);
	return { meeting: told, chairs: told.may.keep ? members : [] };
}

/** Sends one of the forms of a meeting's page; a refusal that names a field stands at that field. */
async function send(about: string, form: FormData, call: Call, said: string): Promise<Reply> {
	const done = await attempt(ask(call));
	if (done.ok) return { ok: true, said };
	const reply = refusedAt(about, form, done);
	return Object.keys(reply.errors).length > 0 ? { ...reply, key: 'wrong' } : reply;
}

/** Changes day, time, length, place or chair. */
export async function save(database: Database, meeting: string, form: FormData): Promise<Reply> {
	const fault = missing(form, 'meeting', {
		held_on: { says: 'Enter the day of the meeting.' },
		begins: { says: 'Enter when it begins.' },
		minutes: { says: 'Enter how long it takes.' },
		chair: { says: 'Choose who chairs it.', id: true }
	});
	if (fault) return fault;
	const fields = {
		held_on: field(form, 'held_on'),
		begins: field(form, 'begins').slice(0, 5),
		minutes: field(form, 'minutes'),
		place: field(form, 'place'),
		chair: field(form, 'chair')
	};
	return send('meeting', form, database.rpc('save_meeting', { meeting, fields, ...revision(form) }), 'saved');
}

export async function cancel(database: Database, meeting: string, form: FormData): Promise<Reply> {
	const fault = missing(form, 'cancel', { reason: { says: 'Say why the meeting is called off.' } });
	if (fault) return fault;
	const call = database.rpc('cancel_meeting', { meeting, reason: field(form, 'reason'), ...revision(form) });
	return send('cancel', form, call, 'called off');
}

/** Saves order and minutes; the button that was pressed may say which item goes up or down. */
export async function order(database: Database, meeting: string, form: FormData): Promise<Reply> {
	let items = form.getAll('item').map(String);
	const [, way, id] = /^(up|down):(.+)$/.exec(field(form, 'move')) ?? [];
	if (id) items = moved(items, id, way === 'up' ? -1 : 1);
	if (!items.every((one) => UUID.test(one)))
		return wrong('order', form, { order: 'This form is damaged: open the page again.' });
	const typed = items.map((one) => field(form, `minutes:${one}`));
	const bad = typed.findIndex((one) => one !== '' && !/^\d{1,3}$/.test(one));
	if (bad >= 0)
		return wrong('order', form, { [`minutes:${items[bad]}`]: 'Enter whole minutes, or nothing.' });
	const minutes = typed.map((one) => (one === '' ? null : Number(one))) as number[];
	return send(
		'order',
		form,
		database.rpc('order_docket', { meeting, items, minutes, ...revision(form) }),
		'ordered'
	);
}

export async function put(database: Database, meeting: string, form: FormData): Promise<Reply> {
	const fault = missing(form, 'put', {
		pilot: { says: 'Choose a pilot.', id: true },
		note: { says: 'Say what the cabinet is asked to look at.' }
	});
	if (fault) return fault;
	const args = { pilot: field(form, 'pilot'), note: field(form, 'note'), meeting };
	return send('put', form, database.rpc('put_on_docket', args), 'put');
}

/** Puts an item on another meeting. */
export async function carry(database: Database, _: string, form: FormData): Promise<Reply> {
	const item = field(form, 'docket_item');
	const about = `carry:${item}`;
	const fault = missing(form, about, { meeting: { says: 'Choose the meeting.', id: true } });
	if (fault) return fault;
	return send(
		about,
		form,
		database.rpc('put_on_meeting', { item, meeting: field(form, 'meeting') }),
		'carried'
	);
}

export async function takeOff(database: Database, _: string, form: FormData): Promise<Reply> {
	const item = field(form, 'docket_item');
	const about = `off:${item}`;
	const fault = missing(form, about, { reason: { says: 'Say why it is taken off.' } });
	if (fault) return fault;
	return send(
		about,
		form,
		database.rpc('take_off_docket', { item, reason: field(form, 'reason') }),
		'taken off'
	);
}

/** A member says whether they come. */
export async function answer(database: Database, meeting: string, form: FormData): Promise<Reply> {
	const comes = field(form, 'comes');
	if (comes !== 'yes' && comes !== 'no') return wrong('answer', form, { comes: 'Say whether you come.' });
	const args = { meeting, comes: comes === 'yes', reason: field(form, 'reason') };
	return send('answer', form, database.rpc('answer_meeting', args), 'answered');
}

/** Notes who arrived or left. */
export async function note(database: Database, meeting: string, form: FormData): Promise<Reply> {
	const people = form.getAll('people').map(String);
	if (people.length === 0 || !people.every((one) => UUID.test(one)))
		return wrong('attendance', form, { people: 'Choose who arrived or left.' });
	const ago = field(form, 'minutes_ago') || '0';
	if (!/^\d{1,3}$/.test(ago)) return wrong('attendance', form, { minutes_ago: 'Enter whole minutes.' });
	const args = { meeting, people, what: field(form, 'what'), minutes_ago: Number(ago) };
	return send('attendance', form, database.rpc('note_attendance', args), 'noted');
}

export async function strike(database: Database, meeting: string, form: FormData): Promise<Reply> {
	const call = database.rpc('strike_attendance', {
		meeting,
		line: field(form, 'line'),
		note: field(form, 'note')
	});
	return send('attendance', form, call, 'struck');
}

export const open = (database: Database, meeting: string, form: FormData): Promise<Reply> =>
	send('open', form, database.rpc('open_meeting', { meeting }), 'opened');

export const end = (database: Database, meeting: string, form: FormData): Promise<Reply> =>
	send('end', form, database.rpc('end_meeting', { meeting }), 'ended');

/** Mails the docket. */
export const mail = (database: Database, meeting: string, form: FormData): Promise<Reply> =>
	send('send', form, database.rpc('send_docket', { meeting, again: form.get('again') === 'yes' }), 'sent');
