import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied } from './checks.ts';
import { foundDistrict, type District, type Part } from './district.ts';
import { day } from './forms.ts';
import { file, incidentFor, proposed, report, toolCalled, triage } from './incident-forms.ts';
import { pilotIn } from './pilots.ts';

let district: District;

beforeAll(async () => {
	district = await foundDistrict();
});

const page = (who: Actor, pilot: string) => allowed(who.call('pilot', { pilot }), who.name);
const list = (who: Actor, filters: object = {}, at = 1) =>
	allowed(who.call('incident_list', { filters, page: at }), who.name);
const ids = ({ incidents }: { incidents: { id: string }[] }) => incidents.map(({ id }) => id);
const reason = 'Same day, same class, same tool.';

describe('two reports of one event', () => {
	test('are one incident: pilots, tools and open work are united, and both stay to be read', async () => {
		const { teammate, member, admin, lead, clerk } = district.people;
		const [one, two] = [await pilotIn(district, 'experiment'), await pilotIn(district, 'scaling')];
		const [tutor, checker] = [await toolCalled(district, 'Tutor'), await toolCalled(district, 'Checker')];
		const keep = await file(teammate, { pilots: [one], tools: [tutor] });
		const other = await file(member, { pilots: [two], tools: [checker], severity: 'minor' });
		await allowed(admin.call('triage_incident', triage(other, lead.id)));
		await allowed(
			admin.call('add_incident_action', {
				incident: other,
				what: 'Ask the vendor.',
				owner: clerk.id,
				due: day(2)
			})
		);
		const join = (who: Actor, some: object = {}) =>
			who.call('join_incidents', { keep, other, reason, ...some });
		for (const [part, who] of Object.entries(district.people) as [Part, Actor][]) {
			if (['admin', 'reviewer', 'privacyReviewer'].includes(part)) continue;
			const how = {
				former: '403 separation_of_duties',
				insider: '403 separation_of_duties',
				deactivated: '403 no_person'
			};
			await denied(join(who), how[part as keyof typeof how] ?? '403 not_yours', part);
		}
		await denied(join(district.outsider), '404 no_such_incident');
		await denied(join(admin, { other: keep }), '422 same_report');
		await denied(join(admin, { reason: ' ' }), '422 no_words');
		const before = (await list(member)).total;
		await allowed(join(admin));
		await denied(join(admin), '409 joined_already');
		await denied(join(admin, { keep: other, other: keep }), '409 joined');
		await denied(admin.call('triage_incident', triage(other, lead.id)), '409 joined');

		expect(await incidentFor(admin, keep)).toMatchObject({
			pilots: [{ id: expect.any(String) }, { id: expect.any(String) }],
			tools: [{ name: 'Checker' }, { name: 'Tutor' }],
			joined: [{ id: other, reported_by: 'member' }],
			actions: [{ what: 'Ask the vendor.', owner: 'clerk' }]
		});
		expect(await incidentFor(member, other)).toMatchObject({ reads: true, state: 'joined', joined_to: keep });
		// The team of either pilot reads what stands for both.
		for (const pilot of [one, two])
			expect((await page(lead, pilot)).incidents.map(({ id }: { id: string }) => id)).toContain(keep);
		expect((await list(member)).total).toBe(before - 1);
		expect(ids(await list(member))).not.toContain(other);
		expect(ids(await list(member, { state: 'joined' }))).toEqual([other]);
	});

	test('are serious if one of them is: holds stay, and all pilots are held', async () => {
		const { member, admin, lead } = district.people;
		const [one, two] = [await pilotIn(district, 'experiment'), await pilotIn(district, 'experiment')];
		const keep = await file(member, { pilots: [one], severity: 'minor' });
		const other = await file(lead, { pilots: [two], severity: 'serious' });
		await allowed(admin.call('join_incidents', { keep, other, reason }));
		expect(await incidentFor(admin, keep)).toMatchObject({
			severity: 'serious',
			report_due: expect.any(String)
		});
		for (const pilot of [one, two]) {
			const seen = await page(lead, pilot);
			expect(seen, 'one hold each').toMatchObject({ on_hold: true, holds: [{ source: 'incident' }] });
			expect(seen.holds).toHaveLength(1);
		}
	});

	test('are not joined while a closing waits, and a chain of them leads to the one that is kept', async () => {
		const { member, admin, reviewer } = district.people;
		const [first, second, third] = [await file(member), await file(member), await file(member)];
		await proposed(district, first);
		await denied(admin.call('join_incidents', { keep: first, other: second, reason }), '409 not_now');
		await denied(admin.call('join_incidents', { keep: second, other: first, reason }), '409 not_now');
		await allowed(reviewer.call('answer_closing', { incident: first, approve: true }));
		await denied(admin.call('join_incidents', { keep: first, other: second, reason }), '409 closed');
		await allowed(admin.call('join_incidents', { keep: second, other: first, reason }));
		await allowed(admin.call('join_incidents', { keep: third, other: second, reason }));
		for (const one of [first, second])
			expect(await incidentFor(member, one)).toMatchObject({ state: 'joined', joined_to: third });
	});
});

