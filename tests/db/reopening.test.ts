import { beforeAll, describe, expect, test } from 'vitest';
import { server, type Actor } from './actors.ts';
import { allowed, denied, NO_GRANT } from './checks.ts';
import { foundDistrict, toolIs, newcomer, type District } from './district.ts';
import { mailsOf } from './mails.ts';
import { asOwner } from './owner.ts';
import { activityOf, advance, must, pilotIn, type Life, type Stage } from './pilots.ts';
import { unchanged } from './witness.ts';

let district: District;

beforeAll(async () => {
	district = await foundDistrict();
});

/** The registry's own tool of a name, which a pilot uses beside its others. */
async function toolOf(name: string, ...pilots: string[]) {
	const [tool] = await asOwner<{ id: string }>(
		'select private.tool_named($1, $2, null) as id',
		district.id,
		name
	);
	for (const pilot of pilots) await uses(pilot, tool!.id, name);
	return tool!.id;
}
const uses = (pilot: string, tool: string, name: string) =>
	asOwner(
		'insert into private.pilot_tools (pilot_id, tool_id, district_id, name) values ($1, $2, $3, $4)',
		pilot,
		tool,
		district.id,
		name
	);

/** What the registry does when a tool changes. Answers how many reviews were opened again. */
async function changes(tool: string, fields: string[], reason = 'A new release.') {
	const [row] = await asOwner<{ opened: number }>(
		'select private.reopen_reviews($1, array(select jsonb_array_elements_text($2::text::jsonb)), $3) as opened',
		tool,
		JSON.stringify(fields),
		reason
	);
	return row!.opened;
}

type Turn = {
	specialty: string;
	state: string;
	open: boolean;
	reopened_why: string;
	before: { cause: string }[];
};
const turns = async (pilot: string): Promise<Turn[]> =>
	(await allowed(district.people.member.call('findings', { pilot }))).reviews;
const states = async (pilot: string) =>
	Object.fromEntries((await turns(pilot)).map(({ specialty, state }) => [specialty, state]));
const stageOf = async (pilot: string) =>
	(await allowed(district.people.member.call('pilot', { pilot }))).stage;
const sign = (who: Actor, pilot: string, specialty: string, verdict = 'signed', reason = '') =>
	who.call('sign_review', { pilot, specialty, verdict, reason });
const noticed = async (pilot: string, verb: string) =>
	(
		await asOwner<{ id: string }>(
			`select n.person_id as id from private.notices n join public.activity a on a.id = n.activity_id
			where a.pilot_id = $1 and a.verb = $2`,
			pilot,
			verb
		)
	).map(({ id }) => Object.entries(district.people).find(([, who]) => who.id === id)?.[0]);

const signedAll = { privacy: 'signed', security: 'signed', instruction: 'signed' };

