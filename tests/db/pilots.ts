import { randomUUID } from 'node:crypto';
import { server, type Actor } from './actors.ts';
import type { District, Part } from './district.ts';
import { asOwner, asPerson, copyLife, keepLife } from './owner.ts';
import { completePlan, completeProposal, day, goals, incidents, labels, result, type Tier } from './forms.ts';
import { wavesDone } from './waves.ts';

export type Stage =
	| 'draft'
	| 'proposed'
	| 'vetting'
	| 'experiment'
	| 'decision'
	| 'scaling'
	| 'adopted'
	| 'sunset'
	| 'retired'
	| 'shelved'
	| 'declined'
	| 'withdrawn';
type Outcome = 'scale' | 'extend' | 'shelve' | 'sunset';

const reviewed: Record<Tier, string[]> = {
	low: ['privacy'],
	moderate: ['privacy', 'security', 'instruction'],
	high: ['privacy', 'security', 'instruction', 'accessibility and equity', 'finance']
};

/**
 * Somebody does something on the way to where a test starts: it must work. The function is the one of the API, in the
 * person's own role and with what their token says, without the detour through the API: tests show rules by `call`.
 */
export async function must(who: Actor, name: string, args: Record<string, unknown>) {
	if (!who.claims) throw new Error(`${who.name} has no token.`);
	return asPerson(who.claims, name, args).catch((error: Error) => {
		throw new Error(`${who.name} could not ${name}: ${error.message}`);
	});
}

export const advance = (pilot: string, from_stage: string | null, to_stage: string, note = '') => ({
	pilot,
	from_stage,
	to_stage,
	note
});

/** The server computes the evidence and says what it permits; `complete` and `shown` stand for its analysis. */
export async function analyse(pilot: string, permitted: Outcome[] = ['scale', 'extend']) {
	const { fingerprint } = await must(server, 'evidence_input', { pilot });
	await must(server, 'store_analysis', {
		pilot,
		fingerprint,
		complete: { for: 'the evaluator' },
		shown: { for: 'everyone' },
		permitted: labels(permitted)
	});
}

/** The server reads the results of the waves; `complete` and `shown` stand for what it reads. */
export async function readWaves(
	pilot: string,
	guardrails: 'held' | 'open' | 'at risk' | 'breached' = 'held',
	read: { complete?: object; shown?: object } = {}
) {
	const { fingerprint } = await must(server, 'wave_input', { pilot });
	await must(server, 'store_wave_reading', {
		pilot,
		fingerprint,
		guardrails,
		complete: read.complete ?? { for: 'the evaluator' },
		shown: read.shown ?? { for: 'everyone' }
	});
}

/** What adopting asks of its results and of what comes after it: guardrails held, and a monitoring cycle. */
export async function watchOver(district: District, pilot: string, every: 3 | 6 | 12 = 6) {
	await must(district.people.sponsor, 'choose_monitoring', { pilot, every, seen: 0 });
	await readWaves(pilot);
}

export type Life = {
	/** lived up to this stage */
	stage: Stage;
	tier?: Tier;
	permitted?: Outcome[];
	/** what the gate out of this stage asks is left out, so that it holds: its facts, or what is signed */
	without?: 'facts' | 'signatures';
};

/** What each gate asks to be signed, and by whom it is here. */
const signers = {
	submit: {},
	triage: { duplicates: 'admin' }
} as const satisfies Record<string, Record<string, Part>>;

/**
 * Everything that a gate asks to be signed, and does not have yet, is signed by whoever does that here; what it asks the team to say
 * is said. Launch asks nobody to sign: `settleFamilies` is what its team does.
 */
