// What gates and talk leave behind in a district of the access matrix: holds, incidents, recusals, substitutes, somebody
// from outside, and words.
import { randomUUID } from 'node:crypto';
import type { Actor } from './actors.ts';
import type { District } from './district.ts';
import { day, result } from './forms.ts';
import { newcomer } from './newcomers.ts';
import { asOwner } from './owner.ts';
import { advance, must, pilotIn } from './pilots.ts';

/** In vetting with a high tier: no review signed yet, and nothing that the gate asks to be signed. */
export async function triaged(district: District) {
	const pilot = await pilotIn(district, { stage: 'proposed', tier: 'high' });
	await must(district.people.admin, 'advance_pilot', advance(pilot, 'proposed', 'vetting'));
	return pilot;
}

/** A pilot on hold by everyone who raises one, with a criterion waived; and one that an incident holds. */
export async function furnishHolds({ people }: District, privacy: Actor, pilot: string, running: string) {
	const raises = (who: Actor) => must(who, 'raise_hold', { pilot, reason: 'Families wait for an answer.' });
	const incident = await must(people.lead, 'report_incident', {
		pilot: running,
		severity: 'serious',
		occurred_on: day(0),
		what_happened: 'An answer named a student.'
	});
	const [raised] = await asOwner<{ id: string }>(
		'select id from public.holds where incident_id = $1',
		incident
	);
	await must(people.cabinet3, 'waive', { pilot, criterion: 'budget', reason: 'A grant pays for it.' });
	return {
		reviewer: await raises(privacy),
		office: await raises(people.admin),
		cabinet: await raises(people.cabinet3),
		incident: raised!.id
	};
}

/** Somebody from outside: evaluator of one pilot, and substitute for privacy in another, whose reviewers are recused. */
export async function furnishGuest(district: District, reviewers: Actor[]) {
	const { admin, lead, reviewer, privacyReviewer } = district.people;
	const guest = await newcomer(district.id, 'guest');
	const visited = await pilotIn(district, 'experiment');
	await must(admin, 'appoint', { pilot: visited, person: guest.id, role: 'evaluator' });
	const waiting = randomUUID();
	await must(lead, 'log_measurements', {
		pilot: visited,
		rows: [result(district, { id: waiting, period: 'Winter' })]
	});
	await must(guest, 'report_incident', {
		pilot: visited,
		severity: 'minor',
		occurred_on: day(0),
		what_happened: 'It was away for a day.'
	});
	await must(guest, 'comment', { pilot: visited, body: 'It is back, @lead.' });
	// The district's own evaluator is asked what they say to it.
	const visit = { pilot: visited, summary: 'It helps.', recommendation: 'scale' };
	const visitors: string = await must(guest, 'submit_evaluation', visit);
	const { evaluator } = district.people;
	await must(admin, 'ask_second_evaluator', { pilot: visited, person: evaluator.id });
	const crowded = await triaged(district);
	const recused = reviewers.filter(({ name }) => /privacy|finance/.test(name));
	for (const who of [reviewer, privacyReviewer, ...recused]) {
		await must(who, 'recuse', { pilot: crowded, reason: 'We advised the vendor.' });
	}
	await must(admin, 'substitute', {
		pilot: crowded,
		part: 'privacy',
		person: guest.id,
		reason: 'All of ours advised the vendor.'
	});
	return { guest, visited, waitingThere: waiting, visitors, crowded };
}

/** A word on a pilot that names the member, and one on a draft. Answers the first. */
export async function furnishTalk({ people }: District, pilot: string, draft: string) {
	await must(people.teammate, 'comment', { pilot: draft, body: 'Is this still a draft?' });
	return must(people.lead, 'comment', { pilot, body: 'What do you say, @member?' });
}

/** What the gates of the district ask, with one criterion asked no more. */
export async function otherGates({ people }: District) {
	const { revision, rules } = await must(people.admin, 'gate_settings', {});
	return {
		revision,
		rules: rules.map((rule: { criterion: string }) => ({
			...rule,
			required: rule.criterion !== 'lookalikes'
		}))
	};
}
