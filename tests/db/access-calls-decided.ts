// What a decision leaves to read and to do, as `access-calls.ts` lists it.
import type { Call } from './access-calls.ts';
import type { Fixture } from './access-fixture.ts';
import { all, record, voted } from './decide.ts';
import { allowed } from './checks.ts';
import type { District } from './district.ts';
import { day } from './forms.ts';
import { must, pilotIn } from './pilots.ts';

/** A decision with two conditions of its lead, one of which is reported on. */
export async function furnishDecided(district: District) {
	const { lead, member, chair, clerk } = district.people;
	const pilot = await voted(district, all('scale'));
	const one = { words: 'Train the new schools.', owner: lead.id, due_on: day(30) };
	const decision: string = await allowed(record(district, pilot, 'scale', { conditions: [one, one] }));
	const { conditions } = await allowed(member.call('pilot', { pilot }));
	const [open, reported] = conditions.map(({ id }: { id: string }) => id) as [string, string];
	await must(lead, 'report_condition', { condition: reported, report: 'All came.', link: '', seen: null });
	const waiting = await pilotIn(district, 'decision');
	await must(clerk, 'call_meeting', { held_on: day(0), chair: chair.id });
	return { decision, open, reported, waiting };
}

export const decided = ({
	decided: { decision, open, reported, waiting }
}: Fixture): Record<string, Call> => ({
	decision: { decision },
	decision_votes: { decision },
	deciding: { pilot: waiting },
	condition_list: { filters: { state: 'open' } },
	report_condition: { condition: open, report: 'All came.' },
	close_condition: { condition: reported, met: true },
	lift_condition: { condition: open, reason: 'It is done elsewhere.' },
	change_condition: { condition: open, due_on: day(60), reason: 'The bus is late.' }
});
