import { describe, expect, test } from 'vitest';
import { analyse, shown, type Analysis } from './analysis.ts';
import { evidenceJson } from './evidence-api.ts';
import { goal, input, means, metric, plan, row } from './fixtures.ts';
import { healthWords } from './health-words.ts';
import type { Jump } from './jump.ts';
import type { Loss } from './losses.ts';
import type { HealthCheck, HealthFacts, HealthKey } from './health.ts';
import type { EvidenceInput, Goal, Row } from './input.ts';
import { methodWords } from './method-words.ts';
import { assistments, electricCompany } from './real-experiments.ts';
import { recommendationWords } from './recommendation-words.ts';
import { recommendationRules } from './recommendation.ts';
import { plannedInWords } from './unit-words.ts';
import { verdictSentence, verdictWords } from './verdict-words.ts';
import { verdicts, type VerdictKey } from './verdict-rules.ts';

/** What no sentence for a person may hold: a hole where a figure should be, or a key of the code. */
const broken = /undefined|null|NaN|\[object|\{|\}|Infinity|—/;
/** Numbers and units are held together by spaces that don't break. */
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

const sentence = (given: EvidenceInput, see: (analysis: Analysis) => Analysis = (all) => all) => {
	const analysis = see(analyse(given));
	const outcome = analysis.outcomes[0]!;
	return { verdict: outcome.verdict.verdict, text: plain(verdictSentence(outcome, analysis.period)) };
};

const scored = (difference: number, some: Partial<Goal> = {}) =>
	input({ goals: [goal(some)], rows: means([100, 60 + difference, 10], [100, 60, 10]) });
const guardrail = (difference: number, spread = 10) =>
	input({
		goals: [goal({ role: 'guardrail', guardrail_limit: 2 })],
		rows: means([100, 60 + difference, spread], [100, 60, spread])
	});
const before = plan({ design: 'before and after' });
const changed = (after: number) =>
	input({
		plan: before,
		rows: [row({ phase: 'baseline', n: 80, mean: 60, sd: 10 }), row({ n: 80, mean: after, sd: 10 })]
	});
const champions = metric({ name: 'AI champions', unit: 'people', kind: 'total', about: 'things' });
const total = (value: number) =>
	input({ plan: before, goals: [goal({ metric: champions, target: 20 })], rows: [row({ value })] });
const apart = [
	...means([100, 63, 10], [100, 60, 10], { phase: 'baseline' }),
	...means([100, 70, 10], [100, 60, 10])
];

const stories: Record<VerdictKey, EvidenceInput> = {
	'not enough data': input(),
	'not yet': input({ rows: means([100, 62, 10], [100, 60, 10]), early: 'running' }),
	invalid: input({ rows: apart }),
	'target met': total(23),
	'target missed': total(19),
	'changed since before': changed(70),
	'unchanged since before': changed(61),
	harm: scored(-6),
	'clear gain': scored(6),
	'gain, small': scored(4, { minimum_effect: 10 }),
	'gain, size unsure': scored(4),
	'no worse': scored(0, { margin: 4 }),
	'no gain that matters': scored(0),
	"can't tell": scored(1),
	described: scored(6, { role: 'secondary' }),
	breached: guardrail(-6),
	'at risk': guardrail(-2.5),
	safe: guardrail(1)
};

describe('every verdict', () => {
	test.each(verdicts)('%s has a label and whole sentences', (key) => {
		const { verdict, text } = sentence(stories[key]);
		expect(verdict).toBe(key);
		expect(verdictWords[key].label).not.toBe('');
		expect(text).toMatch(/^[A-Z0-9].*\.$/s);
		expect(text).not.toMatch(broken);
	});

	test.each(verdicts)('%s can be said without the figures, where they would tell of a small group', (key) => {
		const small = {
			...stories[key],
			rows: stories[key].rows.map((one): Row => ({ ...one, withheld: true }))
		};
		const { text } = sentence(small, shown);
		expect(text).toMatch(/\.$/);
		expect(text).not.toMatch(broken);
	});

	test('says by how much, how sure, and against what matters', () => {
		expect(sentence(stories['clear gain']).text).toBe(
			'Pilot groups did better by 6.0 points than the comparison; plausibly 3.2 to 8.8 points better. All of that is at least what matters (3 points).'
		);
		expect(sentence(stories["can't tell"]).text).toBe(
			'Plausibly anything from 1.8 worse to 3.8 points better than the comparison. That leaves room for no effect at all, and for what matters (3 points).'
		);
		expect(sentence(stories.harm).text).toMatch(/^Pilot groups did worse by 6.0 points than the comparison/);
	});

	test('of a secondary total, which has no effect, says what it came to', () => {
		const cost = metric({
			unit: 'dollars',
			kind: 'total',
			about: 'things',
			better: 'lower',
			measures: 'cost'
		});
		const spent = (target: number | null) =>
			sentence(
				input({
					plan: before,
					goals: [goal({ metric: cost, role: 'secondary', target })],
					rows: [row({ value: 8700 })]
				})
			).text;
		expect(spent(null)).toMatch(/^The figure is 8,700\sdollars\. Secondary/);
		expect(spent(10_000)).toMatch(
			/^The figure is 8,700\sdollars, where the plan aims for at most 10,000\sdollars\./
		);
	});

	test('before the end says what is seen so far, and that it is no verdict', () => {
		expect(sentence(stories['not yet']).text).toBe(
			'So far pilot groups did better by 2.0 points than the comparison; plausibly 2.3 worse to 6.3 points better. The cycle is not over, so there is no verdict yet.'
		);
		const few = input({
			plan: plan({ people_per_arm: 12 }),
			rows: means([12, 62, 10], [12, 60, 10]),
			early: 'running'
		});
		expect(sentence(few).text).toMatch(
			/by 2 points than the comparison\. An interval is shown from about 30/
		);
		expect(sentence({ ...scored(9), pilot: { ...scored(9).pilot, stopped_early: true } }).text).toMatch(
			/^Pilot groups did better .* the wider one that allows for having looked before the end\.$/
		);
		const shared = { ...stories['clear gain'], plan: plan({ early_stopping: true }) };
		const early = { ...shared, pilot: { ...shared.pilot, running: true } };
		expect(sentence({ ...early, rows: means([100, 72, 10], [100, 60, 10]) }).text).toMatch(
			/^Pilot groups did better .* clear before the end already, by the interval that allows for looking\.$/
		);
	});

	test('of a metric that is better lower, fewer is better', () => {
		const minutes = metric({ unit: 'minutes', better: 'lower' });
		const given = input({ goals: [goal({ metric: minutes })], rows: means([100, 52, 10], [100, 60, 10]) });
		expect(sentence(given).text).toMatch(/^Pilot groups did better by 8.0 minutes/);
	});

	test('a change is never said to come from the pilot', () => {
		expect(sentence(stories['changed since before']).text).toMatch(/Without a comparison nobody can say/);
	});
});

test('the plan’s size is said in what it counts', () => {
	const size = (some: Parameters<typeof plan>[0]) => plannedInWords(plan(some));
	expect(size({ assignment_unit: 'class', groups_per_arm: 6, people_per_arm: 130 })).toBe(
		'130 students in 6 classes'
	);
	expect(
		size({ assignment_unit: 'class', analysis_unit: 'class', groups_per_arm: 96, people_per_arm: 96 })
	).toBe('96 classes');
	expect(size({ people_per_arm: null })).toBeNull();
});

test('too few people are counted out', () => {
	expect(sentence(input({ rows: means([9, 90, 1], [8, 10, 1]) })).text).toBe(
		'Measured were 8 of the 100 people planned in an arm. Under a tenth of plan nothing is judged.'
	);
});

describe('every health check', () => {
	const samples = [{ arm: 'pilot' as const, of: 'people' as const, seen: 80, planned: 100 }];
	const gaps = [
		{ stratum: null, g: 0.1, verdict: 'adjustment' as const },
		{ stratum: 'Grade 2', g: null, verdict: 'not satisfied' as const, withheld: true }
	];
	const loss: Loss = {
		of: 'people',
		since: 'baseline',
		began: [100, 100],
		lost: [12, 3],
		overall: 7.5,
		differential: 9,
		limit: 6.25,
		level: 'high'
	};
	const jump: Jump = { arm: 'comparison', period: 'May', earlier: 4, seen: 70, low: 55.2, high: 61.9 };
	const facts: { [Key in HealthKey]: HealthFacts[Key][] } = {
		'baseline gap': [
			{ gaps, adjusted: false },
			{ gaps: gaps.slice(0, 1), adjusted: true },
			{ gaps: gaps.slice(0, 1), adjusted: false }
		],
		'plan amended': [
			{ times: 1, last: '2026-04-01T10:00:00Z', results: 0 },
			{ times: 2, last: '2026-04-01T10:00:00Z', results: 1 }
		],
		'baseline alike': [{ gaps: [{ stratum: null, g: 0.02, verdict: 'satisfied' }] }],
		'no baseline': [{ design: 'randomized' }, { design: 'matched comparison' }],
		'unit counts off plan': [
			{ seen: [400, 300], p: 0.0002 },
			{ seen: null, p: null }
		],
		'one group in an arm': [
			{ arms: ['pilot'], unit: 'class' },
			{ arms: ['pilot', 'comparison'], unit: 'school' }
		],
		'arms mixed at a site': [{ sites: ['Mesa'] }, { sites: ['Mesa', 'Harbor'] }],
		'sample under plan': [{ samples }, { samples: [] }],
		'self-reported only': [{ rows: 1 }, { rows: 2 }],
		'self-reported rows': [{ rows: 1 }, { rows: 2 }],
		'other periods': [{ periods: ['Fall 2025'], wanted: 'Spring 2026' }],
		'strata left out': [{ strata: ['Grade 3'] }, { strata: ['Grade 3', 'Grade 4'] }],
		'strata mixed': [{}],
		'groups unknown': [{ unit: 'class' }],
		'early harm': [{}],
		'clusters adjusted': [{ unit: 'school', icc: 0.2 }],
		'many lost': [
			{ losses: [loss], since: 'baseline' },
			{ losses: [{ ...loss, since: 'plan', limit: null, of: 'groups' }], since: 'plan' },
			{ losses: [], since: 'baseline' }
		],
		'few lost': [
			{ losses: [loss], since: 'baseline' },
			{ losses: [], since: 'baseline' }
		],
		'some joined': [{ joined: [{ arm: 'pilot', of: 'people', before: 90, joined: 4 }] }, { joined: [] }],
		'missing periods': [
			{ absent: [{ arm: 'pilot', site: null, periods: ['May'] }] },
			{
				absent: ['A', 'B', 'C', 'D', 'E'].map((site) => ({
					arm: 'comparison',
					site,
					periods: ['May', 'June']
				}))
			}
		],
		'jump off the trend': [
			{ jumps: [jump] },
			{ jumps: [jump, { ...jump, seen: null, low: null, high: null }] }
		],
		'not adjustable': (['not a mean', 'no baseline', 'no correlation', 'other people'] as const).map(
			(why) => ({
				why,
				planned: 0.6
			})
		),
		'adjusted within groups': [
			{ unit: 'class', explained: 0.5 },
			{ unit: 'school', explained: null }
		]
	};
	const cases = Object.entries(facts).flatMap(([key, some]) => some.map((one) => [key, one] as const));

	test.each(cases)('%s says what was found', (key, some) => {
		const check = { key, severity: 'caution', goal: 'g', facts: some } as HealthCheck;
		const { title, detail, repair } = healthWords(check, { better: 'higher', kind: 'mean' });
		expect(title).not.toBe('');
		for (const text of [title, `${detail}`, repair ?? '']) expect(text).not.toMatch(broken);
		expect(detail).toMatch(/[.)]$/);
	});

	test('the Electric Company’s two grades are named with their gaps', () => {
		const classes = plan({ assignment_unit: 'class', analysis_unit: 'class', groups_per_arm: 96 });
		const { health, outcomes } = analyse(input({ plan: classes, rows: electricCompany }));
		expect(healthWords(health[0]!, outcomes[0]!.goal).detail).toBe(
			'Before the pilot its groups were 0.42 standard deviations ahead of the comparison in grade 2 and 0.36 ahead in grade 4. Above 0.25 no comparison at the end can be trusted, whatever it shows.'
		);
	});

	test('of minutes, having fewer at the start is being ahead', () => {
		const check = {
			key: 'baseline gap',
			severity: 'caution',
			goal: 'g',
			facts: { gaps: [{ stratum: null, g: -0.1, verdict: 'adjustment' }], adjusted: false }
		} as HealthCheck;
		expect(healthWords(check, { better: 'lower', kind: 'mean' }).detail).toMatch(/ahead of the comparison/);
	});
});

