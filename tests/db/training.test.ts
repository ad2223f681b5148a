import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied, NO_GRANT } from './checks.ts';
import { foundDistrict, type District, type Part } from './district.ts';
import { day, labels } from './forms.ts';
import { mailsOf } from './mails.ts';
import { activates, newcomer } from './newcomers.ts';
import { asOwner } from './owner.ts';
import { advance, must, pilotIn } from './pilots.ts';
import { addModule, moduleFields } from './training-modules.ts';

let district: District;
const TEAM = ['lead', 'teammate', 'collector', 'insider'] as const;

beforeEach(async () => {
	district = await foundDistrict();
});

const complete = (who: Actor, module: string, on = day(0), more: object = {}) =>
	who.call('record_completion', { module, person: null, completed_on: on, ...more });
const page = (who: Actor, person: string | null = null) => allowed(who.call('training_page', { person }));
const criterion = async (pilot: string) =>
	(await allowed(district.people.member.call('gate', { pilot }))).find(
		(one: { criterion: string }) => one.criterion === 'training'
	);
const save = (who: Actor, module: object) => who.call('save_training_module', { module });
const monthsAgo = async (months: number, days = 0): Promise<string> => {
	const [row] = await asOwner<{ day: string }>(
		`select ((private.today() - make_interval(months => $1))::date + $2::int)::text as day`,
		months,
		days
	);
	return row!.day;
};

describe('a launch', () => {
	test('asks for nothing where the district wrote no modules, and says so', async () => {
		const pilot = await pilotIn(district, 'vetting');
		expect(await criterion(pilot)).toMatchObject({
			met: true,
			how: 'automatic',
			facts: { modules: 0, lacking: [] }
		});
		await allowed(district.people.cabinet2.call('advance_pilot', advance(pilot, 'vetting', 'experiment')));
	});

	test('waits until each of the team has the modules of its tier, and of no higher one', async () => {
		const first = await addModule(district, { title: 'Basics' });
		const second = await addModule(district, { title: 'Pilots', tier: 2 });
		await addModule(district, { title: 'High risk', tier: 3 });
		const pilot = await pilotIn(district, { stage: 'vetting', tier: 'moderate' });
		const names = async () =>
			((await criterion(pilot)).facts.lacking as { name: string; modules: string[] }[]).map(
				({ name, modules }) => `${name}: ${modules.join(', ')}`
			);
		expect(await names()).toEqual(TEAM.map((name) => `${name}: Basics, Pilots`).sort());
		for (const part of TEAM) await allowed(complete(district.people[part], first));
		for (const part of ['lead', 'collector', 'insider'] as const)
			await allowed(complete(district.people[part], second));
		expect(await names()).toEqual(['teammate: Pilots']);
		const move = advance(pilot, 'vetting', 'experiment');
		expect(await denied(district.people.cabinet2.call('advance_pilot', move), '422 gate_not_met')).toEqual({
			act: 'launch',
			unmet: ['training']
		});
		await allowed(complete(district.people.teammate, second));
		expect(await criterion(pilot)).toMatchObject({ met: true, facts: { tier: 2, people: 4, modules: 2 } });
		await allowed(district.people.cabinet2.call('advance_pilot', move));
	});

	test('asks more of who collects data, and nothing of who left or is not active', async () => {
		await addModule(district, { title: 'Pilots', tier: 2 });
		const pilot = await pilotIn(district, { stage: 'vetting', tier: 'low' });
		const names = async () =>
			(await criterion(pilot)).facts.lacking.map(({ name }: { name: string }) => name);
		expect(await names()).toEqual(['collector']);
		await activates(district.people.collector.id, false);
		expect(await names()).toEqual([]);
		await activates(district.people.collector.id, true);
		await must(district.people.lead, 'seat', { pilot, person: district.people.collector.id, role: null });
		expect(await names()).toEqual([]);
	});

	test('counts what is good today: through the day on which it expires, and not the day after', async () => {
		const module = await addModule(district, { valid_months: 12 });
		const pilot = await pilotIn(district, { stage: 'vetting', tier: 'low' });
		for (const part of ['lead', 'collector', 'insider'] as const)
			await allowed(complete(district.people[part], module));
		await allowed(complete(district.people.teammate, module, await monthsAgo(12, -1)));
		expect(await criterion(pilot)).toMatchObject({ met: false, facts: { lacking: [{ name: 'teammate' }] } });
		await allowed(complete(district.people.teammate, module, await monthsAgo(12)));
		expect(await criterion(pilot)).toMatchObject({ met: true });
	});

	test('is signed by nobody, and keeps a signature that was given before', async () => {
		await addModule(district);
		const pilot = await pilotIn(district, 'vetting');
		await denied(
			district.people.sponsor.call('sign_criterion', { pilot, criterion: 'training' }),
			'422 not_signed'
		);
		await asOwner(
			`insert into public.signatures (district_id, pilot_id, act, criterion, person_id) values ($1, $2, 'launch', 'training', $3)`,
			district.id,
			pilot,
			district.people.sponsor.id
		);
		expect(await criterion(pilot)).toMatchObject({ met: true, facts: { signed: { by: 'sponsor' } } });
	});
});

