/** Limits of work in progress, in words. */
import type { Limit } from './flow.ts';
import { stageWords } from './stages.ts';

const where = ({ per, name }: Pick<Limit, 'per' | 'name'>) =>
	per === 'site'
		? ` at ${name ?? 'each site'}`
		: per === 'evaluator'
			? ` for ${name ?? 'each evaluator'}`
			: '';

/** 'Experiment at Sunrise Elementary: 3 of 2'. */
export function limitInWords(limit: Limit): string {
	return `${stageWords[limit.stage].label}${where(limit)}: ${limit.count} of ${limit.most}`;
}

/** What moving one more pilot there would mean. */
export function fullInWords(limit: Limit): string {
	const place = `${stageWords[limit.stage].label}${where(limit)}`;
	const there = `${limit.count} of the ${limit.most} that may be there at once`;
	return limit.mode === 'block'
		? `${place} is full: ${there}. Another pilot has to leave it first.`
		: `${place} has ${there}. This one would be over the limit.`;
}

/** How a column's head tells of its stage's limit: nothing to say, at it, or over it. */
export function standing({ count, most }: Pick<Limit, 'count' | 'most'>): 'room' | 'full' | 'over' {
	return count > most ? 'over' : count === most ? 'full' : 'room';
}
