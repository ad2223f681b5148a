import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { server, type Actor } from './actors.ts';
import { allowed, denied } from './checks.ts';
import { foundDistrict, lapse, type District, type Part } from './district.ts';
import { day } from './forms.ts';
import { mailsOf } from './mails.ts';
import { asOwner } from './owner.ts';
import { advance, must, pilotIn } from './pilots.ts';

let district: District;

beforeAll(async () => {
	district = await foundDistrict();
});

const read = async (who: Actor, tool: string) => allowed(who.call('tool', { tool }));
const record = (who: Actor, tool: string, agreement: object) =>
	who.call('record_agreement', { tool, agreement });
const end = (who: Actor, tool: string, agreement: string, more: object = {}) =>
	who.call('end_agreement', { tool, agreement, ended_on: day(0), reason: 'Terminated.', ...more });
let counted = 0;
/** A tool that is approved and has no agreement. */
async function approved(more: object = {}): Promise<string> {
	const { admin } = district.people;
	const tool = {
		name: `Lesson mill ${(counted += 1)}`,
		data_elements: ['identity'],
		about: ['students'],
		...more
	};
	const { id } = await must(admin, 'save_tool', { tool });
	await must(admin, 'set_tool_state', { tool: id, state: 'in review', reason: '', revision: 1 });
	await must(admin, 'set_tool_state', { tool: id, state: 'approved', reason: '', revision: 2 });
	return id;
}
const nameOf = async (tool: string): Promise<string> => (await read(district.people.admin, tool)).name;
/** A pilot with student data whose launch waits for what is signed, and for what its tools need. */
async function pilotWith(...tools: string[]) {
	const pilot = await pilotIn(district, { stage: 'vetting', tier: 'high' });
	const names = await Promise.all(tools.map(nameOf));
	await must(district.people.lead, 'save_facts', { pilot, facts: { tools: names } });
	return pilot;
}
const asked = async (pilot: string) =>
	(await allowed(district.people.member.call('gate', { pilot }))).find(
		(one: { criterion: string }) => one.criterion === 'data_agreement'
	);
/** The same at another moment: the clock is the owner's alone. */
async function askedAt(pilot: string, moment: string) {
	const [row] = await asOwner<{ facts: { met: boolean } }>(
		`select set_config('pilotage.replay_at', $1, true), private.criterion_data_agreement(p) as facts
		from public.pilots p where p.id = $2`,
		moment,
		pilot
	);
	return row!.facts;
}
const tickAt = (moment: string) =>
	asOwner(`select set_config('pilotage.replay_at', $1, true), private.tick_tools()`, moment);