describe('the modules', () => {
	test('are written by the AI office, and by nobody else', async () => {
		const module = await addModule(district);
		for (const [part, who] of Object.entries(district.people) as [Part, Actor][]) {
			if (['admin', 'insider', 'former'].includes(part)) continue;
			const how = part === 'deactivated' ? '403 no_person' : '403 not_yours';
			await denied(save(who, moduleFields()), how, part);
			await denied(who.call('retire_training_module', { module, retired: true }), how, part);
			await denied(who.call('training_office'), how, part);
			await denied(who.call('training_people', { filters: {} }), how, part);
		}
		await denied(save(district.outsider, { ...moduleFields(), id: module, seen: 1 }), '404 no_such_module');
		await denied(district.nobody.call('training_page'), NO_GRANT);
	});

	test.each([
		['code', { code: 'two words' }],
		['title', { title: '  ' }],
		['link', { link: 'javascript:alert(1)' }],
		['link', { link: 'https://a b' }],
		['minutes', { minutes: 0 }],
		['minutes', { minutes: 'ten' }],
		['tier', { tier: 4 }],
		['valid_months', { valid_months: 0 }],
		['self_report_counts', { self_report_counts: null }]
	])('are refused for their %s', async (field, more) => {
		expect(await denied(save(district.people.admin, moduleFields(more)), '422 wrong_module')).toEqual({
			field
		});
	});

	test('are one for each code and title, whatever the case', async () => {
		const module = await addModule(district, { code: 'AI-1', title: 'Basics' });
		const { admin } = district.people;
		const taken = async (more: object) => (await denied(save(admin, moduleFields(more)), '409 taken')).field;
		expect(await taken({ code: 'ai-1' })).toBe('code');
		expect(await taken({ title: 'BASICS' })).toBe('title');
		expect(await taken({ title: 'ai-1' })).toBe('code');
		await must(admin, 'retire_training_module', { module, retired: true });
		await denied(admin.call('retire_training_module', { module, retired: true }), '409 not_now');
		const other = await addModule(district, { title: 'Basics' });
		await denied(admin.call('retire_training_module', { module, retired: false }), '409 taken');
		await must(admin, 'retire_training_module', { module: other, retired: true });
		await allowed(admin.call('retire_training_module', { module, retired: false }));
	});

	test('are not overwritten by who saw an older one', async () => {
		const { admin } = district.people;
		const fields = moduleFields();
		const id = await allowed(save(admin, fields));
		await allowed(save(admin, { ...fields, id, seen: 1, minutes: 45 }));
		await denied(save(admin, { ...fields, id, seen: 1, minutes: 60 }), '409 changed_meanwhile');
		await allowed(save(admin, { ...fields, id, seen: 2, minutes: 60 }));
	});

	test('settle anew what counts when they change', async () => {
		const { admin, lead } = district.people;
		const fields = moduleFields({ valid_months: null });
		const id = await allowed(save(admin, fields));
		await pilotIn(district, { stage: 'vetting', tier: 'low' });
		await allowed(complete(lead, id, await monthsAgo(7)));
		const waits = async () =>
			(await allowed(lead.call('home'))).waiting.some(
				({ what }: { what: string }) => what === 'finish a training'
			);
		expect(await waits()).toBe(false);
		await allowed(save(admin, { ...fields, id, seen: 1, valid_months: 6 }));
		expect(await waits()).toBe(true);
		await allowed(save(admin, { ...fields, id, seen: 2, tier: 2 }));
		expect(await waits()).toBe(false);
		await allowed(save(admin, { ...fields, id, seen: 3, valid_months: 12, self_report_counts: false }));
		expect(await waits()).toBe(true);
	});
});

