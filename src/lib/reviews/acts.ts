/** The words of the stage map: what each act is called, asks and leaves behind. The keys are the map's own. */
import type { Gate, Pilot } from '#lib/pilots/pilot.ts';
import { partsInWords } from '#lib/pilots/part-words.ts';
import { stageWords } from '#lib/pilots/stages.ts';

export type ActWords = {
	/** The gate as a heading: 'Launch'. */
	name: string;
	button: string;
	/** Said once it is done. */
	done: string;
	/** What the reason should say, where one is asked for. */
	reason?: string;
};

export const actWords: Record<string, ActWords> = {
	submit: {
		name: 'Submit',
		button: 'Submit the proposal',
		done: 'The proposal is submitted. The AI office reads it next.'
	},
	triage: {
		name: 'Triage',
		button: 'Take it into vetting',
		done: 'The pilot is in vetting, and its reviews are asked for.'
	},
	launch: {
		name: 'Launch',
		button: 'Launch the pilot',
		done: 'The pilot is launched, and its plan is locked.'
	},
	evidence: {
		name: 'Evidence',
		button: 'Hand it to the cabinet',
		done: 'The evidence is in. The cabinet decides next.'
	},
	overdue: {
		name: 'Overdue',
		button: 'Decide without an evaluation',
		done: 'The cabinet decides on what there is.'
	},
	decide: { name: 'Decision', button: 'Record the decision', done: 'The decision is recorded.' },
	// What these two ask stands beside the decision, which alone moves the pilot.
	scale: { name: 'To scale', button: 'Record the decision', done: 'The decision is recorded.' },
	extend: { name: 'To extend', button: 'Record the decision', done: 'The decision is recorded.' },
	adopt: { name: 'Adopt', button: 'Adopt it', done: 'The pilot is adopted. Thank the team.' },
	retire: {
		name: 'Retire',
		button: 'Close the pilot',
		done: 'The pilot is retired, and its lesson is kept.'
	},
	wake: { name: 'Wake up', button: 'Bring it back', done: 'The pilot is back: the AI office reads it next.' },
	rework: {
		name: 'Send back for rework',
		button: 'Send it back',
		done: 'The proposal is with its team again.',
		reason: 'What should the team change, and in which part?'
	},
	shelve: {
		name: 'Shelve',
		button: 'Shelve it',
		done: 'The pilot is shelved until its wake-up date.',
		reason: 'Why does it rest, and what would bring it back?'
	},
	decline: {
		name: 'Decline',
		button: 'Decline it',
		done: 'The proposal is declined. The reason stays with it.',
		reason: 'Why not, in words that its team can learn from?'
	},
	withdraw: {
		name: 'Withdraw',
		button: 'Withdraw it',
		done: 'The proposal is withdrawn.',
		reason: 'Why is it taken back?'
	},
	'stop early': {
		name: 'Stop early',
		button: 'Stop it early',
		done: 'The pilot is stopped. It is decided on what there is.',
		reason: 'What happened, and what does the stop rule say?'
	},
	review: {
		name: 'Bring it back to the cabinet',
		button: 'Bring it back',
		done: 'The cabinet decides on it again.',
		reason: 'What changed, so that the cabinet should decide again?'
	}
};

/** 'Launch is for a member of the cabinet.' */
export function whoMay({ act, parts }: Pick<Gate, 'act' | 'parts'>): string {
	return `${actWords[act]?.name ?? act} is for ${partsInWords(parts)}.`;
}

/** What the reader may do at a gate; kept out is who could but for the team that they were on, or for recusing themselves. */
export function standing(
	pilot: Pick<Pilot, 'kept_out' | 'my_parts'>,
	gate: Pick<Gate, 'mine' | 'parts'>,
	roles: readonly string[]
): 'may' | 'kept out' | 'others' {
	if (gate.mine) return 'may';
	const onTeam = pilot.kept_out || pilot.my_parts.includes('team');
	return onTeam && gate.parts.some((part) => roles.includes(part)) ? 'kept out' : 'others';
}

/** Why somebody who holds the part takes none here. */
export function keptOutWords({ kept_out_why }: Pick<Pilot, 'kept_out_why'>): string {
	return kept_out_why === 'recused'
		? 'You recused yourself from this pilot, so somebody else has to do this.'
		: 'You are or were on this pilot’s team, so somebody else has to do this.';
}

/** The act that carries the pilot on, and the quiet ones beside it that are the reader's. */
export function waysOn(gates: readonly Gate[]): { next: Gate | null; others: Gate[] } {
	const first = gates[0];
	const next = first && first.through === 'advance_pilot' && !first.asks_note ? first : null;
	return { next, others: gates.filter((gate) => gate !== next && gate.mine) };
}

/** 'Vetting → Experiment' as words: 'from vetting to experiment'. */
export function wayInWords(from: Pilot['stage'], to: Pilot['stage']): string {
	return `from ${stageWords[from].label.toLowerCase()} to ${stageWords[to].label.toLowerCase()}`;
}
