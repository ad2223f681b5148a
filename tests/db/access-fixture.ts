// A district with something in every table, and a pilot at each place where somebody has to act.
import { furnishDecided } from './access-calls-decided.ts';
import { createHash, randomUUID } from 'node:crypto';
import { meetingOf } from './access-calls-briefs.ts';
import { furnishOverride } from './access-calls-contracts.ts';
import { furnishSecondOpinion } from './access-calls-evaluation.ts';
import { furnishIncidents } from './access-calls-incidents.ts';
import { furnishMeetings } from './access-calls-meetings.ts';
import { furnishMetrics } from './access-calls-metrics.ts';
import { furnishRoom } from './access-calls-room.ts';
import { furnishRegistry } from './access-calls-registry.ts';
import { furnishSafeguards } from './access-calls-safeguards.ts';
import { furnishPrinciples } from './access-calls-principles.ts';
import { furnishSunset } from './access-calls-sunset.ts';
import { furnishTraining } from './access-calls-training.ts';
import { furnishWaves } from './access-calls-scaling.ts';
import { furnishTools } from './access-calls-tools.ts';
import { furnishFeedback } from './access-calls-feedback.ts';
import { furnishFindings } from './access-calls-findings.ts';
import { furnishMonitoring } from './access-calls-monitoring.ts';
import { furnishTemplate } from './access-calls-proposal.ts';
import { furnishViews } from './access-calls-pipeline.ts';
import { furnishGuest, furnishHolds, furnishTalk, otherGates, triaged } from './access-gates.ts';
import { furnishJoining } from './access-calls-joining.ts';
import { furnishPartners } from './access-calls-partners.ts';
import { furnishOffice } from './access-office.ts';
import { voted } from './decide.ts';
import { foundDistrict, newcomer, specialties } from './district.ts';
import { completePlan, day, result } from './forms.ts';
import { asOwner } from './owner.ts';
import { evaluate, must, pilotIn, signAll, watchOver } from './pilots.ts';
import { wavesDone } from './waves.ts';

export type Fixture = Awaited<ReturnType<typeof furnished>>;

export const FIRST_ADMIN_CODE = `4711-${randomUUID()}`;

/** Founds a district and lets it live: the same for each, so that ids of one can be put in the place of another's. */
export async function furnished() {
	const district = await foundDistrict();
	const reviewers = await Promise.all(
		specialties.map((one) => newcomer(district.id, `reviewer for ${one}`, [one]))
	);
	const pilots = {
		draft: await pilotIn(district, 'draft'),
		proposed: await pilotIn(district, 'proposed'),
		triaged: await triaged(district),
		ready: await pilotIn(district, 'vetting'),
		running: await pilotIn(district, 'experiment'),
		measured: await pilotIn(district, 'experiment'),
		voted: await voted(district, { sponsor: 'scale', cabinet2: 'scale', chair: 'scale' }),
		scaling: await pilotIn(district, 'scaling'),
		adopted: await pilotIn(district, 'adopted'),
		sunset: await pilotIn(district, 'sunset'),
		shelved: await pilotIn(district, 'shelved')
	};
	const { guest, waitingThere, visitors, ...visits } = await furnishGuest(district, reviewers);
	const office = await furnishOffice(district);
	const { admin, evaluator, sponsor, lead } = district.people;
	const waiting = randomUUID();
	await evaluate(district, pilots.measured);
	const reviewed = await furnishSecondOpinion(district, pilots.measured);
	await must(lead, 'log_measurements', {
		pilot: pilots.running,
		rows: [result(district, { id: waiting, period: 'Winter' })]
	});
	await must(evaluator, 'amend_plan', {
		pilot: pilots.running,
		plan: { ...completePlan, people_per_arm: 110 },
		reason: 'A class was closed.'
	});
	await must(sponsor, 'save_facts', {
		pilot: pilots.scaling,
		facts: { operating_owner: 'Curriculum', operating_budget: 'Line 12', next_review: day(200) }
	});
	await wavesDone(must, district, pilots.scaling);
	await watchOver(district, pilots.scaling);
	await furnishMonitoring(pilots.adopted);
	await signAll(district, pilots.draft, 'submit');
	await must(admin, 'save_facts', { pilot: pilots.proposed, facts: { wake_on: day(90) } });
	return {
		district,
		reviewers,
		guest,
		office,
		pilots: { ...pilots, ...visits },
		holds: await furnishHolds(district, reviewers[1]!, pilots.triaged, pilots.running),
		comment: await furnishTalk(district, pilots.running, pilots.draft),
		round: await furnishFeedback(district, pilots.running),
		decided: await furnishDecided(district),
		found: await furnishFindings(district, reviewers[1]!, pilots.triaged),
		joining: await furnishJoining(district, pilots.running, pilots.draft),
		partners: await furnishPartners(district, pilots.running),
		otherGates: await otherGates(district),
		template: await furnishTemplate(district),
		library: await furnishMetrics(district),
		kept: await furnishRegistry(district),
		overridden: await furnishOverride(district),
		safeguarded: await furnishSafeguards(district, pilots.triaged, pilots.running),
		principles: await furnishPrinciples(district, pilots.proposed),
		training: await furnishTraining(district),
		reported: await furnishIncidents(district, pilots.running),
		rooms: await furnishRoom(district),
		tools: await furnishTools(district),
		waves: await furnishWaves(district),
		runbook: await furnishSunset(district),
		view: await furnishViews(district),
		meeting: await meetingOf(pilots.voted),
		// Last: a meeting that is in session has few who are present.
		met: await furnishMeetings(district, pilots.adopted),
		waiting,
		waitingThere,
		/** evaluations: one with a second opinion, and the guest's, which waits for one */
		evaluations: { reviewed, visitors }
	};
}