describe('which tier somebody needs', () => {
	test('comes from their teams and roles, and says so', async () => {
		const pilot = await pilotIn(district, { stage: 'vetting', tier: 'high' });
		await pilotIn(district, 'draft');
		const reasons = async (part: Part) => {
			const { tier, reasons } = await page(district.people[part]);
			return [
				tier,
				...reasons.map(({ who, pilots }: { who: string; pilots: { id: string }[] }) =>
					[who, ...pilots.map(({ id }) => id)].join(' ')
				)
			];
		};
		expect(await reasons('lead')).toEqual([3, `high ${pilot}`]);
		expect(await reasons('collector')).toEqual([3, `high ${pilot}`, `data collector ${pilot}`]);
		expect(await reasons('member')).toEqual([0]);
		expect(await reasons('evaluator')).toEqual([2, 'evaluator']);
		expect(await reasons('privacyReviewer')).toEqual([2, 'reviewer']);
		expect(await reasons('chair')).toEqual([1, 'cabinet']);
		expect(await reasons('insider')).toEqual([3, `high ${pilot}`, 'evaluator', 'reviewer', 'cabinet']);
	});

	test('is the AI office’s to say, all of it, and not over somebody else', async () => {
		const { admin, member, chair } = district.people;
		const { rules, revision } = await allowed(admin.call('training_office'));
		expect(rules).toMatchObject({ low: 1, moderate: 2, high: 3, cabinet: 1 });
		const set = (who: Actor, more: object, seen = revision) =>
			who.call('save_training_rules', { rules: { ...rules, ...more }, revision: seen });
		await denied(set(member, {}), '403 not_yours');
		await denied(set(admin, { cabinet: 4 }), '422 wrong_rule');
		await denied(set(admin, { janitor: 1 }), '422 wrong_rule');
		await allowed(set(admin, { cabinet: 0 }));
		await denied(set(admin, { cabinet: 2 }), '409 changed_meanwhile');
		expect((await page(chair)).tier).toBe(0);
	});
});

describe('a completion', () => {
	test('is recorded by oneself once, or by the AI office for anyone', async () => {
		const module = await addModule(district);
		const { lead, member, admin } = district.people;
		const person = lead.id;
		const { id } = await allowed(complete(lead, module));
		expect(await allowed(complete(lead, module))).toEqual({ id, did: 'known' });
		await denied(complete(member, module, day(0), { person }), '403 not_yours');
		await denied(complete(lead, module, day(2)), '422 future');
		await denied(complete(lead, module, '1999-01-01'), '422 no_date');
		await denied(complete(lead, module, day(-1), { evidence: 'ftp://x' }), '422 no_link');
		await denied(complete(district.outsider, module), '404 no_such_module');
		await denied(complete(admin, module, day(0), { person: district.outsider.id }), '404 no_such_person');
		await denied(
			complete(admin, module, day(0), { person: district.people.deactivated.id }),
			'404 no_such_person'
		);
		expect(await allowed(complete(admin, module, day(0), { person }))).toMatchObject({ did: 'recorded' });
		expect((await page(lead)).completions.map(({ source }: { source: string }) => source).sort()).toEqual([
			'recorded',
			'self-reported'
		]);
		await denied(member.call('training_page', { person }), '403 not_yours');
		expect((await page(admin, person)).person).toMatchObject({ name: 'lead', self: false });
		await denied(district.outsider.call('training_page', { person }), '404 no_such_person');
	});

	test('of a teammate is nothing that an admin says who is on the team, before its launch', async () => {
		const module = await addModule(district, { self_report_counts: false });
		const { teammate, insider, admin, member } = district.people;
		await pilotIn(district, { stage: 'vetting', tier: 'low' });
		const { id } = await allowed(complete(teammate, module, day(-1)));
		const person = teammate.id;
		await denied(complete(insider, module, day(0), { person }), '403 separation_of_duties');
		await denied(
			insider.call('confirm_completions', { completions: labels([id]) }),
			'403 separation_of_duties'
		);
		const correction = { completion: id, completed_on: day(0), reason: 'A day later.' };
		await denied(insider.call('correct_completion', correction), '403 separation_of_duties');
		await allowed(complete(insider, module, day(0), { person: member.id }));
		await allowed(admin.call('confirm_completions', { completions: labels([id]) }));
	});

	test('of which self-report does not count waits for the AI office, and for nobody’s own word', async () => {
		const module = await addModule(district, { self_report_counts: false });
		const { lead, admin, member } = district.people;
		const { id } = await allowed(complete(lead, module));
		const own = (await allowed(complete(admin, module))).id;
		const mine = async () => (await page(lead)).modules[0];
		expect(await mine()).toMatchObject({ completed_on: null, reported_on: day(0) });
		expect((await allowed(admin.call('training_office'))).reported).toHaveLength(2);
		const confirm = (who: Actor, ...ids: string[]) =>
			who.call('confirm_completions', { completions: labels(ids) });
		await denied(confirm(member, id), '403 not_yours');
		await denied(confirm(admin, id, own), '403 not_yours');
		await denied(confirm(district.outsider, id), '409 stale');
		await denied(confirm(admin), '422 none');
		expect(await allowed(confirm(admin, id))).toBe(1);
		await denied(confirm(admin, id), '409 stale');
		expect(await mine()).toMatchObject({ completed_on: day(0), reported_on: null });
	});

	test('is corrected with a reason, and stays to be read', async () => {
		const module = await addModule(district);
		const { lead, admin, member } = district.people;
		const { id } = await allowed(complete(lead, module, day(-3)));
		const correct = (who: Actor, completion: string, on: string | null, reason = 'The wrong day.') =>
			who.call('correct_completion', { completion, completed_on: on, reason });
		await denied(correct(member, id, day(-2)), '404 no_such_completion');
		await denied(correct(district.outsider, id, day(-2)), '404 no_such_completion');
		await denied(correct(lead, id, day(-2), ' '), '422 no_reason');
		await denied(correct(lead, id, day(2)), '422 future');
		await denied(correct(lead, id, day(-3)), '422 same');
		const second = await allowed(correct(lead, id, day(-2)));
		await denied(correct(lead, id, day(-1)), '409 stale');
		expect((await page(lead)).modules[0]).toMatchObject({ completed_on: day(-2) });
		await allowed(correct(admin, second, null, 'It was somebody else.'));
		const { modules, completions } = await page(lead);
		expect(modules[0]).toMatchObject({ completed_on: null });
		expect(completions.map(({ stands }: { stands: boolean }) => stands)).toEqual([false, false, false]);
		expect(completions.map(({ reason }: { reason: string }) => reason).sort()).toEqual([
			'',
			'It was somebody else.',
			'The wrong day.'
		]);
		const recorded = await allowed(complete(admin, module, day(-5), { person: lead.id }));
		await denied(correct(lead, recorded.id, day(-4)), '403 not_yours');
	});

	test('is never edited', async () => {
		const module = await addModule(district);
		const { id } = await allowed(complete(district.people.lead, module));
		for (const act of [
			'update private.training_completions set completed_on = completed_on - 1 where id = $1',
			'delete from private.training_completions where id = $1'
		])
			await expect(asOwner(act, id)).rejects.toThrow();
	});
});