export async function signAll(district: District, pilot: string, act: keyof typeof signers) {
	const asked = await must(district.people.lead, 'gate', { pilot });
	if (act === 'submit') await sayWhatIsDifferent(district.people.lead, pilot);
	if (act === 'triage') await answerPrinciples(district.people.lead, pilot);
	const open = asked.filter((one: Asked) => one.act === act && !one.met && one.criterion in signers[act]);
	const by: Record<string, Part> = signers[act];
	await Promise.all(
		open.map(({ criterion }: Asked) =>
			must(district.people[by[criterion]!], 'sign_criterion', { pilot, criterion })
		)
	);
}
type Asked = { act: string; met: boolean; criterion: string };

/** Each pilot of these tests is like the others: its team says of each what is different. */
export async function sayWhatIsDifferent(who: Actor, pilot: string) {
	const { look_alikes } = await must(who, 'pilot', { pilot });
	const answers = look_alikes.map(({ id }: { id: string }) => ({ other: id, difference: 'Another school.' }));
	if (answers.length > 0) await must(who, 'answer_look_alikes', { pilot, answers });
}

/** Its team answers each guiding principle in a sentence. */
export async function answerPrinciples(
	who: Actor,
	pilot: string,
	answer = 'A teacher looks at all of it first.'
) {
	const { seen, principles } = await must(who, 'pilot_principles', { pilot });
	const answers = principles.map(({ id }: { id: string }) => ({ principle: id, answer }));
	await must(who, 'answer_principles', { pilot, answers, seen });
}

/** Something like it was proposed since it was submitted, and its team has not said yet what is different: whoever triages signs. */
export const findOneMore = (district: District, pilot: string) =>
	asOwner(
		`insert into private.look_alikes (pilot_id, other_id, district_id, score, why, close) values ($1, $1, $2, 0.9, '{title}', true)
		on conflict do nothing`,
		pilot,
		district.id
	);

/** What somebody reads of a pilot's activity, the newest first. */
export async function activityOf(who: Actor, pilot: string) {
	return (await must(who, 'activity_log', { filters: { pilot } })).lines;
}

/** A pilot that has lived up to a stage, each act by whoever does it: a copy of the first one that did so. Answers the pilot's id. */
export async function pilotIn(district: District, wanted: Stage | Life): Promise<string> {
	const life = typeof wanted === 'string' ? { stage: wanted } : wanted;
	if (life.stage === 'draft') return livedPilot(district, life);
	const pilot = randomUUID();
	const kind = JSON.stringify([life.stage, life.tier, life.permitted, life.without]);
	if (await copyLife(kind, namesIn(district, pilot))) return pilot;
	const lived = await livedPilot(district, life);
	await keepLife(kind, namesIn(district, lived));
	return lived;
}

/** The same, lived for itself: where a test is about what somebody was told on the way. */
export async function livedPilot(district: District, wanted: Stage | Life): Promise<string> {
	const life = typeof wanted === 'string' ? { stage: wanted } : wanted;
	const pilot = randomUUID();
	await draft(district, pilot, life);
	for (const step of way(life.stage)) await step(district, pilot, life);
	return pilot;
}

function namesIn(district: District, pilot: string) {
	const named = (kind: string, some: [string, string][]) => some.map(([name, id]) => [`${kind}.${name}`, id]);
	return {
		...Object.fromEntries([
			...named(
				'people',
				Object.entries(district.people).map(([name, { id }]) => [name, id])
			),
			...named('sites', Object.entries(district.sites)),
			...named('objectives', Object.entries(district.objectives)),
			...named('metrics', Object.entries(district.metrics)),
			...named('principles', Object.entries(district.principles))
		]),
		tool: district.tool,
		district: district.id,
		pilot
	};
}

type Step = (district: District, pilot: string, life: Life) => Promise<unknown>;

