// Incidents as their forms send them.
import type { Actor } from './actors.ts';
import { allowed } from './checks.ts';
import { day } from './forms.ts';
import { asOwner } from './owner.ts';
import type { District } from './district.ts';

export const report = (more: object = {}) => ({
	report: {
		pilots: [],
		tools: [],
		kind: 'wrong or harmful output',
		severity: 'moderate',
		occurred_on: day(-1),
		detected_on: day(0),
		affected: ['students'],
		how_many: '1 to 5',
		what_happened: 'It gave a class the answers of another subject.',
		done_at_once: 'The lesson went on without it.',
		...more
	}
});

export const file = (who: Actor, more: object = {}): Promise<string> =>
	allowed(who.call('file_incident', report(more)), who.name) as Promise<string>;

export const incidentFor = (who: Actor, incident: string) =>
	allowed(who.call('incident', { incident }), who.name);

/** A tool of the registry, as a proposal would name it. */
export async function toolCalled(district: District, name: string): Promise<string> {
	const [row] = await asOwner<{ tool: string }>(
		'select private.tool_named($1, $2, null) as tool',
		district.id,
		name
	);
	return row!.tool;
}

export const triage = (incident: string, owner: string, more: object = {}) => ({
	incident,
	severity: 'moderate',
	reason: 'One lesson was lost, and nobody was harmed.',
	owner,
	...more
});

/** Everything up to a closing that somebody proposed. */
export async function proposed({ people }: District, incident: string, by: Actor = people.admin) {
	await allowed(people.admin.call('triage_incident', triage(incident, people.member.id)));
	await allowed(by.call('propose_closing', { incident, words: 'The vendor mended it; we looked again.' }));
}