describe('every recommendation', () => {
	const facts = analyse(scored(1)).recommendation.facts;

	test.each(recommendationRules.map(({ rule }) => rule))('%s says why', (rule) => {
		const analysis = analyse(scored(1));
		const states = [
			facts,
			{ ...facts, breached: ['A', 'B'], detectable: null, minimum: null },
			{ ...facts, atRisk: ['A'], more: { of: 'people' as const, perArm: 120 } },
			{ ...facts, unanswered: ['A', 'B'], primary: null, detectable: 5.2 }
		];
		for (const some of states) {
			const permitted = analysis.recommendation.permitted;
			const { title, reason } = recommendationWords({
				...analysis,
				recommendation: { rule, permitted, facts: some }
			});
			expect(title).not.toBe('');
			expect(plain(reason)).toMatch(/\.$/);
			expect(reason).not.toMatch(broken);
		}
	});

	test('says until when a pilot runs, and whether the plan lets it stop', () => {
		const looked = (early_stopping: boolean) =>
			recommendationWords(analyse({ ...stories['not yet'], plan: plan({ early_stopping }) })).reason;
		expect(looked(false)).toBe(
			'The plan decides once the cycle is over, and it runs until 12 Jun 2026. Only harm, or a guardrail past its limit, ends it sooner.'
		);
		expect(looked(true)).toMatch(/^Nothing is clear yet .* until 12 Jun 2026\.$/);
	});

	test('names how much more would do', () => {
		const { reason } = recommendationWords(analyse(scored(4, { minimum_effect: 1.4 })));
		expect(plain(reason)).toBe(
			'The primary outcome’s verdict is “gain, size unsure”: extend until it is clear, or shelve. About 297 more people in each arm would narrow the interval to what matters; more weeks with the same ones would not.'
		);
	});
});

