import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied } from './checks.ts';
import { foundDistrict, type District, type Part } from './district.ts';
import { day } from './forms.ts';
import { asOwner } from './owner.ts';
import { advance, evaluate, must, pilotIn, signAll, watchOver, type Life, type Stage } from './pilots.ts';
import { wavesDone } from './waves.ts';
import { unchanged } from './witness.ts';

let district: District;

beforeAll(async () => {
	district = await foundDistrict();
});

type Row = {
	from: Stage;
	to: Stage;
	act: string;
	/** whoever may do it, each tried on a pilot of their own */
	may: Part[];
	/** others who may, and are not tried */
	mayToo?: Part[];
	/** roles that would do, were their holders not or no longer on the team */
	keptOut: Part[];
	needsReason?: true;
	/** the pilot's life up to here, where it is not the usual one */
	life?: Omit<Life, 'stage'>;
	/** before the act, beside that life */
	ready?: (pilot: string) => Promise<unknown>;
};

/** Whoever is or was on the team and holds every role is told so, where a role is what the act asks for. */
const both: Part[] = ['insider', 'former'];
const refuses = (pilot: string) =>
	must(district.people.reviewer, 'sign_review', {
		pilot,
		specialty: 'privacy',
		verdict: 'refused',
		reason: 'Logs.'
	});
const evaluated = (pilot: string) => evaluate(district, pilot);

const rows: Row[] = [
	{ from: 'draft', to: 'proposed', act: 'submit', may: ['lead'], keptOut: [], ready: signs('submit') },
	{ from: 'draft', to: 'withdrawn', act: 'withdraw', may: ['lead'], keptOut: [], needsReason: true },
	{ from: 'proposed', to: 'vetting', act: 'triage', may: ['admin', 'sponsor'], keptOut: both },
	{
		from: 'proposed',
		to: 'draft',
		act: 'rework',
		may: ['admin', 'sponsor', 'reviewer'],
		keptOut: both,
		needsReason: true,
		ready: comesBackRefused
	},
	{
		from: 'proposed',
		to: 'shelved',
		act: 'shelve',
		may: ['admin', 'sponsor'],
		keptOut: both,
		needsReason: true,
		ready: sleepsUntil
	},
	{
		from: 'proposed',
		to: 'declined',
		act: 'decline',
		may: ['admin', 'sponsor'],
		keptOut: both,
		needsReason: true
	},
	{ from: 'proposed', to: 'withdrawn', act: 'withdraw', may: ['lead'], keptOut: [], needsReason: true },
	{
		from: 'vetting',
		to: 'experiment',
		act: 'launch',
		may: ['cabinet2', 'sponsor'],
		mayToo: ['cabinet3', 'chair'],
		keptOut: both
	},
	{
		from: 'vetting',
		to: 'experiment',
		act: 'launch',
		may: ['sponsor', 'admin'],
		keptOut: both,
		life: { tier: 'low' }
	},
	{
		from: 'vetting',
		to: 'draft',
		act: 'rework',
		may: ['admin', 'sponsor', 'reviewer'],
		keptOut: both,
		needsReason: true,
		ready: refuses
	},
	{
		from: 'vetting',
		to: 'shelved',
		act: 'shelve',
		may: ['admin', 'sponsor'],
		keptOut: both,
		needsReason: true,
		ready: sleepsUntil
	},
	{
		from: 'vetting',
		to: 'declined',
		act: 'decline',
		may: ['admin', 'sponsor'],
		keptOut: both,
		needsReason: true
	},
	{ from: 'vetting', to: 'withdrawn', act: 'withdraw', may: ['lead'], keptOut: [], needsReason: true },
	{
		from: 'experiment',
		to: 'decision',
		act: 'evidence',
		may: ['evaluator'],
		mayToo: ['lead', 'sponsor'],
		keptOut: [],
		ready: evaluated
	},
	{
		from: 'experiment',
		to: 'decision',
		act: 'stop early',
		may: ['lead', 'sponsor', 'evaluator'],
		keptOut: [],
		needsReason: true
	},
	{ from: 'scaling', to: 'adopted', act: 'adopt', may: ['sponsor'], keptOut: [], ready: owned },
	{ from: 'scaling', to: 'decision', act: 'review', may: ['sponsor'], keptOut: [], needsReason: true },
	{ from: 'adopted', to: 'decision', act: 'review', may: ['sponsor'], keptOut: [], needsReason: true },
	{ from: 'sunset', to: 'retired', act: 'retire', may: ['admin'], keptOut: both },
	{ from: 'shelved', to: 'proposed', act: 'wake', may: ['lead'], keptOut: [] },
	{
		from: 'shelved',
		to: 'proposed',
		act: 'wake',
		may: ['lead', 'admin', 'sponsor'],
		keptOut: both,
		ready: (pilot) => asOwner('update public.pilots set wake_on = $2::date where id = $1', pilot, day(0))
	}
];

function signs(act: 'submit') {
	return (pilot: string) => signAll(district, pilot, act);
}

