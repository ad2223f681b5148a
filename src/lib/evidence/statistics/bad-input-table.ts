/*
 * For the tests alone: every export's arguments, and what is impossible for each.
 */

const notReal = [NaN, Infinity, -Infinity, '1', null, undefined];
/** Impossible values by the kind of the argument. */
export const values = {
	real: notReal,
	optionalReal: [NaN, Infinity, '1'],
	count: [...notReal, 0, -3, 2.5, 2 ** 60],
	tally: [...notReal, -1, 0.5],
	optionalTally: [NaN, Infinity, -1, 0.5, '1'],
	positive: [...notReal, 0, -0.1],
	notNegative: [...notReal, -0.1],
	optionalNotNegative: [NaN, Infinity, '1', -0.1],
	share: [...notReal, -0.01, 1.01],
	optionalShare: [NaN, Infinity, '1', -0.01, 1.01],
	inside01: [NaN, Infinity, '0.5', null, 0, 1, -0.5, 1.5],
	percent: [...notReal, -0.1, 100.1],
	choice: ['other than these', '', null, undefined, 1],
	list: [[], null, undefined, 5, 'a'],
	object: [null, undefined, 5]
} as const;

type Kind = keyof typeof values;
export const group = { n: 10, mean: 1, sd: 2 };
const share = { n: 10, events: 3 };
const groups = { treatment: group, comparison: group, confidence: 0.9 };
export const shares = { treatment: share, comparison: share, confidence: 0.9 };
const groupKinds = (path: string): Record<string, Kind> => ({
	[`${path}`]: 'object',
	[`${path}.n`]: 'count',
	[`${path}.mean`]: 'real',
	[`${path}.sd`]: 'notNegative'
});
const shareKinds = (path: string): Record<string, Kind> => ({
	[`${path}`]: 'object',
	[`${path}.n`]: 'count',
	[`${path}.events`]: 'tally'
});
const twoGroups = {
	...groupKinds('treatment'),
	...groupKinds('comparison'),
	confidence: 'inside01'
} as const;
const twoShares = {
	...shareKinds('treatment'),
	...shareKinds('comparison'),
	confidence: 'inside01'
} as const;