describe('what is due', () => {
	test('waits on whoever is on the team, with the day on which it expires', async () => {
		await pilotIn(district, { stage: 'experiment', tier: 'low' });
		const module = await addModule(district, { title: 'Basics', valid_months: 12 });
		const pilot = await pilotIn(district, { stage: 'vetting', tier: 'high' });
		const waits = async (part: Part) =>
			(await allowed(district.people[part].call('home'))).waiting.filter(
				({ what }: { what: string }) => what === 'finish a training'
			);
		expect(await waits('lead')).toMatchObject([{ pilot, title: 'A tutor for fractions', detail: 'Basics' }]);
		expect(await waits('evaluator')).toEqual([]);
		await allowed(complete(district.people.lead, module, await monthsAgo(12, 10)));
		const [one] = await waits('lead');
		expect(one).toMatchObject({ pilot, due: day(10) });
		await allowed(complete(district.people.lead, module));
		expect(await waits('lead')).toEqual([]);
	});

	test('is mailed a month before it expires and when it has, once, to who needs it', async () => {
		const module = await addModule(district, { title: 'Basics', valid_months: 12 });
		await addModule(district, { title: 'Unneeded', tier: 3 });
		await pilotIn(district, { stage: 'vetting', tier: 'low' });
		const { lead, teammate, member, insider } = district.people;
		await allowed(complete(lead, module, await monthsAgo(12, 20)));
		await allowed(complete(teammate, module, await monthsAgo(12, 40)));
		await allowed(complete(member, module, await monthsAgo(12, 20)));
		await allowed(complete(insider, module, await monthsAgo(12, -2)));
		const tickIn = (days: number) =>
			asOwner(
				`select set_config('pilotage.replay_at', (now() + make_interval(days => $1))::text, true), private.tick_training()`,
				days
			);
		const mails = async (kind: string) =>
			(await mailsOf(district.id, kind)).map(({ person }) => person).sort();
		for (const days of [0, 0, 1]) await tickIn(days);
		expect(await mails('training_expires')).toEqual([lead.id]);
		expect(await mails('training_expired')).toEqual([insider.id]);
		const [mail] = await mailsOf(district.id, 'training_expires');
		expect(mail!.facts).toEqual({
			expires_on: day(20),
			modules: [{ title: 'Basics' }]
		});
		await allowed(complete(insider, module));
		for (const days of [15, 21, 22]) await tickIn(days);
		expect(await mails('training_expires')).toEqual([lead.id, teammate.id].sort());
		expect(await mails('training_expired')).toEqual([lead.id, insider.id].sort());
	});
});

