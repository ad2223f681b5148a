import type { Waiting } from './home.ts';

/** Where each kind of work is done, down to the part of the page, and what its button says. */
export function actOf({ what, pilot }: Pick<Waiting, 'what' | 'pilot'>): { label: string; path: string } {
	const page = `/pilots/${pilot}`;
	switch (what) {
		case 'vote':
			return { label: 'Vote', path: `${page}/vote#vote` };
		case 'record the decision':
			return { label: 'Decide', path: `${page}/vote#decision` };
		case 'lift a hold':
			return { label: 'Lift or keep', path: page };
		case 'appoint a substitute':
		case 'appoint the sponsor':
		case 'appoint the evaluator':
			return { label: 'Appoint', path: `${page}#team` };
		case 'sign a review':
			return { label: 'Review', path: `${page}#reviews` };
		case 'sign what a gate asks':
			return { label: 'Sign', path: `${page}#next-gate` };
		case 'launch':
			return { label: 'Launch', path: `${page}#next-gate` };
		case 'answer a request to join':
			return { label: 'Answer', path: `${page}#team` };
		case 'rework a proposal':
			return { label: 'Rework', path: `${page}/edit` };
		case 'finish the proposal':
			return { label: 'Go on', path: `${page}/edit` };
		case 'submit the evaluation':
			return { label: 'Evaluate', path: `${page}/evaluation` };
		case 'give a second opinion':
			return { label: 'Review', path: `${page}/evaluation#review` };
		case 'finish a training':
			return { label: 'Open', path: '/training' };
		case 'give feedback':
			return { label: 'Answer', path: `${page}/feedback` };
		case 'log results':
			return { label: 'Log', path: `${page}/evidence#log` };
		case 'triage':
			return { label: 'Triage', path: `${page}#next-gate` };
		case 'adopt':
			return { label: 'Adopt', path: `${page}#next-gate` };
		case 'close the runbook':
			return { label: 'Close', path: `${page}#next-gate` };
	}
}