describe('the list', () => {
	test('is everyone’s of the district, narrowed and counted by month, without what happened', async () => {
		const here = await foundDistrict();
		const { member, clerk, admin, reviewer } = here.people;
		const pilot = await pilotIn(here, 'experiment');
		const tool = await toolCalled(here, 'Tutor');
		const mine = await file(member, {
			pilots: [pilot],
			tools: [tool],
			severity: 'serious',
			kind: 'security'
		});
		const old = await file(member, { tools: [tool], occurred_on: day(-200) });
		const settled = await file(member, { kind: 'accessibility', occurred_on: day(-3) });
		await proposed(here, settled, admin);
		await allowed(reviewer.call('answer_closing', { incident: settled, approve: true }));

		const all = await list(clerk);
		expect(ids(all)).toEqual([settled, old, mine]);
		expect(all).toMatchObject({
			total: 3,
			any: true,
			offered: { tools: [{ id: tool }], pilots: [{ id: pilot }] }
		});
		expect(JSON.stringify(all)).not.toMatch(/another subject|went on without/);
		expect(all.months).toHaveLength(12);
		const counted = (rows: { count: number }[]) => rows.reduce((sum, { count }) => sum + count, 0);
		expect(counted(all.kinds)).toBe(3);
		expect(counted(all.tools)).toBe(2);
		expect(counted(all.severities)).toBe(3);
		for (const [filters, found] of [
			[{ state: 'open' }, [old, mine]],
			[{ state: 'closed' }, [settled]],
			[{ severity: 'serious' }, [mine]],
			[{ kind: 'accessibility' }, [settled]],
			[{ tool }, [old, mine]],
			[{ pilot }, [mine]],
			[{ from: day(-10) }, [settled, mine]],
			[{ to: day(-100) }, [old]]
		] as [object, string[]][])
			expect(ids(await list(clerk, filters)), JSON.stringify(filters)).toEqual(found);
		expect(ids(await list(clerk, {}, 2))).toEqual([]);
		expect((await list(here.outsider)).incidents).toEqual([]);
		await denied(here.stranger.call('incident_list', {}), '403 no_person');
	});

	test('and the form of a report offers pilots that incidents are reported of, one’s own first', async () => {
		const { lead, member } = district.people;
		const running = await pilotIn(district, 'experiment');
		await pilotIn(district, 'proposed');
		const offered = await allowed(lead.call('incident_choices', { pilots: [running] }));
		const found = (id: string) => offered.pilots.find((one: { id: string }) => one.id === id);
		expect(found(running)).toMatchObject({ mine: true });
		expect((await allowed(member.call('incident_choices', {}))).pilots.length).toBe(offered.pilots.length);
		for (const { id } of offered.pilots)
			await allowed(member.call('file_incident', report({ pilots: [id] })));
	});
});
