/** Waves of scaling in lines of activity, and in what the gate asks. */
import { formatCount } from '#lib/ui/numbers.ts';
import { formatDate } from '#lib/ui/dates.ts';
import { listed } from './words.ts';

type Facts = Record<string, unknown>;

const name = ({ name: given }: Facts) => (typeof given === 'string' && given ? ` “${given}”` : '');
const number = (value: unknown) => (typeof value === 'number' ? value : 0);
const day = (value: unknown) => (typeof value === 'string' ? formatDate(value) : 'a day');

export const waveVerbs: Record<string, (facts: Facts) => string> = {
	'planned a wave': (facts) =>
		`planned the wave${name(facts)}: ${formatCount(number(facts.sites), 'site')} from ${day(facts.starts_on)}`,
	'changed a wave': (facts) =>
		`changed the wave${name(facts)}${facts.passed_on ? ', and gave it to another owner' : ''}`,
	'removed a wave': (facts) => `took the wave${name(facts)} off the plan`,
	'ordered the waves': () => 'put the waves into another order',
	'started a wave': (facts) => `started the wave${name(facts)}`,
	'held a wave': (facts) => `held the wave${name(facts)}`,
	'released a wave': (facts) => `let the wave${name(facts)} go on`,
	'finished a wave': (facts) => `finished the wave${name(facts)}`,
	'rolled back a wave': (facts) =>
		`rolled back the wave${name(facts)}: ${formatCount(number(facts.sites), 'site works', 'sites work')} as before`,
	'chose what a breach does': ({ roll_back }) =>
		roll_back
			? 'chose that a guardrail beyond its limit rolls back what runs'
			: 'chose that a guardrail beyond its limit rolls nothing back by itself'
};

const states: Record<string, string> = { planned: 'planned', running: 'running', held: 'held' };

/** Which waves the adopt gate still waits for. */
export function wavesInWords({ waves, done, rolled_back, open, signed }: Facts, met: boolean): string {
	if (met && signed && number(done) === 0) return 'Signed for before it ticked itself.';
	if (number(waves) === 0) return 'No wave is planned yet.';
	const still = (Array.isArray(open) ? open : []).map(
		(one: { name: string; state: string }) => `“${one.name}” (${states[one.state] ?? one.state})`
	);
	if (still.length > 0) return `Not done yet: ${listed(still)}.`;
	if (!met) return 'Every wave was rolled back: at least one has to be done.';
	const back = number(rolled_back);
	return `${formatCount(number(done), 'wave is', 'waves are')} done${back > 0 ? `, ${back} rolled back` : ''}.`;
}
