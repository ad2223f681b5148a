// Incidents of the demonstration, at each place of their way: one that nobody has looked into, two reports of one event in work, one
// whose closing waits for a second person, and a serious one that is closed, its hold lifted long ago.
import type { Director } from './director.ts';

type Report = {
	on: number;
	by: string;
	pilot: string | null;
	kind: string;
	severity: string;
	occurred: number;
	affected: string[];
	many: string;
	what: string;
	atOnce?: string;
};

async function pilotCalled(director: Director, title: string): Promise<string> {
	// By how it begins: tests play this with more behind each title.
	const [row] = await director.sql('select id from public.pilots where starts_with(title, left($1, 30))', [
		title
	]);
	if (!row) throw new Error(`The demonstration has no pilot “${title}”.`);
	return String(row.id);
}

async function file(director: Director, { on, by, pilot, ...told }: Report): Promise<string> {
	const pilots = pilot ? [await pilotCalled(director, pilot)] : [];
	const tools = await director.sql(
		'select tool_id from private.pilot_tools where pilot_id = any ($1::uuid[]) and unlinked_at is null',
		[`{${pilots.join(',')}}`]
	);
	const report = {
		pilots,
		tools: tools.map(({ tool_id }) => String(tool_id)),
		kind: told.kind,
		severity: told.severity,
		occurred_on: director.day(told.occurred),
		detected_on: director.day(on),
		affected: told.affected,
		how_many: told.many,
		what_happened: told.what,
		done_at_once: told.atOnce ?? ''
	};
	return String(await director.act(by, on, 'file_incident', { report }));
}

async function triage(
	director: Director,
	incident: string,
	on: number,
	by: string,
	severity: string,
	owner: string,
	reason: string
) {
	await director.act(by, on, 'triage_incident', {
		incident,
		severity,
		reason,
		owner: await director.person(owner)
	});
}

/** After the pilots, each act on its own day. */
export async function playIncidents(director: Director): Promise<void> {
	await serious(director);
	await joined(director);
	await closingWaits(director);
	await settleMinor(director);
	await file(director, {
		on: 6,
		by: 'mesa5',
		pilot: null,
		kind: 'over-reliance or misuse',
		severity: 'minor',
		occurred: 7,
		affected: ['students'],
		many: '6 to 25',
		what: 'A group copied the answers of a search assistant into their posters; two of the facts were made up. The posters hung in the hall for a day.',
		atOnce: 'We took them down and looked for the sources together.'
	});
}

async function serious(director: Director) {
	const pilot = 'Bus routes planned by AI';
	const incident = await file(director, {
		on: 52,
		by: 'transport',
		pilot,
		kind: 'security',
		severity: 'serious',
		occurred: 54,
		affected: ['students', 'families'],
		many: '26 to 100',
		what: 'The account of somebody who left the vendor still worked. The stops of two routes, some of them in front of homes, could be opened with it for two days.',
		atOnce: 'The vendor closed the account within the hour.'
	});
	await triage(
		director,
		incident,
		51,
		'admin',
		'serious',
		'transport',
		'Stops in front of homes say where children live. That nobody is known to have looked does not make it less.'
	);
	await director.act('transport', 50, 'add_interim_report', {
		incident,
		words:
			'The account is closed. The log shows one sign-in, from the vendor’s own office, which looked at no route. Families of the two routes are told on Monday.'
	});
	const action = await director.act('transport', 50, 'add_incident_action', {
		incident,
		what: 'Have the vendor close accounts on the day on which somebody leaves, and show it each quarter.',
		owner: await director.person('transport'),
		due: director.day(44)
	});
	const [hold] = await director.sql('select id from public.holds where incident_id = $1', [incident]);
	await director.act('reviewer', 46, 'lift_hold', {
		pilot: await pilotCalled(director, pilot),
		hold: hold!.id,
		reason: 'The vendor changed how accounts end, and the agreement says so now.'
	});
	await director.act('transport', 46, 'finish_incident_action', {
		incident,
		action,
		note: 'In the agreement since Friday, with the first list of closed accounts.'
	});
	await director.act('admin', 43, 'propose_closing', {
		incident,
		words:
			'One account outlived its owner’s job. Accounts now end with the job, families of both routes were told, and nobody saw a stop who should not.'
	});
	await director.act('reviewer', 41, 'answer_closing', {
		incident,
		approve: true,
		words: 'I saw the log and the changed agreement.'
	});
}

/** Two teachers told of the same wrong hint. */
async function joined(director: Director) {
	const told = { pilot: 'Video hints in practice on triangles', kind: 'wrong or harmful output' };
	const keep = await file(director, {
		...told,
		on: 24,
		by: 'lead',
		severity: 'moderate',
		occurred: 25,
		affected: ['students'],
		many: '26 to 100',
		what: 'One hint of the set on similar triangles says that angles grow with the sides. Whoever followed it got three tasks wrong.',
		atOnce: 'I took the task out of my classes and told them which hint was wrong.'
	});
	const other = await file(director, {
		...told,
		on: 23,
		by: 'teacher',
		severity: 'minor',
		occurred: 24,
		affected: ['students'],
		many: '6 to 25',
		what: 'A video about similar triangles mixes up sides and angles; several students asked me which was right.'
	});
	await director.act('admin', 22, 'join_incidents', {
		keep,
		other,
		reason: 'Both tell of the same hint, a day apart.'
	});
	await triage(
		director,
		keep,
		22,
		'admin',
		'moderate',
		'lead',
		'Nobody was harmed, but a lesson has to be given again in several classes.'
	);
	await director.act('lead', 21, 'add_incident_action', {
		incident: keep,
		what: 'Have the hint corrected, and look through the other hints of the set.',
		owner: await director.person('lead'),
		due: director.day(-5)
	});
}

async function closingWaits(director: Director) {
	const incident = await file(director, {
		on: 19,
		by: 'attendance',
		pilot: 'Answers to questions about absences',
		kind: 'bias or unequal treatment',
		severity: 'moderate',
		occurred: 20,
		affected: ['families'],
		many: '6 to 25',
		what: 'Answers to mails in Spanish were shorter than those in English, and left out how to excuse an absence.',
		atOnce: 'We write answers to mails in Spanish ourselves until it is mended.'
	});
	await triage(
		director,
		incident,
		18,
		'reviewer',
		'moderate',
		'attendance',
		'Families were served worse because of their language; nobody missed a deadline for it.'
	);
	await director.act('attendance', 12, 'add_interim_report', {
		incident,
		words:
			'The template for Spanish had lost a paragraph. It is back; we compare twenty answers of each language.'
	});
	await director.act('reviewer2', 4, 'propose_closing', {
		incident,
		words:
			'Twenty answers in each language were compared: they say the same. The comparison is now part of each month’s check.'
	});
}

/** What the team of the meeting notes put right at once. */
async function settleMinor(director: Director) {
	const [row] = await director.sql(
		`select i.id from public.incidents i join public.pilots p on p.id = i.pilot_id
		where starts_with(p.title, 'Notes of team meetings') and i.severity = 'minor'`
	);
	const incident = String(row!.id);
	await triage(
		director,
		incident,
		40,
		'admin',
		'minor',
		'teacher',
		'It was seen before anybody read it, by the check that the pilot plans for.'
	);
	await director.act('admin', 38, 'propose_closing', {
		incident,
		words: 'The check before sending works, and is written down for every team.'
	});
	await director.act('reviewer', 37, 'answer_closing', { incident, approve: true });
}
