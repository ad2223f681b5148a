import { formatCount } from '#lib/ui/numbers.ts';
import type { Sent } from './sending.ts';

/** What the notice of waiting results is called. */
export function titleOf(waiting: number, refused: number): string {
	if (waiting === 0) return `${formatCount(refused, 'result')} could not be logged`;
	const title = `${formatCount(waiting, 'result')} ${waiting === 1 ? 'waits' : 'wait'} on this device`;
	return refused > 0 ? `${title}, and ${refused} could not be logged` : title;
}

/** Why they wait, and when they go. */
export function whyWaiting(stopped: Sent['stopped'], one: boolean): string {
	const they = one ? 'It' : 'They';
	switch (stopped) {
		case 'signed out':
			return `You are signed out. ${they} will be sent when you sign in on this device again.`;
		case 'somebody else':
			return `Somebody else signed in on this device meanwhile. ${they} will be sent when you do again.`;
		default:
			return `Kept on this device; ${they.toLowerCase()} will be sent when the network is back. You can close this page.`;
	}
}

export const saidLogged = (count: number) =>
	`${formatCount(count, 'result')} that waited on this device ${count === 1 ? 'is' : 'are'} logged.`;
