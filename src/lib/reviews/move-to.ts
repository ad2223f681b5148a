/** Where a pilot can go from where it is: pure, from its gates and from the map of all moves. */
import type { Gate, MetCriterion, Pilot } from '#lib/pilots/pilot.ts';
import type { Stage } from '#lib/pilots/stages.ts';

export type Move = { from_stage: Stage; to_stage: Stage };

export type WayTo =
	| { kind: 'here' }
	/** Acts that lead there, the one that carries it on first. */
	| { kind: 'gates'; gates: Gate[] }
	/** Only a recorded decision of the cabinet. */
	| { kind: 'decision' }
	/** No move: the stages that it would go through, the wanted one last; none where no way leads there. */
	| { kind: 'none'; through: Stage[] };

type Placed = { stage: Stage; gates: readonly Gate[] };

export function wayTo({ stage, gates }: Placed, to: Stage, moves: readonly Move[]): WayTo {
	if (to === stage) return { kind: 'here' };
	const there = gates.filter((gate) => gate.to_stage === to);
	const acts = there.filter(({ through }) => through === 'advance_pilot');
	if (acts.length > 0) return { kind: 'gates', gates: acts };
	if (there.length > 0) return { kind: 'decision' };
	return { kind: 'none', through: shortest(stage, to, moves) };
}

/** The fewest moves from one stage to another. */
function shortest(from: Stage, to: Stage, moves: readonly Move[]): Stage[] {
	const came = new Map<Stage, Stage | null>([[from, null]]);
	const waiting: Stage[] = [from];
	for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
		if (at === to) break;
		for (const { from_stage, to_stage } of moves) {
			if (from_stage !== at || came.has(to_stage)) continue;
			came.set(to_stage, at);
			waiting.push(to_stage);
		}
	}
	if (!came.has(to)) return [];
	const way: Stage[] = [];
	for (let at: Stage | null = to; at !== null && at !== from; at = came.get(at) ?? null) way.unshift(at);
	return way;
}

/** What is asked for in the very form that moves the pilot. */
const askedThere = (gate: Pick<Gate, 'to_stage'>, criterion: string) =>
	gate.to_stage === 'shelved' && criterion === 'wake_date';

/** What has to be seen to before a pilot can pass a gate. */
export function missingOf(gate: Pick<Gate, 'to_stage' | 'criteria'>): MetCriterion[] {
	return gate.criteria.filter(
		({ required, met, criterion }) => required && !met && !askedThere(gate, criterion)
	);
}

export type Choice = {
	to: Stage;
	/** What stands between the reader and that move. */
	stands: 'ready' | 'open' | 'held' | 'full' | 'others' | 'decision';
	/** How many criteria are open. */
	open: number;
};

/** Where a pilot can go next, each once, in the order of the map. */
export function choicesOf({ gates, full }: Pick<Pilot, 'gates' | 'full'>): Choice[] {
	const choices = new Map<Stage, Choice>();
	for (const gate of gates) {
		const open = missingOf(gate).length;
		const blocked = full.some(({ stage, mode }) => stage === gate.to_stage && mode === 'block');
		const stands: Choice['stands'] =
			gate.through !== 'advance_pilot'
				? 'decision'
				: !gate.mine
					? 'others'
					: gate.held
						? 'held'
						: open > 0
							? 'open'
							: blocked
								? 'full'
								: 'ready';
		const known = choices.get(gate.to_stage);
		if (!known || rank(stands) < rank(known.stands))
			choices.set(gate.to_stage, { to: gate.to_stage, stands, open });
	}
	return [...choices.values()];
}

/** Of two acts that lead to a stage, the one that is nearer to be done speaks for it. */
const order: readonly Choice['stands'][] = ['ready', 'full', 'open', 'held', 'others', 'decision'];
const rank = (stands: Choice['stands']) => order.indexOf(stands);