function sleepsUntil(pilot: string) {
	return must(district.people.admin, 'save_facts', { pilot, facts: { wake_on: day(30) } });
}

/** It was in vetting, was refused and reworked, and is proposed again as it was. */
async function comesBackRefused(pilot: string) {
	const { admin, lead } = district.people;
	await must(admin, 'advance_pilot', advance(pilot, 'proposed', 'vetting'));
	await refuses(pilot);
	await must(admin, 'advance_pilot', advance(pilot, 'vetting', 'draft', 'The logs.'));
	await signAll(district, pilot, 'submit');
	await must(lead, 'advance_pilot', advance(pilot, 'draft', 'proposed'));
}

async function owned(pilot: string) {
	const facts = { operating_owner: 'Curriculum', operating_budget: 'Line 12', next_review: day(200) };
	await must(district.people.sponsor, 'save_facts', { pilot, facts });
	await wavesDone(must, district, pilot);
	await watchOver(district, pilot);
}

const may = (row: Row, part: Part) => row.may.includes(part) || row.mayToo?.includes(part);

function refusal(row: Row, part: Part, seesDraft: boolean): string {
	if (part === 'deactivated') return '403 no_person';
	if (!seesDraft && row.from === 'draft') return '404 no_such_pilot';
	if (row.keptOut.includes(part)) return '403 separation_of_duties';
	return '403 not_yours';
}

const title = ({ from, to, act, life, may: who }: Row) =>
	`${act}: ${from} → ${to}${life ? ', low tier' : ''}, by ${who.join(', ')}`;

describe.each(rows.map((row) => [title(row), row] as const))('%s', (_title, row) => {
	const pilots: string[] = [];
	const live = async () => {
		const pilot = await pilotIn(district, { ...row.life, stage: row.from });
		await row.ready?.(pilot);
		return pilot;
	};
	const reason = row.needsReason ? 'Because of this.' : '';
	const move = (who: Actor, pilot: string, note = reason) =>
		who.call('advance_pilot', advance(pilot, row.from, row.to, note));

	beforeAll(async () => {
		pilots.push(...(await Promise.all(row.may.map(live))));
	});

	test('is nobody else’s to do', async () => {
		const pilot = pilots[0]!;
		const onTeam: Part[] = ['lead', 'teammate', 'collector', 'insider'];
		await unchanged(district, pilot, async () => {
			for (const [part, who] of Object.entries(district.people) as [Part, Actor][]) {
				if (may(row, part)) continue;
				const sees = onTeam.includes(part) || (part === 'former' && row.from === 'draft');
				await denied(move(who, pilot, 'Because I say so.'), refusal(row, part, sees), part);
			}
			await denied(move(district.outsider, pilot), '404 no_such_pilot', 'outsider');
			await denied(move(district.stranger, pilot), '403 no_person', 'stranger');
			await denied(move(district.nobody, pilot), '42501', 'nobody');
		});
	});

	const needsReason = async () => {
		for (const [index, part] of row.may.entries()) {
			const how = row.act === 'stop early' && part === 'evaluator' ? '422 gate_not_met' : '422 no_reason';
			for (const note of ['', '   '])
				await denied(move(district.people[part], pilots[index]!, note), how, part);
		}
		await unchanged(district, pilots[0]!, async () => {
			const long = 'x'.repeat(2001);
			await denied(move(district.people[row.may[0]!], pilots[0]!, long), '422 too_long');
		});
	};
	if (row.needsReason) test('needs a reason', needsReason);

	test(`is done by ${row.may.join(', ')}`, async () => {
		for (const [index, part] of row.may.entries()) {
			const pilot = pilots[index]!;
			const who = district.people[part];
			expect(await allowed(move(who, pilot), part)).toEqual({ pilot, act: row.act, stage: row.to });
			const { data } = await who.client
				.from('stage_changes')
				.select('act, from_stage, to_stage, actor_id, note')
				.eq('pilot_id', pilot)
				.order('at', { ascending: false })
				.limit(1);
			const { from: from_stage, to: to_stage, act } = row;
			expect(data).toEqual([{ act, from_stage, to_stage, actor_id: who.id, note: reason }]);
			expect(await allowed(who.call('pilot', { pilot }))).toMatchObject({ stage: to_stage });
		}
	});
});

test('the map has these rows and those of decisions, and no others', async () => {
	const map = await allowed(district.people.lead.read('moves', 'from_stage, to_stage, act, through'));
	const known = new Set(rows.map(({ from, to, act }) => `${from} ${to} ${act} advance_pilot`));
	for (const to of ['scaling', 'experiment', 'shelved', 'sunset'])
		known.add(`decision ${to} decide record_decision`);
	known.add('experiment decision overdue record_decision');
	const found = map.map((row: Record<string, string>) =>
		[row.from_stage, row.to_stage, row.act, row.through].join(' ')
	);
	expect(found.sort()).toEqual([...known].sort());
});