describe('a change of a tool', () => {
	test('of its model opens two reviews again in the three pilots that use it, and nothing else', async () => {
		const lives: (Stage | Life)[] = ['vetting', 'experiment', 'adopted'];
		const three = await Promise.all(lives.map((life) => pilotIn(district, life)));
		const [other, gone, over, before] = await Promise.all([
			pilotIn(district, 'experiment'),
			pilotIn(district, 'experiment'),
			pilotIn(district, 'retired'),
			pilotIn(district, 'proposed')
		]);
		const tool = await toolOf('Model maker', ...three, gone!, over!, before!);
		await asOwner(
			'update private.pilot_tools set unlinked_at = now() where pilot_id = $1 and tool_id = $2',
			gone,
			tool
		);
		await asOwner('delete from private.mails where district_id = $1', district.id);
		const stages = await Promise.all(three.map(stageOf));
		const seen = async (pilot: string) => {
			const page: object = await allowed(district.people.admin.call('pilot', { pilot }));
			// What may become of it: its reviews, what its gate says of them, and whose move it is.
			const moving = ['reviews', 'gates', 'status', 'missing', 'activity', 'waiting_for', 'stage_since_days'];
			return Object.fromEntries(Object.entries(page).filter(([key]) => !moving.includes(key)));
		};
		const pages = await Promise.all(three.map(seen));
		for (const pilot of [other!, gone!, over!, before!])
			await unchanged(district, pilot, async () => {
				if (pilot === other) expect(await changes(tool, ['model'])).toBe(6);
				// Doing it twice changes nothing.
				else expect(await changes(tool, ['model'])).toBe(0);
			});
		for (const [i, pilot] of three.entries()) {
			expect(await states(pilot)).toEqual({ privacy: 'signed', security: 'asked', instruction: 'asked' });
			expect(await stageOf(pilot)).toBe(stages[i]);
			expect(await seen(pilot)).toEqual(pages[i]);
			const lines = (await activityOf(district.people.member, pilot)).filter(
				({ verb }: { verb: string }) => verb === 'asked for reviews again'
			);
			expect(lines).toHaveLength(1);
			expect(lines[0].facts).toMatchObject({ tool: 'Model maker', specialties: ['security', 'instruction'] });
			expect((await noticed(pilot, 'asked for reviews again')).sort()).toEqual([
				'lead',
				'reviewer',
				'sponsor'
			]);
		}
		// One mail a person, for all three.
		const mails = await mailsOf(district.id);
		expect(mails.map(({ kind }) => kind)).toEqual([
			'reviews_reopened',
			'reviews_reopened',
			'reviews_reopened'
		]);
		expect(mails[0]!.facts).toMatchObject({
			tool: 'Model maker',
			why: 'Model maker changed: model. A new release.',
			in_all: 3
		});
		expect(mails[0]!.facts.pilots).toHaveLength(3);
	});

	test('keeps who had signed, when and why, for everyone to read', async () => {
		const pilot = await pilotIn(district, 'vetting');
		const { reviewer } = district.people;
		await must(reviewer, 'sign_review', {
			pilot,
			specialty: 'security',
			verdict: 'signed',
			reason: 'Tested with care.'
		});
		await changes(await toolOf('Kept', pilot), ['sign_on'], 'Rostered now.');
		const security = (await turns(pilot)).find(({ specialty }) => specialty === 'security');
		expect(security).toMatchObject({
			state: 'asked',
			open: true,
			reopened_why: 'Kept changed: sign on. Rostered now.',
			before: [{ state: 'signed', reviewer: 'reviewer', reason: 'Tested with care.', cause: 'tool' }]
		});
		await expect(
			asOwner(`update private.review_history set reason = 'Nothing.' where pilot_id = $1`, pilot)
		).rejects.toThrow();
	});

	test.each<[string, string[]]>([
		['vendor', ['security', 'privacy', 'finance']],
		['version', ['security', 'instruction', 'accessibility and equity']],
		['agreement', ['privacy']],
		['subprocessors', ['security', 'privacy']],
		['retention', ['privacy']],
		['hosting_region', ['security', 'privacy']],
		['trained_on_student_data', ['privacy']],
		['under_13_consent', ['privacy']],
		['data_elements', ['privacy']],
		['about', ['privacy']],
		['accessibility', ['accessibility and equity']],
		['name', []],
		['purpose', []],
		['website', []],
		['unheard of', []]
	])('of its %s touches %j', async (field, touched) => {
		const pilot = await pilotIn(district, { stage: 'vetting', tier: 'high' });
		expect(await changes(await toolOf(`Tool with ${field}`, pilot), [field])).toBe(touched.length);
		const asked = Object.entries(await states(pilot)).flatMap(([one, state]) =>
			state === 'asked' ? [one] : []
		);
		expect(asked.sort()).toEqual([...touched].sort());
	});

	test('leaves a refusal and what is asked as they are', async () => {
		const { reviewer, privacyReviewer } = district.people;
		const pilot = await pilotIn(district, 'proposed');
		await must(district.people.admin, 'advance_pilot', advance(pilot, 'proposed', 'vetting'));
		await must(privacyReviewer, 'sign_review', {
			pilot,
			specialty: 'privacy',
			verdict: 'refused',
			reason: 'It keeps chats.'
		});
		await must(reviewer, 'sign_review', { pilot, specialty: 'security', verdict: 'signed' });
		expect(await changes(await toolOf('Refused', pilot), ['vendor', 'model'])).toBe(1);
		expect(await states(pilot)).toEqual({ privacy: 'refused', security: 'asked', instruction: 'asked' });
	});

	test('that the office saves in the registry does the same, and says so', async () => {
		const town = await foundDistrict();
		const { admin } = town.people;
		const three: string[] = [];
		for (const stage of ['vetting', 'experiment', 'adopted'] as const) three.push(await pilotIn(town, stage));
		const change = {
			id: town.tool,
			revision: 1,
			model: 'Tutor 2',
			reason: 'The vendor moved to another model.'
		};
		expect(await allowed(admin.call('save_tool', { tool: change }))).toMatchObject({
			did: 'changed',
			reopened: 6
		});
		for (const pilot of three)
			expect(
				await asOwner('select specialty, state from public.reviews where pilot_id = $1 order by 1', pilot)
			).toEqual([
				{ specialty: 'security', state: 'asked' },
				{ specialty: 'privacy', state: 'signed' },
				{ specialty: 'instruction', state: 'asked' }
			]);
		const purpose = { id: town.tool, revision: 2, purpose: 'Asks back.', reason: 'In other words.' };
		expect(await allowed(admin.call('save_tool', { tool: purpose }))).toMatchObject({ reopened: 0 });
	});

	test('holds the launch until those are signed again', async () => {
		const { cabinet2, reviewer } = district.people;
		const pilot = await pilotIn(district, 'vetting');
		const tool = await toolOf('Launched later', pilot);
		await toolIs(tool, 'approved');
		await changes(tool, ['agreement']);
		const launch = () => cabinet2.call('advance_pilot', advance(pilot, 'vetting', 'experiment'));
		expect(await denied(launch(), '422 gate_not_met')).toEqual({ act: 'launch', unmet: ['reviews'] });
		await allowed(sign(reviewer, pilot, 'privacy'));
		await allowed(launch());
	});

	test('is for the registry alone', async () => {
		for (const who of [district.people.admin, district.nobody])
			expect(
				(await who.call('reopen_reviews', { tool: district.id, fields: ['model'], reason: '' })).error
			).not.toBeNull();
		await denied(district.nobody.call('review_touches'), NO_GRANT);
		const touches = await allowed(district.people.member.call('review_touches'));
		expect(touches).toContainEqual({ field: 'vendor', specialties: ['security', 'privacy', 'finance'] });
	});
});

