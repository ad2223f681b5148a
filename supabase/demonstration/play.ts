// Fills a new database with the demonstration: every pilot's life is lived again through the functions that people
// use, so that the demonstration keeps every rule and breaks loudly where one has changed.
import { readFile } from 'node:fs/promises';
import { analyse, shown } from '../../src/lib/evidence/analysis.ts';
import { evidenceInputSchema } from '../../src/lib/evidence/input.ts';
import { askEducators } from './asking.ts';
import { conditionsOf, followConditions } from './conditions.ts';
import { sayWhatScalingNeeds } from './contracts.ts';
import { settle, settleNeighbour } from './district.ts';
import { direct, type Director } from './director.ts';
import { changeLibrary, keepLibrary } from './library.ts';
import { fillAhead, forecast, sayWhatCame } from './forecasting.ts';
import { beforeLaunch, whileRunning } from './events.ts';
import { raiseFindings } from './findings.ts';
import { playIncidents } from './incidents.ts';
import { join } from './joining.ts';
import { log } from './logging.ts';
import { holdMeetings } from './meeting.ts';
import { monitor, prepareAdoption } from './monitoring.ts';
import { knowPartners } from './partnering.ts';
import {
	answerPrinciples,
	citePrinciple,
	datePrinciples,
	lookUpFacts,
	markAnswers,
	publishPolicies
} from './principles.ts';
import { changeRegistry, keepRegistry } from './registry.ts';
import { reportOn } from './reports.ts';
import { beginReview, signReviews } from './reviewing.ts';
import { planFamilies, recordRisk, settleFamilies } from './safeguarding.ts';
import { scaleOut } from './scaling.ts';
import { closeWithCare } from './sunsetting.ts';
import { stories } from './stories.ts';
import type { Story } from './story.ts';
import { keepTrained, train, writeModules } from './training.ts';

type Database = {
	transaction: (
		work: (query: (text: string, values?: unknown[]) => Promise<Record<string, unknown>[]>) => Promise<void>
	) => Promise<void>;
	run: (text: string) => Promise<void>;
};

/** Incidents are reported from this day on. A review has on record what was reported before it, and nothing that came later. */
const REPORTED = 60;

/** Plays the whole demonstration in one transaction: it is there entirely, or not at all. */
export async function playDemonstration(database: Database, today = new Date()): Promise<void> {
	const seed = await readFile(new URL('../seed.sql', import.meta.url), 'utf8');
	await database.transaction(async (query) => {
		const director = direct(query, today);
		for (const statement of seed.split(/;\n/)) {
			if (statement.trim()) await director.sql(statement);
		}
		await settle(director);
		await keepLibrary(director);
		await keepRegistry(director);
		await datePrinciples(director);
		await writeModules(director);
		const lived = new Map<Story, string>();
		for (const story of stories) lived.set(story, await live(director, story));
		await playIncidents(director);
		await changeLibrary(director);
		await knowPartners(director);
		await changeRegistry(director);
		for (const [{ adopted }, pilot] of lived) if (adopted) await monitor(director, pilot, REPORTED, -1);
		await raiseFindings(director);
		await publishPolicies(director);
		await lookUpFacts(director);
		await keepTrained(director);
		await director.act('clerk', 0, 'call_meeting', {
			held_on: director.day(-6),
			chair: await director.person('chair')
		});
		await holdMeetings(director);
		await limit(director);
		await settleNeighbour(director);
		await inOrderOfDays(director);
		await saveViews(director);
	});
}

/** The AI office looked at what is begun and not finished, and set limits to it. */
async function limit(director: Director) {
	const fields = [
		{ stage: 'vetting', per: 'stage', most: 3, mode: 'warn' },
		{ stage: 'experiment', per: 'stage', most: 2, mode: 'warn' },
		{ stage: 'experiment', per: 'evaluator', most: 2, mode: 'warn' }
	];
	for (const [i, one] of fields.entries()) {
		await director.act('admin', 9 - i, 'save_wip_limit', { wip_limit: null, revision: null, fields: one });
	}
}