test('the way of computing is told to whoever wants to check it', () => {
	const completion = goal({ metric: metric({ unit: 'share' }), minimum_effect: 0.05 });
	const video = analyse(input({ goals: [completion], rows: assistments })).outcomes[0]!.effect!;
	expect(methodWords(video)).toBe(
		'Difference of means by Welch’s t: 0.0505, interval −0.0236 to 0.1246, t = 1.3383, 680.94 degrees of freedom, p = 0.1812.'
	);
	expect(methodWords({ ...video, coarse: true })).toBe('Difference of means by Welch’s t.');
	const classes = plan({ assignment_unit: 'class', analysis_unit: 'class', groups_per_arm: 96 });
	const within = analyse(input({ plan: classes, rows: electricCompany })).outcomes[0]!.effect!;
	expect(methodWords(within)).toMatch(
		/combined within 4 strata by inverse variance: 4\.0780, interval 1\.6685 to 6\.4876, z = 3\.3172, p = 0\.0009\.$/
	);
});

test('other programs get the figures unrounded, with the words', () => {
	const analysis = analyse(scored(6));
	const kept = { computed_at: '2026-05-30', fingerprint: 'f' };
	const answer = evidenceJson({ id: 'p', title: 'T' }, analysis, kept, { rounds: [] });
	expect(answer.outcomes[0]).toMatchObject({
		verdict: 'clear gain',
		effect: { estimate: 6, interval: { low: analysis.outcomes[0]!.effect!.low, confidence: 0.95 } },
		health: [{ key: 'no baseline', title: 'Nothing was measured before the pilot' }]
	});
	expect(answer.recommendation).toMatchObject({
		rule: 'clear gain',
		permitted: ['scale'],
		title: 'A clear gain'
	});
	expect(answer.feedback).toEqual([]);
	expect(
		JSON.stringify(evidenceJson({ id: 'p', title: 'T' }, shown(analysis), kept, { rounds: [] }))
	).not.toContain('hidden');
});