describe('an agreement', () => {
	test('is recorded and ended by the AI office and whoever reviews privacy, and by nobody else', async () => {
		const tool = await approved();
		const { admin, privacyReviewer } = district.people;
		const { id } = await allowed(record(admin, tool, { signed_on: day(-1) }));
		const keepers: Part[] = ['admin', 'reviewer', 'privacyReviewer', 'insider', 'former'];
		for (const [part, who] of Object.entries(district.people) as [Part, Actor][]) {
			if (keepers.includes(part)) continue;
			const how = part === 'deactivated' ? '403 no_person' : '403 not_yours';
			await denied(record(who, tool, { signed_on: day(-1) }), how, part);
			await denied(end(who, tool, id), how, part);
		}
		await denied(record(district.outsider, tool, { signed_on: day(-1) }), '404 no_such_tool');
		await denied(end(district.outsider, tool, id), '404 no_such_tool');
		await denied(end(privacyReviewer, district.tool, id), '404 no_such_agreement', 'of another tool');
		expect((await read(admin, tool)).agreements).toHaveLength(1);
		await allowed(record(privacyReviewer, tool, { signed_on: day(-1), version: '2' }));
		await allowed(end(privacyReviewer, tool, id));
	});

	test('keeps its terms, and each is a change of the tool', async () => {
		const { admin, member } = district.people;
		const tool = await approved();
		const terms = {
			version: '3.2',
			signed_on: day(-10),
			expires_on: day(200),
			general_offer: true,
			disposition: 'Returned, then erased.',
			deletion_days: 60,
			breach_notice_hours: 72,
			link: 'https://district.example/dpa.pdf'
		};
		const { id } = await allowed(record(admin, tool, terms));
		await allowed(end(admin, tool, id, { reason: 'A new one is being written.' }));
		const told = await read(member, tool);
		expect(told.agreements).toMatchObject([
			{ ...terms, state: 'current', soon: true, ended_on: day(0), recorded_by: 'admin', until: day(0) }
		]);
		expect(told.changes.slice(0, 2)).toMatchObject([
			{
				fields: ['agreement'],
				reason: 'A new one is being written.',
				before: { until: day(200) },
				after: { ended: true }
			},
			{
				fields: ['agreement'],
				before: { until: null },
				after: { version: '3.2', until: day(200) },
				by: 'admin'
			}
		]);
		await denied(end(admin, tool, id), '409 ended_already');
	});

	test('sent twice is recorded once', async () => {
		const { admin } = district.people;
		const tool = await approved();
		const agreement = { id: randomUUID(), signed_on: day(-3) };
		expect(await allowed(record(admin, tool, agreement))).toMatchObject({ did: 'recorded' });
		expect(await allowed(record(admin, tool, agreement))).toMatchObject({ did: 'unchanged' });
		expect((await read(admin, tool)).agreements).toHaveLength(1);
	});

	test('takes no day, number or link that cannot be', async () => {
		const { admin } = district.people;
		const tool = await approved();
		const wrong: [how: string, agreement: object, field: string][] = [
			['422 no_day', {}, 'signed_on'],
			['422 no_day', { signed_on: '2026-02-30' }, 'signed_on'],
			['422 no_day', { signed_on: 'infinity' }, 'signed_on'],
			['422 no_day', { signed_on: '0026-11-02' }, 'signed_on'],
			['422 not_signed_yet', { signed_on: day(1) }, 'signed_on'],
			['422 no_day', { signed_on: day(0), expires_on: 'soon' }, 'expires_on'],
			['422 ends_before', { signed_on: day(-1), expires_on: day(-2) }, 'expires_on'],
			['422 no_number', { signed_on: day(0), deletion_days: -1 }, 'deletion_days'],
			['422 no_number', { signed_on: day(0), deletion_days: 'soon' }, 'deletion_days'],
			['422 no_number', { signed_on: day(0), breach_notice_hours: 0 }, 'breach_notice_hours'],
			['422 no_number', { signed_on: day(0), breach_notice_hours: 1.5 }, 'breach_notice_hours'],
			['422 unknown_choice', { signed_on: day(0), general_offer: 'maybe' }, 'general_offer'],
			['422 no_link', { signed_on: day(0), link: 'file:///dpa.pdf' }, 'link']
		];
		for (const [how, agreement, field] of wrong)
			expect(await denied(record(admin, tool, agreement), how, JSON.stringify(agreement))).toMatchObject({
				field
			});
		await denied(record(admin, tool, { signed_on: day(0), tool_id: tool }), '400 unknown_field');
		expect((await read(admin, tool)).agreements).toEqual([]);
		const { id } = await allowed(record(admin, tool, { signed_on: day(-5), expires_on: day(5) }));
		for (const ended_on of [day(-6), day(6), null])
			expect(await denied(end(admin, tool, id, { ended_on }), '422 no_day')).toEqual({ field: 'ended_on' });
		for (const reason of ['', ' ', null])
			expect(await denied(end(admin, tool, id, { reason }), '422 no_reason')).toEqual({ field: 'reason' });
		await lapse(tool);
		await denied(end(admin, tool, id), '409 expired_already');
	});

	test('is recorded by nobody whose own pilot waits for it', async () => {
		const { insider, former, admin } = district.people;
		const tool = await approved();
		await pilotWith(tool);
		for (const who of [insider, former])
			await denied(record(who, tool, { signed_on: day(0) }), '403 separation_of_duties', who.name);
		await allowed(record(admin, tool, { signed_on: day(0) }));
	});

	test('is recorded by whoever stands in for privacy in a pilot that waits for it', async () => {
		const { admin, member, reviewer, privacyReviewer } = district.people;
		const tool = await approved();
		const pilot = await pilotWith(tool);
		for (const who of [reviewer, privacyReviewer])
			await must(who, 'recuse', { pilot, reason: 'I know the vendor.' });
		await denied(record(member, tool, { signed_on: day(0) }), '403 not_yours');
		await denied(record(reviewer, tool, { signed_on: day(0) }), '403 separation_of_duties', 'recused');
		await must(admin, 'substitute', { pilot, part: 'privacy', person: member.id, reason: 'Both know them.' });
		await allowed(record(member, tool, { signed_on: day(0) }));
		await denied(record(member, await approved(), { signed_on: day(0) }), '403 not_yours', 'of another tool');
	});
});

