// Somebody with a valid token who sees no small groups, and keeps everything that the API answers.
import type { Analysis } from '../../src/lib/evidence/analysis.ts';
import { sumOf, wholeOf, type Equation } from '../../src/lib/evidence/attack-fixtures.ts';
import type { Actor } from './actors.ts';
import { allowed } from './checks.ts';

/** A group summary as it was logged. */
export type Logged = {
	id: string;
	metric_id: string;
	arm: string;
	phase: string;
	period: string;
	site_id?: string;
	stratum?: string;
	subgroup?: string;
	n: number;
	mean?: number;
	sd?: number;
};

/** Everything of a pilot that the API answers to somebody, each call by its name. */
export async function everything(who: Actor, pilot: string): Promise<Record<string, unknown>> {
	const calls = {
		measurements: who.call('measurements', { pilot }),
		analysis: who.call('analysis', { pilot }),
		pilot: who.call('pilot', { pilot }),
		gate: who.call('gate', { pilot }),
		pipeline: who.call('pipeline'),
		cabinet: who.call('cabinet'),
		home: who.call('home'),
		find: who.call('find', { query: 'tutor' }),
		inbox: who.call('inbox', { unread: false }),
		activity_log: who.call('activity_log', { filters: { pilot } }),
		activity: who.read('activity'),
		decisions: who.read('decisions', 'id, tally, rationale, permitted'),
		evaluations: who.read('evaluations'),
		evaluation: who.call('evaluation', { pilot }),
		brief: who.call('brief', { pilot, input: true }),
		second_opinions: who.read('second_opinions'),
		plans: who.read('plans'),
		goals: who.read('pilot_goals')
	};
	const answers = Object.entries(calls).map(
		async ([name, call]) => [name, await allowed(call, name)] as const
	);
	return Object.fromEntries(await Promise.all(answers));
}

const divided = ({ site_id, stratum }: Logged) => `${site_id !== undefined} ${stratum !== undefined}`;
const lineOf = (row: Logged) => JSON.stringify([row.metric_id, row.arm, row.phase, row.period]);
const within = (whole: Logged, part: Logged) =>
	(whole.site_id ?? part.site_id) === part.site_id &&
	(whole.stratum ?? part.stratum) === part.stratum &&
	(whole.subgroup ?? part.subgroup) === part.subgroup;

/** What is beside a part of a whole: a group too, although nobody logged it. */
export const besideOf = (part: Logged) => `all but ${part.id}`;

/**
 * All that adds up among the groups of a pilot, for somebody who knows that they are complete: rows that are told, wholes that are told
 * beside their parts, what a whole has beside a subgroup, and the totals of an analysis.
 */
export function knowledge(rows: Logged[], told: ReadonlySet<string>, analysis: Analysis | null): Equation[] {
	const equations = rows.filter(({ id }) => told.has(id)).map(({ id }) => sumOf([id]));
	for (const whole of rows) {
		const parts = rows.filter(
			(part) =>
				lineOf(part) === lineOf(whole) &&
				divided(part) !== divided(whole) &&
				part.subgroup === whole.subgroup &&
				within(whole, part)
		);
		for (const division of new Set(parts.map(divided))) {
			const some = parts.filter((part) => divided(part) === division);
			equations.push(
				wholeOf(
					whole.id,
					some.map(({ id }) => id)
				)
			);
		}
		const subgroups = rows.filter(
			(part) =>
				lineOf(part) === lineOf(whole) &&
				part.subgroup &&
				!whole.subgroup &&
				divided(part) === divided(whole) &&
				within(whole, part)
		);
		for (const part of subgroups) equations.push(wholeOf(whole.id, [part.id, besideOf(part)]));
	}
	for (const { goal, arms } of analysis?.outcomes ?? []) {
		for (const arm of ['pilot', 'comparison'] as const) {
			for (const phase of ['baseline', 'outcome'] as const) {
				const added = rows.filter(
					(row) => row.metric_id === goal.metricId && row.arm === arm && row.phase === phase && !row.subgroup
				);
				if (arms[arm][phase]?.n != null) equations.push(sumOf(added.map(({ id }) => id)));
			}
		}
	}
	return equations;
}