describe('a review that was opened again after the launch', () => {
	test.each<Stage>(['experiment', 'decision', 'scaling', 'adopted'])(
		'is signed again in %s, the others are not',
		async (stage) => {
			const { reviewer, privacyReviewer, insider } = district.people;
			const pilot = await pilotIn(district, stage);
			await denied(sign(reviewer, pilot, 'privacy'), '409 not_now');
			await changes(await toolOf(`Used in ${stage}`, pilot), ['retention']);
			await denied(sign(insider, pilot, 'privacy'), '403 separation_of_duties');
			await denied(sign(reviewer, pilot, 'security'), '409 not_now');
			const asked = async (who: Actor) =>
				(await allowed(who.call('home'))).waiting.filter(
					(one: { what: string; pilot: string }) => one.what === 'sign a review' && one.pilot === pilot
				);
			expect(await asked(privacyReviewer)).toMatchObject([{ detail: 'privacy' }]);
			expect(await asked(insider)).toEqual([]);
			await allowed(sign(privacyReviewer, pilot, 'privacy', 'refused', 'Too long.'));
			await allowed(sign(privacyReviewer, pilot, 'privacy'));
			expect(await asked(privacyReviewer)).toEqual([]);
			expect(await states(pilot)).toEqual(signedAll);
			expect(await stageOf(pilot)).toBe(stage);
		}
	);

	test('is reminded of like any other', async () => {
		const pilot = await pilotIn(district, 'experiment');
		await changes(await toolOf('Reminded', pilot), ['retention']);
		await asOwner(
			`update public.reviews set reopened_at = now() - interval '9 days' where pilot_id = $1 and state = 'asked'`,
			pilot
		);
		await asOwner('delete from private.mails where district_id = $1', district.id);
		await allowed(server.call('tick'));
		const mail = (await mailsOf(district.id, 'review_waits')).find(
			({ person }) => person === district.people.privacyReviewer.id
		);
		expect(mail!.facts.reviews.map((one: { pilot: string }) => one.pilot)).toContain(pilot);
	});
});

