import { reviewPath } from '#lib/pilots/review-path.ts';
import type { Waiting } from './home.ts';

/** Where each kind of work is done, down to the part of the page, and what its button says. */
export function actOf({ what, pilot, detail }: Pick<Waiting, 'what' | 'pilot' | 'detail'>): {
	label: string;
	path: string;
} {
	const page = `/pilots/${pilot}`;
	switch (what) {
		// While its meeting is in session, in that one's room.
		case 'vote':
			return { label: 'Vote', path: detail ? `/cabinet/${detail}/room` : `${page}/vote#vote` };
		case 'record the decision':
			return { label: 'Decide', path: detail ? `/cabinet/${detail}/room` : `${page}/vote#decision` };
		// These are about no pilot: the id is the incident's.
		case 'triage an incident':
			return { label: 'Look into it', path: `/incidents/${pilot}#triage` };
		case 'act on an incident':
			return { label: 'Go on', path: `/incidents/${pilot}#work` };
		case 'approve closing an incident':
			return { label: 'Approve', path: `/incidents/${pilot}#closing` };
		// These, too: the id is the meeting's.
		case 'prepare the docket':
			return { label: 'Prepare', path: `/cabinet/${pilot}#docket` };
		case 'say whether you come':
			return { label: 'Answer', path: `/cabinet/${pilot}#coming` };
		case 'sign the minutes':
			return { label: 'Read', path: `/cabinet/${pilot}/minutes` };
		case 'name an owner of a condition':
			return { label: 'Name one', path: `${page}#conditions` };
		case 'confirm a condition':
			return { label: 'Confirm', path: `${page}#conditions` };
		case 'report on a condition':
			return { label: 'Report', path: `${page}#conditions` };
		case 'lift a hold':
			return { label: 'Lift or keep', path: page };
		case 'appoint a substitute':
		case 'appoint the sponsor':
		case 'appoint the evaluator':
			return { label: 'Appoint', path: `${page}#team` };
		case 'appoint a reviewer':
			return { label: 'See', path: '/reviews#missing' };
		case 'answer a finding':
			return { label: 'Answer', path: `${page}/findings` };
		case 'close a finding':
			return { label: 'Look', path: `${page}/findings` };
		case 'sign a review':
			return { label: 'Review', path: detail ? reviewPath(pilot, detail) : `${page}/reviews` };
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
		case "renew a partner's agreement":
			return { label: 'Renew', path: `/partners/${pilot}` };
		case 'settle what families need':
			return { label: 'Settle', path: `${page}/safeguards#families` };
		case 'finish a mitigation':
			return { label: 'Finish', path: `${page}/safeguards#mitigations` };
		case 'log results':
			return { label: 'Log', path: `${page}/evidence#log` };
		case 'acknowledge a policy':
			return { label: 'Read', path: `/policies/${pilot}` };
		case 'renew an agreement':
			return { label: 'Renew', path: `/tools/${pilot}#agreement` };
		case 'look at a tool':
			return { label: 'Look', path: `/tools/${pilot}#state` };
		case 'triage':
			return { label: 'Triage', path: `${page}#next-gate` };
		case 'look at a held wave':
			return { label: 'Look', path: `${page}/scaling#waves` };
		case 'plan the waves':
			return { label: 'Plan', path: `${page}/scaling#plan` };
		case 'start a wave':
			return { label: 'See', path: `${page}/scaling#waves` };
		case 'finish a wave':
			return { label: 'Finish', path: `${page}/scaling#waves` };
		case 'say what scaling needs':
			return { label: 'Say it', path: `${page}/contract` };
		case 'look at a renewal':
			return { label: 'Look', path: `${page}/contract#contract` };
		case 'say what came of an override':
			return { label: 'Say it', path: `/cabinet/overrides?came=to+be+said#override-${detail ?? ''}` };
		case 'do a monitoring review':
			return { label: 'Review', path: `${page}/monitoring#review` };
		case 'adopt':
			return { label: 'Adopt', path: `${page}#next-gate` };
		case 'do a runbook step':
			return { label: 'Do it', path: `${page}/sunset` };
		case 'close the runbook':
			return { label: 'Close', path: `${page}#next-gate` };
	}
}
