// The runbook of a pilot that is sunset, and the district's own: what their functions are called with.
import { randomUUID } from 'node:crypto';
import type { Call } from './access-calls.ts';
import type { Fixture } from './access-fixture.ts';
import type { District } from './district.ts';
import { day } from './forms.ts';
import { doSteps, must, pilotIn } from './pilots.ts';

type Row = { id: string; key: string };

/** One step that the lead owns and one of the AI office, both open, one that may be left out, and a rule of the district. */
export async function furnishSunset(district: District) {
	const { admin, lead } = district.people;
	const pilot = await pilotIn(district, { stage: 'sunset', without: 'facts' });
	await doSteps(district, pilot, ['export_work']);
	const { steps } = await must(admin, 'runbook', { pilot });
	const { rules } = await must(admin, 'runbook_office', {});
	const of = (rows: Row[], key: string) => rows.find((one) => one.key === key)!.id;
	const optional = randomUUID();
	await must(admin, 'add_step', {
		pilot,
		step: optional,
		fields: { title: 'Return the tablets', owner: lead.id, due_on: day(14) }
	});
	return {
		pilot,
		leads: of(steps, 'tell_staff'),
		offices: of(steps, 'revoke_access'),
		done: of(steps, 'export_work'),
		optional,
		rule: of(rules, 'tell_staff')
	};
}

export const sunset = ({ district, runbook }: Fixture): Record<string, Call> => ({
	runbook: { pilot: runbook.pilot },
	'do_step of the lead': { pilot: runbook.pilot, step: runbook.leads, fields: { done_on: day(0) } },
	'do_step of the AI office': { pilot: runbook.pilot, step: runbook.offices, fields: { done_on: day(0) } },
	undo_step: { pilot: runbook.pilot, step: runbook.done, fields: { reason: 'Two schools were forgotten.' } },
	skip_step: { pilot: runbook.pilot, step: runbook.optional, fields: { reason: 'There were none.' } },
	change_step: {
		pilot: runbook.pilot,
		step: runbook.leads,
		fields: { owner: district.people.teammate.id }
	},
	add_step: ({ actor }) => ({
		pilot: runbook.pilot,
		step: randomUUID(),
		fields: { title: `Another of ${actor.name}`, owner: district.people.lead.id, due_on: day(7) }
	}),
	save_avoided: { pilot: runbook.pilot, fields: { budget: '2400', source: 'The invoice.' } },
	save_thanks: { pilot: runbook.pilot, words: 'Thank you.' },
	avoided_so_far: {},
	runbook_office: {},
	save_runbook_rule: {
		rule: {
			id: runbook.rule,
			title: 'Tell everyone',
			hint: '',
			per: 'pilot',
			days: 5,
			owner: 'lead',
			required: true,
			students_only: false,
			evidence: []
		}
	},
	end_runbook_rule: { rule: runbook.rule }
});
