/** The rows of a gate in words. */
import { kindWords, tierWords, type Kind, type Tier } from '#lib/pilots/words.ts';
import { partsInWords } from '#lib/pilots/part-words.ts';
import type { Rule } from './gate-rules.ts';

/** 'operations pilots of high risk'; 'every pilot'. */
export function pilotsInWords({ kind, tier }: { kind: Kind | null; tier: Tier | null }): string {
	const risk = tier ? ` of ${tierWords[tier].label.toLowerCase()}` : '';
	if (kind) return `${kindWords[kind].label.toLowerCase()} pilots${risk}`;
	return tier ? `pilots${risk}` : 'every pilot';
}

/** 'Required of every pilot, signed by the sponsor or the AI office.' */
export function ruleInWords(rule: Pick<Rule, 'kind' | 'tier' | 'required' | 'how' | 'signed_by'>): string {
	const asks = rule.required ? 'Required of' : 'Recommended for';
	const how =
		rule.how === 'automatic'
			? 'ticks itself'
			: rule.signed_by.length > 0
				? `signed by ${partsInWords(rule.signed_by)}`
				: 'nobody signs it yet';
	return `${asks} ${pilotsInWords(rule)}; ${how}.`;
}

/** When each gate opens. */
export const gateWords: Record<string, string> = {
	submit: 'Before a draft is proposed',
	triage: 'Before a proposal goes into vetting',
	launch: 'Before a pilot runs',
	evidence: 'Before the evidence goes to the cabinet',
	scale: 'Before the cabinet brings a pilot to more sites',
	extend: 'Before the cabinet lets a pilot run one more cycle',
	adopt: 'Before what was scaled becomes part of how the district works',
	retire: 'Before a sunset is closed',
	shelve: 'Before a pilot is put to rest',
	wake: 'Before a pilot comes back from the shelf'
};