describe('a signature is void', () => {
	test('once its reviewer comes onto the team, whatever way that was', async () => {
		const pilot = await pilotIn(district, 'vetting');
		const { reviewer, lead } = district.people;
		// The lead cannot take in whoever reviewed; what comes another way voids all the same.
		await denied(
			lead.call('seat', { pilot, person: reviewer.id, role: 'member' }),
			'403 separation_of_duties'
		);
		expect(await states(pilot)).toEqual(signedAll);
		await asOwner(
			`insert into public.team_members (pilot_id, person_id, district_id, role) values ($1, $2, $3, 'member')`,
			pilot,
			reviewer.id,
			district.id
		);
		expect(await states(pilot)).toEqual({ privacy: 'asked', security: 'asked', instruction: 'asked' });
		const [turn] = await turns(pilot);
		expect(turn!.reopened_why).toMatch(/^reviewer joined the team on \d+ \w+ \d{4}\.$/);
		expect(turn!.before).toMatchObject([{ state: 'signed', reviewer: 'reviewer', cause: 'team' }]);
		expect([...new Set(await noticed(pilot, 'voided a review'))].sort()).toEqual([
			'lead',
			'privacyReviewer',
			'reviewer',
			'sponsor'
		]);
		await denied(sign(reviewer, pilot, 'privacy'), '403 separation_of_duties');
		await allowed(sign(district.people.privacyReviewer, pilot, 'privacy'));
	});

	test('once its reviewer recuses themselves; others’ stay', async () => {
		const { privacyReviewer, reviewer } = district.people;
		const pilot = await pilotIn(district, 'proposed');
		await must(district.people.admin, 'advance_pilot', advance(pilot, 'proposed', 'vetting'));
		await must(privacyReviewer, 'sign_review', { pilot, specialty: 'privacy', verdict: 'signed' });
		await must(reviewer, 'sign_review', { pilot, specialty: 'security', verdict: 'signed' });
		await allowed(privacyReviewer.call('recuse', { pilot, reason: 'My sister sells it.' }));
		expect(await states(pilot)).toEqual({ privacy: 'asked', security: 'signed', instruction: 'asked' });
		expect((await turns(pilot)).find(({ specialty }) => specialty === 'privacy')!.before).toMatchObject([
			{ cause: 'recused' }
		]);
		await denied(sign(privacyReviewer, pilot, 'privacy'), '403 separation_of_duties');
		await allowed(sign(reviewer, pilot, 'privacy'));
	});

	test('after the launch, too, and then asked again', async () => {
		const { reviewer, privacyReviewer } = district.people;
		const pilot = await pilotIn(district, 'experiment');
		await allowed(reviewer.call('recuse', { pilot, reason: 'A new job at the vendor.' }));
		expect(await states(pilot)).toEqual({ privacy: 'asked', security: 'asked', instruction: 'asked' });
		expect(await stageOf(pilot)).toBe('experiment');
		await allowed(sign(privacyReviewer, pilot, 'privacy'));
	});
});

describe('where nobody is left to sign', () => {
	test('the AI office is asked to appoint a reviewer, until there is one', async () => {
		const { admin, reviewer, member } = district.people;
		const pilot = await pilotIn(district, { stage: 'vetting', tier: 'high' });
		await changes(await toolOf('Orphaned', pilot), ['accessibility']);
		const asks = async (who: Actor) =>
			(await allowed(who.call('home'))).waiting.filter(
				({ what }: { what: string }) => what === 'appoint a reviewer'
			);
		expect(await asks(admin)).toEqual([]);
		await asOwner(
			`delete from public.person_roles where person_id = $1 and specialty = 'accessibility and equity'`,
			reviewer.id
		);
		await asOwner(
			`delete from public.person_roles where person_id in ($1, $2, $3) and specialty = 'accessibility and equity'`,
			district.people.insider.id,
			district.people.former.id,
			district.people.deactivated.id
		);
		expect(await asks(admin)).toMatchObject([{ detail: 'accessibility and equity' }]);
		expect(await asks(member)).toEqual([]);
		const load = await allowed(admin.call('review_load'));
		expect(load.missing).toMatchObject([{ specialty: 'accessibility and equity' }]);
		const found = await newcomer(district.id, 'found', ['accessibility and equity']);
		expect(await asks(admin)).toEqual([]);
		await allowed(sign(found, pilot, 'accessibility and equity'));
	});
});
