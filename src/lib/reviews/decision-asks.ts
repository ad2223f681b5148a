/** What the two decisions that carry a pilot on ask, each criterion once: pure, from the gates of a pilot. */
import type { Gate, MetCriterion } from '#lib/pilots/pilot.ts';
import { countOf } from './criterion-state.ts';

type Counted = { met: number; of: number };
export type DecisionAsks = {
	/** Asked by both; held by whichever of the two requires it. */
	both: MetCriterion[];
	scale: MetCriterion[];
	extend: MetCriterion[];
	counts: { scale: Counted; extend: Counted };
};

const asked = (gates: readonly Gate[], to: Gate['to_stage']) =>
	gates.find((gate) => gate.through === 'record_decision' && gate.to_stage === to)?.criteria ?? [];

/** @returns null where neither asks anything, as in every stage but at the decision */
export function decisionAsks(gates: readonly Gate[]): DecisionAsks | null {
	const [scale, extend] = [asked(gates, 'scaling'), asked(gates, 'experiment')];
	if (scale.length + extend.length === 0) return null;
	const other = new Map(extend.map((one) => [one.criterion, one]));
	const both = scale.flatMap((one) => {
		const twin = other.get(one.criterion);
		if (!twin) return [];
		return [
			{
				...one,
				met: one.met && twin.met,
				required: one.required || twin.required,
				may_sign: one.may_sign || twin.may_sign,
				may_waive: one.may_waive || twin.may_waive
			}
		];
	});
	const shared = new Set(both.map(({ criterion }) => criterion));
	return {
		both,
		scale: scale.filter(({ criterion }) => !shared.has(criterion)),
		extend: extend.filter(({ criterion }) => !shared.has(criterion)),
		counts: { scale: countOf(scale), extend: countOf(extend) }
	};
}