/**
 * Activity is read in the order in which it was written; stories are played one after another, and overlap. Who was told
 * of a line stays told; what is older than a week they have read, and the mails of then have been sent.
 */
async function inOrderOfDays(director: Director) {
	await director.sql(`create temporary table told on commit drop as
		select a.*, row_number() over (order by a.at, a.id) as place from public.activity a`);
	await director.sql(`create temporary table heard on commit drop as
		select t.place, n.person_id from private.notices n join told t on t.id = n.activity_id`);
	await director.sql('truncate public.activity, private.notices');
	await director.sql('alter table public.activity disable trigger notified');
	await director.sql(`insert into public.activity (district_id, pilot_id, actor_id, at, record, record_id, verb, facts)
		select district_id, pilot_id, actor_id, at, record, record_id, verb, facts from told order by place`);
	await director.sql('alter table public.activity enable trigger notified');
	await director.sql(
		`insert into private.notices (activity_id, district_id, person_id, pilot_id, at, read_at)
		select a.id, a.district_id, h.person_id, a.pilot_id, a.at,
			case when a.at < $1::timestamptz then a.at + interval '1 day' end
		from (select x.*, row_number() over (order by x.id) as place from public.activity x) a join heard h on h.place = a.place`,
		[director.date(8)]
	);
	await director.sql(
		`update private.mails set sent_at = created_at, facts = '{}' where kind in ('notice', 'sunset_thanks')`
	);
}

/** What somebody of the AI office and somebody of the cabinet keep of the pipeline. */
async function saveViews(director: Director) {
	const save = (who: string, name: string, query: string, shared: boolean) =>
		director.act(who, 0, 'save_view', { view: null, fields: { name, query, shared } });
	await save('admin', 'Waiting on reviewers', 'status=on+reviewers&as=list&sort=-days', true);
	await save('cabinet', 'What waits on me', 'waiting=true', false);
}

async function live(director: Director, story: Story): Promise<string> {
	const pilot = crypto.randomUUID();
	const lead = story.team[0]!;
	const move = (account: string, on: number, from_stage: string, to_stage: string, note = '') =>
		director.act(account, on, 'advance_pilot', { pilot, from_stage, to_stage, note });

	await propose(director, pilot, story);
	let stage = 'draft';
	if (story.submitted !== undefined) {
		await sayWhatIsDifferent(director, pilot, story);
		await move(lead, story.submitted, 'draft', 'proposed');
		stage = 'proposed';
	}
	if (story.sentBack) {
		const { on, by, note, parts } = story.sentBack;
		await director.act(by, on, 'send_back', { pilot, from_stage: 'proposed', note, parts });
	}
	if (story.triage) {
		await triage(director, pilot, story.triage);
		await answerPrinciples(director, pilot, story);
		await move('admin', story.triage.on, 'proposed', 'vetting');
		stage = 'vetting';
	}
	await signReviews(director, pilot, story);
	await beginReview(director, pilot, story);
	await markAnswers(director, pilot, story);
	for (const [by, on, body] of story.talk ?? []) await director.act(by, on, 'comment', { pilot, body });
	if (story.joining) await join(director, pilot, lead, story.joining);
	if (story.plan) await plan(director, pilot, story.plan);
	await forecast(director, pilot, story);
	await beforeLaunch(director, pilot, story);
	if (story.launched) {
		await settleFamilies(director, pilot, story);
		await train(director, pilot, story.launched.on);
		await move(story.launched.by, story.launched.on, 'vetting', 'experiment');
	}
	// Each look between the results that were there by then and the next ones.
	for (const [place, results] of (story.results ?? []).entries()) {
		await log(director, pilot, results);
		const next = story.results?.[place + 1]?.on ?? -1;
		for (const look of story.looks ?? [])
			if (look.on <= results.on && look.on > next) await lookAt(director, pilot, look);
	}
	if (story.launched) await recordRisk(director, pilot, story);
	else await planFamilies(director, pilot, story);
	await whileRunning(director, pilot, story);
	await askEducators(director, pilot, story);
	if (story.evaluated) {
		const { by, on, summary, recommends } = story.evaluated;
		// What is frozen with the report is the evidence of that day.
		await analyseAll(director, pilot, on);
		const report = reportOn(story.title);
		await director.act(by, on, 'submit_evaluation', { pilot, summary, recommendation: recommends, report });
		await move(by, on, 'experiment', 'decision');
		if (story.evaluated.second) await sayAlso(director, pilot, by, story.evaluated.second);
	}
	// What never came before the cabinet stands as of today: its cycle may be over since.
	if (story.results) await analyseAll(director, pilot, story.evaluated ? story.results.at(-1)!.on : 0);
	await sayWhatScalingNeeds(director, pilot, story);
	if (story.decided) {
		await decide(director, pilot, story.decided, await conditionsOf(director, story));
		await followConditions(director, pilot, story);
	}
	await sayWhatCame(director, pilot, story);
	await scaleOut(director, pilot, story);
	if (story.adopted) {
		const { on, by, owner, budget, nextReview } = story.adopted;
		const facts = { operating_owner: owner, operating_budget: budget, next_review: director.day(nextReview) };
		await director.act(by, on, 'save_facts', { pilot, facts });
		await prepareAdoption(director, pilot, by, on);
		await move(by, on, 'scaling', 'adopted');
		await monitor(director, pilot, on, REPORTED);
	}
	await judgeOverride(director, pilot, story);
	if (story.decided?.outcome === 'sunset') await closeWithCare(director, pilot, story);
	if (story.retired) await move('admin', story.retired.on, 'sunset', 'retired');
	if (story.leaves) {
		const { on, by, to, note, wakeOn } = story.leaves;
		if (wakeOn !== undefined) {
			await director.act(by, on, 'save_facts', { pilot, facts: { wake_on: director.day(wakeOn) } });
		}
		await move(by, on, stage, to, note);
	}
	await citePrinciple(director, pilot, story);
	return pilot;
}