function way(stage: Stage): Step[] {
	const leaves =
		(to: string): Step =>
		async ({ people }, pilot) => {
			if (to === 'shelved') await must(people.admin, 'save_facts', { pilot, facts: { wake_on: day(90) } });
			await must(people.admin, 'advance_pilot', advance(pilot, 'proposed', to, 'Not this year.'));
		};
	switch (stage) {
		case 'draft':
			return [];
		case 'proposed':
			return [submit];
		case 'vetting':
			return [submit, triage, prepare];
		case 'experiment':
			return [submit, triage, prepare, launch];
		case 'decision':
			return [submit, triage, prepare, launch, conclude];
		case 'scaling':
			return [submit, triage, prepare, launch, conclude, decides('scale')];
		case 'sunset':
			return [submit, triage, prepare, launch, conclude, decides('sunset'), closeRunbook];
		case 'adopted':
			return [...way('scaling'), settle];
		case 'retired':
			return [...way('sunset'), retire];
		case 'shelved':
			return [submit, leaves('shelved')];
		case 'declined':
			return [submit, leaves('declined')];
		case 'withdrawn':
			return [
				submit,
				({ people }, pilot) =>
					must(people.lead, 'advance_pilot', advance(pilot, 'proposed', 'withdrawn', 'No time.'))
			];
	}
}

async function draft(district: District, pilot: string, life: Life) {
	const { lead, teammate, collector, insider, former } = district.people;
	await must(lead, 'save_proposal', { pilot, proposal: completeProposal(district, life.tier) });
	await Promise.all([
		must(lead, 'seat', { pilot, person: collector.id, role: 'data collector' }),
		...[teammate, insider, former].map(({ id }) => must(lead, 'seat', { pilot, person: id, role: 'member' }))
	]);
}

const submit: Step = async (district, pilot, life) => {
	const { people } = district;
	await signAll(district, pilot, 'submit');
	await must(people.lead, 'advance_pilot', advance(pilot, 'draft', 'proposed'));
	await findOneMore(district, pilot);
	await must(people.lead, 'seat', { pilot, person: people.former.id, role: null });
	await must(people.admin, 'appoint', { pilot, person: people.sponsor.id, role: 'sponsor' });
	if (life.stage !== 'proposed' || life.without !== 'facts') {
		await must(people.admin, 'save_facts', { pilot, facts: { risk_tier: life.tier ?? 'moderate' } });
	}
	if (life.stage !== 'proposed' || !life.without) await signAll(district, pilot, 'triage');
};

const triage: Step = ({ people }, pilot) =>
	must(people.admin, 'advance_pilot', advance(pilot, 'proposed', 'vetting'));

const prepare: Step = async (district, pilot, life) => {
	const { admin, evaluator, reviewer } = district.people;
	await must(admin, 'appoint', { pilot, person: evaluator.id, role: 'evaluator' });
	const facts = {
		decision_question: 'Should grade 6 use it?',
		stop_rule: 'Stop if scores fall.',
		budget_once: 1000,
		budget_yearly: 2000,
		cycle_end: day(0)
	};
	await Promise.all([
		...reviewed[life.tier ?? 'moderate'].map((specialty) =>
			must(reviewer, 'sign_review', { pilot, specialty, verdict: 'signed' })
		),
		must(admin, 'save_facts', { pilot, facts }),
		must(evaluator, 'save_plan', { pilot, plan: completePlan, goals: goals(district) })
	]);
	if (life.tier !== 'low' && (life.stage !== 'vetting' || !life.without))
		await settleFamilies(district, pilot);
};

/** Everything that a tier may ask for students and families, as its lead fills it in. */
export const familyMeasures: Record<string, object> = {
	notice: { how: 'A letter home.', languages: ['English', 'Spanish'], date: day(-3) },
	opt_out: { how: 'A note to the teacher, at any time.' },
	alternative: { activity: 'The same tasks on paper.' },
	languages: { applies: 'yes', languages: ['Spanish'], how: 'The family office translates.' },
	accommodations: {
		plans: 'yes',
		plans_how: 'Read aloud, more time.',
		english: 'no',
		english_how: 'None in these classes.'
	},
	consent: { consent: 'opt-out', date: day(-3) },
	under_13: { consent_by: 'school', date: day(-3) },
	research_review: {
		needed: 'yes',
		office: 'Research office',
		decision: 'approved',
		date: day(-3),
		reference: 'R-12'
	}
};