/** The console printed a code for the district, and nobody used it yet. */
export const printCode = ({ district }: Fixture) =>
	asOwner(
		'insert into private.first_admin (code_hash, district_id) values ($1, $2)',
		createHash('sha256').update(FIRST_ADMIN_CODE).digest('hex'),
		district.id
	);

export const takeCodeBack = ({ district }: Fixture) =>
	asOwner('delete from private.first_admin where district_id = $1', district.id);

/** Ids of pilots of a district and of all that hangs on them, but for these pilots. */
export async function idsBeyond(district: string, pilots: string[]): Promise<Set<string>> {
	const tables = await asOwner<{ name: string }>(
		`select c.oid::regclass::text as name from pg_class c
		join pg_attribute p on p.attrelid = c.oid and p.attname = 'pilot_id'
		join pg_attribute i on i.attrelid = c.oid and i.attname = 'id' and i.atttypid = 'uuid'::regtype
		where c.relkind in ('r', 'p') and c.relnamespace::regnamespace::text in ('public', 'private')`
	);
	const all = await asOwner<{ id: string; pilot: string }>(
		[
			`select id::text as id, id::text as pilot from public.pilots where district_id = '${district}'`,
			...tables.map(
				({ name }) =>
					`select id::text as id, pilot_id::text as pilot from ${name} where district_id = '${district}'`
			)
		].join(' union ')
	);
	return new Set(all.filter(({ pilot }) => !pilots.includes(pilot)).map(({ id }) => id));
}

/** Every id of the tables of a district: what nobody outside may be told, or write to. */
export async function idsOf(district: string): Promise<Set<string>> {
	const tables = await asOwner<{ name: string; column: string }>(
		`select c.oid::regclass::text as name, i.attname as column from pg_class c
		join pg_attribute d on d.attrelid = c.oid and d.attname = 'district_id'
		join pg_attribute i on i.attrelid = c.oid and i.attname = 'id' and i.atttypid = 'uuid'::regtype
		where c.relkind in ('r', 'p') and c.relnamespace::regnamespace::text in ('public', 'private')`
	);
	const all = await asOwner<{ id: string }>(
		tables
			.map(({ name }) => `select id::text as id from ${name} where district_id = '${district}'`)
			.join(' union ')
	);
	return new Set([district, ...all.map(({ id }) => id)]);
}