async function propose(director: Director, pilot: string, story: Story) {
	const [lead, ...others] = story.team;
	const { students, under13, personal, decides } = story.answers;
	const { uses = [], reviewed = 'before use', reversible = 'easily' } = story.answers;
	const proposal = {
		title: story.title,
		kind: story.kind,
		problem: story.problem,
		who_affected: story.who,
		benefit: story.benefit,
		how_we_know: story.know,
		tool: story.tool,
		students_take_part: students,
		under_13: under13,
		personal_data: personal,
		decides_about_people: decides,
		uses,
		outputs_reviewed: reviewed,
		reversible,
		biometric: story.answers.biometric ?? false,
		trained_on_student_data: story.answers.trained ?? false,
		...(story.template ? { template: await director.template(story.template) } : {}),
		objectives: await Promise.all(story.objectives.map(director.objective)),
		sites: await Promise.all(story.sites.map(director.site))
	};
	await director.act(lead!, story.started, 'save_proposal', { pilot, proposal });
	await fillAhead(director, pilot, story);
	for (const account of others) {
		await director.act(lead!, story.started, 'seat', {
			pilot,
			person: await director.person(account),
			role: 'member'
		});
	}
}

async function sayWhatIsDifferent(director: Director, pilot: string, { team, submitted, different }: Story) {
	const found = (await director.act(team[0]!, submitted!, 'seek_again', { pilot })) as Found[];
	const answers = found
		.filter(({ close }) => close)
		.map(({ id }) => ({ other: id, difference: different ?? 'Another question, at another place.' }));
	if (answers.length > 0) await director.act(team[0]!, submitted!, 'answer_look_alikes', { pilot, answers });
}
type Found = { id: string; close: boolean };

async function triage(
	director: Director,
	pilot: string,
	{ on, sponsor, tier, reason }: NonNullable<Story['triage']>
) {
	await director.act('admin', on, 'appoint', {
		pilot,
		person: await director.person(sponsor),
		role: 'sponsor'
	});
	const [row] = await director.sql(
		'select private.computed_tier(p) as tier from public.pilots p where id = $1',
		[pilot]
	);
	const facts = { risk_tier: tier ?? row!.tier, risk_reason: reason ?? '' };
	await director.act('admin', on, 'save_facts', { pilot, facts });
}