/** Settles everything that the pilot's tier asks for students and families, and nothing else. */
export async function settleFamilies(district: District, pilot: string, who: Actor = district.people.lead) {
	const { families } = await must(who, 'safeguards', { pilot });
	for (const { kind, asked, id } of families.kinds as { kind: string; asked: boolean; id: number | null }[]) {
		if (asked && id === null)
			await must(who, 'save_family_measure', { pilot, kind, measure: familyMeasures[kind] });
	}
}

const launch: Step = ({ people }, pilot, life) =>
	must(
		life.tier === 'low' ? people.admin : people.cabinet2,
		'advance_pilot',
		advance(pilot, 'vetting', 'experiment')
	);

/** Logs the results and the evaluation: everything that the evidence gate asks. */
export async function evaluate(district: District, pilot: string, rows?: object[]) {
	const { evaluator } = district.people;
	const given = rows ?? [
		result(district),
		result(district, { arm: 'comparison', mean: 58 }),
		incidents(district)
	];
	await must(evaluator, 'log_measurements', { pilot, rows: given });
	await must(evaluator, 'submit_evaluation', { pilot, summary: 'It helps.', recommendation: 'scale' });
}

/** What a district asks before it scales: no contract, so that no board and no vendor have to be asked. */
export const saveContract = (
	district: District,
	pilot: string,
	more: object = {},
	who: Actor = district.people.sponsor
) =>
	must(who, 'save_contract_facts', {
		pilot,
		facts: {
			contract_value: 0,
			payer_next_year: 'Curriculum',
			family_notice_on: day(-3),
			opt_outs: 0,
			accommodations: 'Read aloud, more time.',
			...more
		}
	});

const conclude: Step = async (district, pilot, life) => {
	const { evaluator, clerk, chair } = district.people;
	await evaluate(district, pilot);
	await saveContract(district, pilot);
	await must(evaluator, 'advance_pilot', advance(pilot, 'experiment', 'decision'));
	await analyse(pilot, life.permitted);
	await must(clerk, 'call_meeting', { held_on: day(0), chair: chair.id });
};

const decides = (outcome: Outcome): Step => {
	return async ({ people }, pilot) => {
		const voters = [people.sponsor, people.cabinet2, people.chair];
		await Promise.all(voters.map((voter) => must(voter, 'cast_vote', { pilot, choice: outcome })));
		await analyse(pilot, [outcome]);
		await must(people.chair, 'record_decision', { pilot, outcome, rationale: 'The evidence says so.' });
	};
};

const settle: Step = async (district, pilot) => {
	const { people } = district;
	const facts = { operating_owner: 'Curriculum', operating_budget: 'Line 12', next_review: day(200) };
	await must(people.sponsor, 'save_facts', { pilot, facts });
	await wavesDone(must, district, pilot);
	await watchOver(district, pilot);
	await must(people.sponsor, 'advance_pilot', advance(pilot, 'scaling', 'adopted'));
};

const closeRunbook: Step = async (district, pilot, life) => {
	if (!life.without) await doSteps(district, pilot);
};

/** Every open step of a pilot's runbook, or those of some keys, done today by the AI office. */
export async function doSteps({ people: { admin } }: District, pilot: string, keys?: string[]) {
	const { steps } = await must(admin, 'runbook', { pilot });
	for (const { id, key, state } of steps as { id: string; key: string; state: string }[]) {
		if (state !== 'open' || (keys && !keys.includes(key))) continue;
		await must(admin, 'do_step', { pilot, step: id, fields: stepFields(key) });
	}
}

/** What the form of a step sends when it is done. */
export const stepFields = (key: string, more: object = {}) => ({
	done_on: day(0),
	note: 'As agreed.',
	link: 'https://files.district.example/closed',
	...(key === 'publish_lesson' ? { lesson: 'Ask families first.' } : {}),
	...more
});

const retire: Step = ({ people }, pilot) =>
	must(people.admin, 'advance_pilot', advance(pilot, 'sunset', 'retired'));
