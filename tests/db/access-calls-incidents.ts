// Calls of incidents: anyone reports one, its owner works on it, AI office and reviewers who are not on the team settle it.
import type { Call } from './access-calls.ts';
import type { Fixture } from './access-fixture.ts';
import type { District } from './district.ts';
import { day } from './forms.ts';
import { report, triage } from './incident-forms.ts';
import { must } from './pilots.ts';

/** Incidents of a pilot, one at each place where somebody has to act; and one of no pilot. */
export async function furnishIncidents(district: District, pilot: string) {
	const { colleague, admin, reviewer, lead } = district.people;
	const file = (pilots: string[]): Promise<string> => must(colleague, 'file_incident', report({ pilots }));
	const [fresh, owned, mended, proposed, closed, outside] = [
		await file([pilot]),
		await file([pilot]),
		await file([pilot]),
		await file([pilot]),
		await file([pilot]),
		await file([])
	];
	for (const incident of [owned, mended, proposed, closed])
		await must(admin, 'triage_incident', triage(incident, lead.id));
	for (const incident of [proposed, closed])
		await must(reviewer, 'propose_closing', { incident, words: 'It is mended.' });
	await must(admin, 'answer_closing', { incident: closed, approve: true });
	const action: string = await must(admin, 'add_incident_action', {
		incident: owned,
		what: 'Ask the vendor.',
		owner: lead.id,
		due: day(5)
	});
	return { fresh, owned, mended, proposed, closed, outside, action };
}

export const incidents = ({ pilots, reported, district }: Fixture): Record<string, Call> => {
	const { fresh, owned, mended, proposed, closed, outside, action } = reported;
	return {
		'file_incident of a pilot': report({ pilots: [pilots.running] }),
		'file_incident of no pilot': report(),
		incident_list: {},
		incident_choices: { pilots: [pilots.running] },
		'incident of a pilot': { incident: fresh },
		'incident of no pilot': { incident: outside },
		triage_incident: triage(fresh, district.people.member.id),
		'triage_incident of no pilot': triage(outside, district.people.member.id),
		add_incident_action: {
			incident: owned,
			what: 'Ask once more.',
			owner: district.people.member.id,
			due: day(5)
		},
		finish_incident_action: { incident: owned, action, note: 'They answered.' },
		add_interim_report: { incident: owned, words: 'It was one setting.' },
		propose_closing: { incident: mended, words: 'It is mended.' },
		answer_closing: { incident: proposed, approve: true },
		reopen_incident: { incident: closed, reason: 'It happened again.' },
		join_incidents: { keep: fresh, other: outside, reason: 'The same event.' }
	};
};
