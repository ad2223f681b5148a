import type { Rule } from './decide.ts';

export const verdicts = [
	'not enough data',
	'not yet',
	'invalid',
	'target met',
	'target missed',
	'changed since before',
	'unchanged since before',
	'harm',
	'clear gain',
	'gain, small',
	'gain, size unsure',
	'no worse',
	'no gain that matters',
	"can't tell",
	'described',
	'breached',
	'at risk',
	'safe'
] as const;
export type VerdictKey = (typeof verdicts)[number];

export type Line = Rule & { verdict: VerdictKey };

/**
 * Primary and key outcomes: 'From numbers to words'.  `low` and `high` are the interval turned so that more is better; `minimum` the
 * minimum important effect. The first line that holds decides.
 */
export const judgedRules: readonly Line[] = [
	{
		rule: 'nothing to judge',
		verdict: 'not enough data',
		when: [{ fact: 'missing', is: 'equal', to: true }]
	},
	{ rule: 'health is invalid', verdict: 'invalid', when: [{ fact: 'invalid', is: 'equal', to: true }] },
	{
		rule: 'under a tenth of plan',
		verdict: 'not enough data',
		when: [{ fact: 'scarce', is: 'equal', to: true }]
	},
	{
		rule: 'total at its target',
		verdict: 'target met',
		when: [{ fact: 'targetMet', is: 'equal', to: true }]
	},
	{
		rule: 'total short of its target',
		verdict: 'target missed',
		when: [{ fact: 'targetMet', is: 'equal', to: false }]
	},
	{
		rule: 'change without comparison, below zero',
		verdict: 'changed since before',
		when: [
			{ fact: 'comparison', is: 'equal', to: false },
			{ fact: 'high', is: 'below', to: 0 }
		]
	},
	{
		rule: 'change without comparison, above zero',
		verdict: 'changed since before',
		when: [
			{ fact: 'comparison', is: 'equal', to: false },
			{ fact: 'low', is: 'above', to: 0 }
		]
	},
	{
		rule: 'change without comparison, zero within',
		verdict: 'unchanged since before',
		when: [{ fact: 'comparison', is: 'equal', to: false }]
	},
	{ rule: 'all of the interval below zero', verdict: 'harm', when: [{ fact: 'high', is: 'below', to: 0 }] },
	{
		rule: 'all of the interval at or above what matters',
		verdict: 'clear gain',
		when: [{ fact: 'low', is: 'at least', to: { fact: 'minimum' } }]
	},
	{
		rule: 'all of the interval above zero and below what matters',
		verdict: 'gain, small',
		when: [
			{ fact: 'low', is: 'above', to: 0 },
			{ fact: 'high', is: 'below', to: { fact: 'minimum' } }
		]
	},
	{
		rule: 'all of the interval above zero',
		verdict: 'gain, size unsure',
		when: [{ fact: 'low', is: 'above', to: 0 }]
	},
	{
		rule: 'all of the interval inside the non-inferiority margin',
		verdict: 'no worse',
		when: [{ fact: 'noWorse', is: 'equal', to: true }]
	},
	{
		rule: 'all of the interval below what matters',
		verdict: 'no gain that matters',
		when: [{ fact: 'high', is: 'below', to: { fact: 'minimum' } }]
	},
	{ rule: 'none of the others', verdict: "can't tell", when: [] }
];

/** Lines that hold while a pilot runs just as afterwards: they rest on no interval. */
const atOnce = ['nothing to judge', 'health is invalid', 'under a tenth of plan', 'total at its target'];

/** What an interval can be clear about; anything else may become clear. */
const clear: VerdictKey[] = [
	'harm',
	'clear gain',
	'gain, small',
	'gain, size unsure',
	'no worse',
	'no gain that matters',
	'changed since before'
];

/**
 * Primary and key outcomes while the pilot runs: the same lines, read with the interval that allows for looking. `mayStop`: the plan allows to
 * stop for a clear result. Otherwise, and as long as nothing is clear, there is no verdict yet.
 */
export const earlyRules: readonly Line[] = [
	...judgedRules.filter(({ rule }) => atOnce.includes(rule)),
	...judgedRules
		.filter(({ verdict }) => clear.includes(verdict))
		.map(({ rule, verdict, when }): Line => ({
			rule: `early: ${rule}`,
			verdict,
			when: [
				{ fact: 'mayStop', is: 'equal', to: true },
				{ fact: 'comparison', is: 'equal', to: verdict !== 'changed since before' },
				...when.filter(({ fact }) => fact !== 'comparison')
			]
		})),
	{ rule: 'still running', verdict: 'not yet', when: [] }
];

/** Guardrails. `beyond`: the estimate (of a count or a total the level) is past its limit; `sure`: the interval leaves out zero change. */
export const guardrailRules: readonly Line[] = [
	{
		rule: 'nothing to judge',
		verdict: 'not enough data',
		when: [{ fact: 'missing', is: 'equal', to: true }]
	},
	{
		rule: 'level past its limit',
		verdict: 'breached',
		when: [
			{ fact: 'beyond', is: 'equal', to: true },
			{ fact: 'limitOn', is: 'equal', to: 'level' }
		]
	},
	{
		rule: 'estimate past its limit, zero left out',
		verdict: 'breached',
		when: [
			{ fact: 'beyond', is: 'equal', to: true },
			{ fact: 'sure', is: 'equal', to: true }
		]
	},
	{ rule: 'estimate past its limit', verdict: 'at risk', when: [{ fact: 'beyond', is: 'equal', to: true }] },
	{ rule: 'within its limit', verdict: 'safe', when: [] }
];

/** Secondary outcomes are shown and not judged: the more that is judged, the more is found by chance. */
export const secondaryRules: readonly Line[] = [
	{
		rule: 'nothing to judge',
		verdict: 'not enough data',
		when: [{ fact: 'missing', is: 'equal', to: true }]
	},
	{ rule: 'secondary outcome', verdict: 'described', when: [] }
];
