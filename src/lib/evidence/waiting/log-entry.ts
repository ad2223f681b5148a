import type { ActionResult } from '@sveltejs/kit';
import type { Refused } from '#lib/ui/reply.ts';
import type { Metric } from '../input.ts';
import { rowOf } from './form-row.ts';
import { isGone } from './sending.ts';
import type { Refusal, Waiting } from './waiting.ts';

type Values = Record<string, string | undefined>;

/** What the next result of the same table begins with. */
const GROUP = ['arm', 'phase', 'period', 'measured_on', 'site_id', 'stratum', 'subgroup', 'source'];

/** What the form holds, as it waits on the device. */
export function entryOf(
	form: FormData,
	{
		person,
		pilot,
		goal
	}: {
		person: string;
		pilot: { id: string; title: string };
		goal: { metric: string; kind: Metric['kind'] };
	}
): Omit<Waiting, 'refused' | 'at'> {
	const values = Object.fromEntries(
		[...form].filter((field): field is [string, string] => typeof field[1] === 'string')
	);
	const row = rowOf(values, goal.kind);
	const group = [
		row.arm,
		row.phase === 'baseline' ? 'before' : 'outcome',
		row.period,
		row.stratum,
		row.subgroup
	];
	const about = `${goal.metric}: ${group.filter(Boolean).join(', ')}${row.supersedes ? ' (a correction)' : ''}`;
	return { id: row.id, person, pilot: pilot.id, title: pilot.title, about, rows: [row] };
}

/** The form for the next result, with the group of the last. */
export function nextAfter(form: FormData): Values {
	return Object.fromEntries(GROUP.map((name) => [name, String(form.get(name) ?? '')]));
}

/** Whether a form was never answered: no network, or nothing but a gateway's page. */
export const neverAnswered = (result: ActionResult) => result.type === 'error' && isGone(result.status);

/** Sent to sign in, where the server has kept nothing of the form. */
export const signedOut = (result: ActionResult) =>
	result.type === 'redirect' && /^\/sign-in(?!\?back=%2Fkept$)/.test(result.location);

/** Why the server refused the form, as its entry on the shelf remembers it. */
export function refusalIn({ data }: Extract<ActionResult, { type: 'failure' }>): Refusal {
	const { message, key, errors } = data as Refused;
	return { message, key, field: Object.keys(errors)[0] ?? null };
}
