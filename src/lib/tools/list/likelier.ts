import type { ToolState } from './tool-filters.ts';
import type { Twin } from './tool-twins.ts';

/** How far a tool has come, the furthest first. */
const standing: ToolState[] = ['approved', 'restricted', 'in review', 'proposed', 'blocked', 'retired'];

/** Which of two is rather kept: the one that more pilots use, then the one whose agreement is current, then the one that came further. */
export function likelier(one: Twin, other: Twin): Twin {
	const ranks = [
		other.pilots - one.pilots,
		other.agreements.length - one.agreements.length,
		standing.indexOf(one.state) - standing.indexOf(other.state)
	];
	return (ranks.find((rank) => rank !== 0) ?? 0) > 0 ? other : one;
}

/** Whether somebody has to say which agreement counts: both have one that is current. */
export const agreementsMeet = (one: Twin, other: Twin) =>
	one.agreements.length > 0 && other.agreements.length > 0;