describe('launch with student data', () => {
	const launch = (pilot: string) =>
		district.people.cabinet2.call('advance_pilot', advance(pilot, 'vetting', 'experiment'));

	test('waits for a current agreement of each tool that touches it', async () => {
		const { admin } = district.people;
		const [pupils, staff] = [
			await approved(),
			await approved({ data_elements: ['usage'], about: ['staff'] })
		];
		const pilot = await pilotWith(pupils, staff);
		expect(await denied(launch(pilot), '422 gate_not_met')).toEqual({
			act: 'launch',
			unmet: ['data_agreement']
		});
		expect(await asked(pilot)).toMatchObject({
			how: 'automatic',
			met: false,
			facts: { named: true, tools: [{ id: pupils, state: 'none', current: false, expires_on: null }] }
		});
		await denied(admin.call('sign_criterion', { pilot, criterion: 'data_agreement' }), '422 not_signed');
		await allowed(record(admin, pupils, { signed_on: day(-9), expires_on: day(-2), version: '1' }));
		expect(await asked(pilot)).toMatchObject({
			met: false,
			facts: { tools: [{ state: 'expired', current: false, version: '1', expires_on: day(-2) }] }
		});
		await allowed(record(admin, pupils, { signed_on: day(-1), expires_on: day(0), version: '2' }));
		expect(await asked(pilot)).toMatchObject({
			met: true,
			facts: { tools: [{ state: 'current', current: true, version: '2', expires_on: day(0) }] }
		});
		// Privacy looks at the new terms.
		await must(district.people.reviewer, 'sign_review', { pilot, specialty: 'privacy', verdict: 'signed' });
		await allowed(launch(pilot));
	});

	test('counts an agreement through its last day, and no longer from midnight', async () => {
		const tool = await approved();
		const pilot = await pilotWith(tool);
		await allowed(record(district.people.admin, tool, { signed_on: day(-20), expires_on: day(10) }));
		expect(await askedAt(pilot, `${day(-21)}T23:59:59.9Z`)).toMatchObject({ met: false });
		expect(await askedAt(pilot, `${day(-20)}T00:00:00Z`)).toMatchObject({ met: true });
		expect(await askedAt(pilot, `${day(10)}T23:59:59.9Z`)).toMatchObject({ met: true });
		expect(await askedAt(pilot, `${day(11)}T00:00:00Z`)).toMatchObject({ met: false });
		const { id } = (await read(district.people.admin, tool)).agreements[0];
		await allowed(end(district.people.admin, tool, id, { ended_on: day(3) }));
		expect(await askedAt(pilot, `${day(3)}T23:59:59.9Z`)).toMatchObject({ met: true });
		expect(await askedAt(pilot, `${day(4)}T00:00:00Z`)).toMatchObject({
			met: false,
			tools: [{ state: 'ended' }]
		});
	});

	test('asks for tools by name where none is named', async () => {
		const pilot = await pilotWith();
		expect(await asked(pilot)).toMatchObject({ met: false, facts: { named: false, tools: [] } });
	});

	test('takes what nobody wrote down for student data', async () => {
		const tool = await approved();
		await asOwner(`update private.tools set data_elements = '{}', about = '{}' where id = $1`, tool);
		expect(await asked(await pilotWith(tool))).toMatchObject({
			met: false,
			facts: { tools: [{ id: tool }] }
		});
	});
});

test('an agreement that ends while a pilot runs marks the pilot, and stops nothing', async () => {
	const { member, evaluator, lead } = district.people;
	const tool = await approved();
	await allowed(record(district.people.admin, tool, { signed_on: day(-9), expires_on: day(1) }));
	const pilot = await pilotWith(tool);
	await must(district.people.cabinet2, 'advance_pilot', advance(pilot, 'vetting', 'experiment'));
	const tools = async (who: Actor) => allowed(who.call('pilot_tools', { pilot }));
	expect(await tools(member)).toMatchObject({ tools: [{ id: tool, state: 'approved' }], lapsed: [] });
	await lapse(tool);
	expect(await tools(member)).toMatchObject({
		lapsed: [{ id: tool, state: 'expired', expires_on: day(-1) }]
	});
	await denied(district.outsider.call('pilot_tools', { pilot }), '404 no_such_pilot');
	expect((await must(lead, 'pilot', { pilot })).stage).toBe('experiment');
	await must(evaluator, 'advance_pilot', advance(pilot, 'experiment', 'decision', 'The stop rule.'));
	expect((await tools(member)).lapsed).toHaveLength(1);
});

