import type { Condition } from './decide.ts';
import { essaRules, type Tier } from './tiers.ts';

type Line = { key: string; to: Tier | null; when: readonly Condition[] };

const equal = (fact: string, to: string | boolean): Condition => ({ fact, is: 'equal', to });
const below = (fact: string, to: number): Condition => ({ fact, is: 'below', to });

/**
 * What lowers the tier that results could support, and to which at best: every line whose conditions all hold. `verdict` is the primary
 * outcome's; `level` whether the arms began alike ('alike', 'adjusted', 'apart', 'too far', 'unknown'); `lost` whether few left on the way ('few', 'many', 'unknown').
 */
export const tierRules = [
	{ key: 'no plan', to: null, when: [equal('plan', false)] },
	{ key: 'harm', to: null, when: [equal('verdict', 'harm')] },
	{ key: 'no primary outcome', to: 4, when: [equal('verdict', 'none')] },
	{ key: 'no comparison', to: 4, when: [equal('plan', true), equal('comparison', false)] },
	{ key: 'invalid', to: 4, when: [equal('verdict', 'invalid')] },
	{
		key: 'not judged yet',
		to: 4,
		when: [equal('comparison', true), { fact: 'verdict', is: 'one of', to: ['not enough data', 'not yet'] }]
	},
	{
		key: 'not significant',
		to: 4,
		when: [equal('comparison', true), equal('judged', true), equal('significant', false)]
	},
	{ key: 'negative finding', to: 4, when: [{ fact: 'negative', is: 'above', to: 0 }] },
	{
		key: 'small sample',
		to: 3,
		when: [below('students', essaRules.students), below('groups', essaRules.groups)]
	},
	{ key: 'size unknown', to: 3, when: [equal('sized', false), below('groups', essaRules.groups)] },
	{ key: 'sites unknown', to: 3, when: [equal('placed', false)] },
	{ key: 'one school', to: 3, when: [equal('placed', true), below('sites', essaRules.sites)] },
	// One district's pilot is at sites of that district.
	{ key: 'one district', to: 3, when: [] },
	{ key: 'nothing before', to: 3, when: [equal('design', 'matched comparison'), equal('level', 'unknown')] },
	{ key: 'not level', to: 3, when: [equal('design', 'matched comparison'), equal('level', 'apart')] },
	{ key: 'not by chance', to: 2, when: [equal('design', 'matched comparison')] },
	{ key: 'many lost', to: 2, when: [equal('design', 'randomized'), equal('lost', 'many')] },
	{ key: 'loss unknown', to: 2, when: [equal('design', 'randomized'), equal('lost', 'unknown')] }
] as const satisfies readonly Line[];

export type TierKey = (typeof tierRules)[number]['key'];
