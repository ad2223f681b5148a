/** How a docket fits its meeting, and what becomes of its order. */

export type Fit = { planned: number; unplanned: number; over: number };

/** Minutes that are planned, how many items say none, and by how much the sum is too long. */
export function fitOf(items: readonly { minutes: number | null }[], length: number): Fit {
	const planned = items.reduce((sum, { minutes }) => sum + (minutes ?? 0), 0);
	return {
		planned,
		unplanned: items.filter(({ minutes }) => minutes === null).length,
		over: Math.max(0, planned - length)
	};
}

/** '70 of 60 minutes: 10 too long'; '45 of 60 minutes, and 2 items say none'. */
export function fitInWords({ planned, unplanned, over }: Fit, length: number): string {
	const sum = `${planned} of ${length} minutes`;
	if (over > 0) return `${sum}: ${over} too long`;
	return unplanned > 0 && planned > 0
		? `${sum}, and ${unplanned} ${unplanned === 1 ? 'item says' : 'items say'} none`
		: sum;
}

/** The order with one item a place earlier (-1) or later (1); the same where it stands at the end already. */
export function moved(order: readonly string[], id: string, by: -1 | 1): string[] {
	const at = order.indexOf(id);
	const to = at + by;
	if (at < 0 || to < 0 || to >= order.length) return [...order];
	const next = [...order];
	[next[at], next[to]] = [next[to]!, next[at]!];
	return next;
}

type Voters = { eligible: number; expected: number };

/** Whether an item can be decided: 'met', 'open' while some have not answered, 'short' where too few come, 'never' where too few may. */
export function quorumOf({ eligible, expected }: Voters, quorum: number, unanswered: number) {
	if (expected >= quorum) return 'met' as const;
	if (eligible < quorum) return 'never' as const;
	return expected + unanswered >= quorum ? ('open' as const) : ('short' as const);
}

/** '4 of 6 say they come; the quorum is 2 votes'. */
export function comingInWords(
	members: readonly { comes: boolean | null; present: boolean | null }[],
	quorum: number
): string {
	const rule = `the quorum is ${quorum} ${quorum === 1 ? 'vote' : 'votes'}`;
	const there = members.filter(({ present }) => present).length;
	if (members.some(({ present }) => present !== null))
		return `${there} of ${members.length} ${there === 1 ? 'is' : 'are'} there; ${rule}`;
	const come = members.filter(({ comes }) => comes).length;
	return `${come} of ${members.length} ${come === 1 ? 'says' : 'say'} they come; ${rule}`;
}

/** When something happened in a meeting, which keeps no zone in which an hour could be said: 'after 12 minutes'. */
export function minuteInWords(at: string, openedAt: string | null): string {
	const minutes = Math.round((Date.parse(at) - Date.parse(openedAt ?? at)) / 60_000);
	return minutes < 1 ? 'at the beginning' : `after ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
}