/** For every export: an input that it takes, and of which kind each of its arguments is. */
export const table: Record<string, [input: object, kinds: Record<string, Kind>]> = {
	summarize: [{ values: [1, 2, 4] }, { values: 'list', 'values.1': 'real' }],
	pool: [{ groups: [group, group] }, { groups: 'list', ...groupKinds('groups.1') }],
	meanDifference: [groups, twoGroups],
	pooledDifference: [groups, twoGroups],
	hedgesG: [groups, twoGroups],
	meanInterval: [
		{ ...group, confidence: 0.9 },
		{ n: 'count', mean: 'real', sd: 'notNegative', confidence: 'inside01' }
	],
	meanChange: [
		{ before: group, after: group, correlation: 0.5, confidence: 0.9 },
		{ ...groupKinds('before'), ...groupKinds('after'), confidence: 'inside01', correlation: 'optionalReal' }
	],
	differenceInDifferences: [
		{
			treatment: { before: group, after: group },
			comparison: { before: group, after: group },
			confidence: 0.9
		},
		{
			treatment: 'object',
			comparison: 'object',
			...groupKinds('treatment.before'),
			...groupKinds('treatment.after'),
			...groupKinds('comparison.before'),
			...groupKinds('comparison.after'),
			correlation: 'optionalReal',
			confidence: 'inside01'
		}
	],
	adjustedDifference: [
		{
			treatment: { before: group, after: group, correlation: 0.5 },
			comparison: { before: group, after: group, correlation: 0.4 },
			confidence: 0.9
		},
		{
			treatment: 'object',
			comparison: 'object',
			...groupKinds('treatment.before'),
			...groupKinds('treatment.after'),
			...groupKinds('comparison.before'),
			...groupKinds('comparison.after'),
			'treatment.correlation': 'real',
			'comparison.correlation': 'real',
			confidence: 'inside01'
		}
	],
	improvementIndex: [{ g: 0.3 }, { g: 'real' }],
	wilson: [
		{ ...share, confidence: 0.9 },
		{ n: 'count', events: 'tally', confidence: 'inside01' }
	],
	riskDifference: [shares, twoShares],
	coxIndex: [shares, twoShares],
	rateRatio: [
		{ treatment: { events: 3, exposure: 20 }, comparison: { events: 5, exposure: 30 }, confidence: 0.9 },
		{
			treatment: 'object',
			comparison: 'object',
			'treatment.events': 'tally',
			'treatment.exposure': 'positive',
			'comparison.events': 'tally',
			'comparison.exposure': 'positive',
			confidence: 'inside01'
		}
	],
	combine: [
		{
			parts: [
				{ estimate: 1, se: 0.5 },
				{ estimate: 2, se: 1 }
			],
			confidence: 0.9
		},
		{
			parts: 'list',
			'parts.1': 'object',
			'parts.1.estimate': 'real',
			'parts.1.se': 'notNegative',
			confidence: 'inside01'
		}
	],
	clusterMeans: [
		{ treatment: { ...group, clusters: 5 }, comparison: { ...group, clusters: 6 }, confidence: 0.9 },
		{
			treatment: 'object',
			comparison: 'object',
			'treatment.clusters': 'count',
			'treatment.mean': 'real',
			'treatment.sd': 'notNegative',
			'comparison.clusters': 'count',
			'comparison.mean': 'real',
			'comparison.sd': 'notNegative',
			confidence: 'inside01'
		}
	],
	clusterAdjust: [
		{ g: 0.3, nTreatment: 50, nComparison: 50, meanClusterSize: 10, icc: 0.2, t: 1.4, confidence: 0.9 },
		{
			g: 'real',
			nTreatment: 'count',
			nComparison: 'count',
			meanClusterSize: 'positive',
			icc: 'optionalShare',
			t: 'optionalReal',
			confidence: 'inside01'
		}
	],
	baselineEquivalence: [{ g: 0.1 }, { g: 'real' }],
	attrition: [
		{ overall: 10, differential: 2, boundary: 'cautious' },
		{ overall: 'percent', differential: 'percent', boundary: 'choice' }
	],
	power: [
		{ perGroup: 20, effect: 0.5, alpha: 0.05 },
		{ perGroup: 'count', effect: 'real', alpha: 'inside01' }
	],
	sampleSize: [
		{ effect: 0.5, power: 0.8, alpha: 0.05 },
		{ effect: 'real', power: 'inside01', alpha: 'inside01' }
	],
	sampleSizeProportions: [
		{ p1: 0.5, p2: 0.6, power: 0.8, alpha: 0.05 },
		{ p1: 'share', p2: 'share', power: 'inside01', alpha: 'inside01' }
	],
	minimumDetectableEffect: [
		{
			clusters: 20,
			clusterSize: 20,
			icc: 0.2,
			pretestR2: 0.5,
			covariates: 1,
			power: 0.8,
			alpha: 0.05,
			allocation: 0.5
		},
		{
			clusters: 'count',
			clusterSize: 'positive',
			icc: 'share',
			pretestR2: 'optionalShare',
			covariates: 'optionalTally',
			power: 'inside01',
			alpha: 'inside01',
			allocation: 'inside01'
		}
	],
	sampleRatio: [
		{ observed: [10, 12], expected: [1, 1] },
		{ observed: 'list', expected: 'list', 'observed.1': 'tally', 'expected.1': 'positive' }
	],
	alwaysValid: [
		{ difference: 1, variance: 0.5, tau2: 1, alpha: 0.05 },
		{ difference: 'real', variance: 'notNegative', tau2: 'positive', alpha: 'inside01' }
	],
	benjaminiHochberg: [{ p: [0.1, 0.2] }, { p: 'list', 'p.1': 'share' }],
	trend: [
		{
			points: [
				{ x: 1, y: 1 },
				{ x: 2, y: 3, weight: 2 },
				{ x: 3, y: 4 }
			],
			confidence: 0.9
		},
		{
			points: 'list',
			'points.1': 'object',
			'points.1.x': 'real',
			'points.1.y': 'real',
			'points.1.weight': 'optionalNotNegative',
			confidence: 'inside01'
		}
	],
	nonInferiority: [
		{ low: -1, high: 1, margin: 2, better: 'higher' },
		{ low: 'real', high: 'real', margin: 'notNegative', better: 'choice' }
	]
};