async function plan(director: Director, pilot: string, plan: NonNullable<Story['plan']>) {
	await director.act('admin', plan.on, 'appoint', {
		pilot,
		person: await director.person(plan.evaluator),
		role: 'evaluator'
	});
	await director.act('admin', plan.on, 'save_facts', {
		pilot,
		facts: {
			decision_question: plan.question,
			stop_rule: plan.stopRule,
			budget_once: plan.once,
			budget_yearly: plan.yearly,
			cycle_end: director.day(plan.cycleEnd)
		}
	});
	const goals = [];
	for (const goal of plan.goals) {
		goals.push({
			metric_id: await director.metric(goal.metric),
			objective_id: await director.objective(goal.objective),
			role: goal.role,
			target: goal.target ?? null,
			minimum_effect: goal.minimum ?? null,
			planned_sd: goal.sd ?? null,
			guardrail_limit: goal.limit ?? null
		});
	}
	await director.act(plan.evaluator, plan.on, 'save_plan', {
		pilot,
		plan: {
			design: plan.design,
			assignment_unit: plan.unit,
			analysis_unit: plan.analysed ?? plan.unit,
			groups_per_arm: plan.groups,
			people_per_arm: plan.people,
			outcome_period: plan.period,
			strata: plan.strata ?? []
		},
		goals
	});
}

async function analyseAll(director: Director, pilot: string, on: number) {
	const input = evidenceInputSchema.parse(await director.serve(on, 'evidence_input', { pilot }));
	const complete = analyse(input);
	await director.serve(on, 'store_analysis', {
		pilot,
		fingerprint: input.fingerprint,
		complete,
		shown: shown(complete),
		permitted: complete.recommendation.permitted
	});
}

/** People open the evidence of a running pilot, and that they looked is on record. */
async function lookAt(director: Director, pilot: string, { on, by }: NonNullable<Story['looks']>[number]) {
	await analyseAll(director, pilot, on);
	for (const account of by) await director.act(account, on, 'analysis', { pilot });
}

/** The evaluator asks a second one, who reads the report and says whether they agree. */
async function sayAlso(
	director: Director,
	pilot: string,
	evaluator: string,
	{ by, asked, on, verdict, remarks }: NonNullable<NonNullable<Story['evaluated']>['second']>
) {
	await director.act(evaluator, asked, 'ask_second_evaluator', { pilot, person: await director.person(by) });
	const { versions } = (await director.act(by, on, 'evaluation', { pilot })) as {
		versions: { id: string }[];
	};
	const evaluation = versions[0]!.id;
	await director.act(by, on, 'review_evaluation', { pilot, evaluation, verdict, remarks });
}

async function decide(
	director: Director,
	pilot: string,
	decided: NonNullable<Story['decided']>,
	conditions: object[]
) {
	const { on, votes, outcome, rationale, override, nextReview } = decided;
	const chair = await director.person('chair');
	await director.act('clerk', on, 'call_meeting', { held_on: director.day(on), chair });
	for (const [account, choice, reason] of votes) {
		await director.act(account, on, 'cast_vote', { pilot, choice, reason });
	}
	await director.act('chair', on, 'record_decision', {
		pilot,
		outcome,
		rationale,
		override_reason: override ?? '',
		next_review: nextReview === undefined ? null : director.day(nextReview),
		// none is the default: an empty array would go as one of labels
		...(conditions.length > 0 ? { conditions } : {})
	});
}

/** A decision that departed from the majority is looked at again once a year has passed. */
async function judgeOverride(director: Director, pilot: string, { decided }: Story) {
	if (!decided?.came) return;
	const { on, by, verdict, words } = decided.came;
	const [row] = await director.sql('select id from public.decisions where pilot_id = $1', [pilot]);
	await director.act(by, on, 'say_what_came', { decision: row!.id, verdict, words });
}