describe('how trained the district is', () => {
	const coverage = (who: Actor, args: object = {}) => who.call('training_coverage', { ...args });

	test('is read by the AI office, the cabinet and reviewers, without names but for the office', async () => {
		const guest = await newcomer(district.id, 'guest');
		const may = [
			'admin',
			'reviewer',
			'privacyReviewer',
			'sponsor',
			'cabinet2',
			'cabinet3',
			'chair',
			'insider',
			'former'
		];
		for (const [part, who] of [...Object.entries(district.people), ['guest', guest] as const]) {
			if (may.includes(part)) {
				expect((await allowed(coverage(who), part)).names, part).toBe(
					['admin', 'insider', 'former'].includes(part)
				);
			} else await denied(coverage(who), '403 not_yours', part);
		}
	});

	test('counts each person once a site, by what each needs, or by one module or tier', async () => {
		const { admin, lead, teammate } = district.people;
		await must(admin, 'save_training_rules', {
			rules: { low: 1, moderate: 2, high: 3, 'data collector': 2, evaluator: 0, reviewer: 0, cabinet: 0 },
			revision: 1
		});
		await pilotIn(district, { stage: 'vetting', tier: 'moderate' });
		await pilotIn(district, { stage: 'vetting', tier: 'low' });
		const first = await addModule(district, { valid_months: 12 });
		const second = await addModule(district, { tier: 2 });
		await asOwner('update public.people set site_id = $2 where id = $1', lead.id, district.sites[0]);
		await allowed(complete(lead, first, await monthsAgo(12, 30)));
		await allowed(complete(lead, second));
		await allowed(complete(teammate, first));
		const read = async (args: object = {}) => allowed(coverage(admin, args));
		const figures = (needed: number, current: number, expiring: number, missing: number) => ({
			needed,
			current,
			expiring,
			missing
		});
		const all = await read();
		expect(all.all).toEqual(figures(4, 1, 1, 3));
		expect(all.sites).toEqual([
			{ ...figures(1, 1, 1, 0), id: district.sites[0], name: expect.any(String) },
			{ ...figures(3, 0, 0, 3), id: null, name: null }
		]);
		expect(all.parts).toEqual([
			{ ...figures(4, 2, 1, 2), who: 'low', tier: 1 },
			{ ...figures(4, 1, 1, 3), who: 'moderate', tier: 2 },
			{ ...figures(1, 0, 0, 1), who: 'data collector', tier: 2 }
		]);
		expect((await read({ tier: 1 })).all).toEqual(figures(4, 2, 1, 2));
		expect((await read({ module: second })).all).toEqual(figures(4, 1, 0, 3));
		await denied(coverage(admin, { tier: 4 }), '422 wrong_tier');
		await denied(coverage(district.outsider, { module: first }), '404 no_such_module');
		const people = async (filters: object) => {
			const { in_all, people } = await allowed(admin.call('training_people', { filters }));
			return [
				in_all,
				...people.map(({ name, lacks }: { name: string; lacks: unknown[] }) => `${name} ${lacks.length}`)
			];
		};
		expect(await people({ standing: 'missing' })).toEqual([3, 'collector 2', 'insider 2', 'teammate 1']);
		expect(await people({ standing: 'expiring' })).toEqual([1, 'lead 1']);
		expect(await people({ site: 'none', module: second })).toEqual([
			3,
			'collector 1',
			'insider 1',
			'teammate 1'
		]);
		expect(await people({ who: 'low', standing: 'current' })).toEqual([2, 'lead 1', 'teammate 0']);
	});

	test('is whole where there are no modules, and does not count who is not active', async () => {
		const { admin, lead } = district.people;
		await pilotIn(district, { stage: 'vetting', tier: 'low' });
		const before = (await allowed(coverage(admin))).all;
		expect(before).toMatchObject({ missing: 0, expiring: 0 });
		await activates(lead.id, false);
		expect((await allowed(coverage(admin))).all.needed).toBe(before.needed - 1);
	});
});
