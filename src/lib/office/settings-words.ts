import { formatDate } from '#lib/ui/dates.ts';
import { formatMoney } from '#lib/ui/numbers.ts';
import type { Settings } from './settings.ts';

export const settingWords: Record<keyof Settings, string> = {
	minimum_group: 'Smallest group that is shown',
	quorum: 'Quorum',
	decision_rule: 'Who decides',
	email_domains: 'E-mail domains',
	one_signs_several: 'One person may sign several specialties',
	remind_after_days: 'Days until a reminder',
	escalate_after_days: 'Days until escalation',
	schools_count: 'Schools count as sites',
	schools_count_source: 'Where that is written',
	schools_count_read_on: 'Verified there on',
	board_threshold: 'Contract value from which the board approves',
	most_extensions: 'How often a pilot may be extended'
};

export const ruleWords: Record<Settings['decision_rule'], { label: string; hint: string }> = {
	'chair after quorum': {
		label: 'The chair, once enough have voted',
		hint: 'Departing from the majority needs a written reason, and stays visible.'
	},
	majority: { label: 'The majority', hint: 'The chair records what most have voted for.' }
};

/** A setting's value, as a person says it. */
export function valueInWords<Name extends keyof Settings>(name: Name, value: Settings[Name]): string {
	if (name === 'decision_rule') return ruleWords[value as Settings['decision_rule']].label;
	if (Array.isArray(value)) return value.length > 0 ? value.join(', ') : 'any';
	if (typeof value === 'boolean') return value ? 'yes' : 'no';
	if (name === 'schools_count_read_on' && value) return formatDate(String(value));
	if (name === 'board_threshold') return formatMoney(Number(value));
	return value === null || value === '' ? 'none' : String(value);
}

/** What stands now and is another than what was typed. */
export function differences(now: Settings, typed: Partial<Settings>): string[] {
	return (Object.keys(typed) as (keyof Settings)[])
		.filter((name) => JSON.stringify(now[name]) !== JSON.stringify(typed[name]))
		.map((name) => `${settingWords[name]}: ${valueInWords(name, now[name])}`);
}