describe('what runs out', () => {
	let tool: string;
	let pilot: string;

	beforeAll(async () => {
		district = await foundDistrict();
		tool = await approved();
		await allowed(
			record(district.people.admin, tool, { signed_on: day(-9), expires_on: day(100), version: '7' })
		);
		pilot = await pilotWith(tool);
	});
	beforeEach(() => asOwner('delete from private.mails where district_id = $1', district.id));

	const told = async () => {
		const part = Object.fromEntries(Object.entries(district.people).map(([name, { id }]) => [id, name]));
		return (await mailsOf(district.id, 'agreement_ends')).map(({ person }) => part[person!]).sort();
	};
	const concerned = ['admin', 'former', 'insider', 'lead', 'privacyReviewer', 'reviewer', 'sponsor'];

	test('is told 60, 30 and 7 days before and on the day after, once each', async () => {
		await tickAt(`${day(39)}T23:00:00Z`);
		expect(await told(), '61 days before').toEqual([]);
		for (const [days, what] of [
			[40, '60 days before'],
			[70, '30 days before'],
			[93, '7 days before'],
			[101, 'the day after']
		] as const) {
			await tickAt(`${day(days)}T08:00:00Z`);
			expect(await told(), what).toEqual(concerned);
			await tickAt(`${day(days)}T20:00:00Z`);
			expect(await told(), `${what}, again`).toEqual(concerned);
			await tickAt(`${day(days + 1)}T08:00:00Z`);
			expect(await told(), `${what}, a day later`).toEqual(concerned);
			const [mail] = await mailsOf(district.id, 'agreement_ends');
			expect(mail!.facts).toMatchObject({
				tool,
				version: '7',
				until: day(100),
				past: days > 100,
				pilots: [{ pilot, title: 'A tutor for fractions' }]
			});
			await asOwner(`update private.mails set kind = 'told' where district_id = $1`, district.id);
		}
	});

	test('a month after it ended, nobody is told any more', async () => {
		await tickAt(`${day(131)}T08:00:00Z`);
		expect(await told()).toEqual([]);
	});

	test('waits on the AI office and on whoever reviews privacy', async () => {
		const renew = async (part: Part) =>
			(await must(district.people[part], 'home', {})).waiting.filter(
				({ what }: { what: string }) => what === 'renew an agreement'
			);
		expect(await renew('admin')).toEqual([]);
		await asOwner(
			'update private.tool_agreements set expires_on = private.today() + 60 where tool_id = $1',
			tool
		);
		for (const part of ['admin', 'privacyReviewer', 'reviewer'] as const)
			expect(await renew(part), part).toMatchObject([{ pilot: tool, due: day(60), detail: 'expires' }]);
		for (const part of ['lead', 'sponsor', 'member', 'clerk'] as const)
			expect(await renew(part), part).toEqual([]);
		await lapse(tool);
		expect(await renew('admin')).toMatchObject([{ pilot: tool, due: day(-1), detail: 'expired' }]);
		await must(district.people.admin, 'record_agreement', { tool, agreement: { signed_on: day(0) } });
		expect(await renew('admin')).toEqual([]);
		await tickAt(`${day(0)}T08:00:00Z`);
		expect(await told(), 'what was renewed').toEqual([]);
	});

	test('of a tool that no pilot uses bothers nobody', async () => {
		const unused = await approved();
		await must(district.people.admin, 'record_agreement', {
			tool: unused,
			agreement: { signed_on: day(-3), expires_on: day(5) }
		});
		await tickAt(`${day(0)}T08:00:00Z`);
		expect(await told()).toEqual([]);
	});

	test('is told in the tick of the server', async () => {
		await asOwner(
			'update private.tool_agreements set expires_on = private.today() + 5 where tool_id = $1',
			tool
		);
		await allowed(server.call('tick'));
		expect(await told()).toEqual(concerned);
	});
});
