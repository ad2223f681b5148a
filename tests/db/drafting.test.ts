import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { allowed, denied } from './checks.ts';
import { foundDistrict, type District } from './district.ts';
import { completeProposal, day } from './forms.ts';
import { asOwner } from './owner.ts';
import { advance, must, pilotIn, signAll } from './pilots.ts';
import { unchanged } from './witness.ts';

let district: District;

beforeAll(async () => {
	district = await foundDistrict();
});

describe('a draft that two write at once', () => {
	test('keeps what the other saved, and says who and what', async () => {
		const { lead, teammate } = district.people;
		const pilot = await pilotIn(district, 'draft');
		const { revision } = await must(lead, 'pilot', { pilot });
		const first = await allowed(
			lead.call('save_draft', { pilot, proposal: { problem: 'Of the lead.', revision }, step: 'problem' })
		);
		expect(first).toMatchObject({ id: pilot, revision: revision + 1 });
		await unchanged(district, pilot, async () => {
			const facts = await denied(
				teammate.call('save_draft', { pilot, proposal: { problem: 'Of the teammate.', revision } }),
				'409 edited_elsewhere'
			);
			expect(facts).toMatchObject({
				revision: revision + 1,
				by: 'lead',
				saved: { problem: 'Of the lead.', title: 'A tutor for fractions' }
			});
		});
		// Chosen: theirs goes on top of what is there.
		await allowed(
			teammate.call('save_draft', {
				pilot,
				proposal: { problem: 'Of the teammate.', revision: first.revision }
			})
		);
		expect(await must(lead, 'pilot', { pilot })).toMatchObject({
			problem: 'Of the teammate.',
			revised_by_name: 'teammate'
		});
	});

	test('takes the same twice as once: an answer that never arrived', async () => {
		const { lead } = district.people;
		const pilot = await pilotIn(district, 'draft');
		const { revision } = await must(lead, 'pilot', { pilot });
		const given = { pilot, proposal: { problem: 'Sent once more.', revision }, step: 'problem' };
		const first = await allowed(lead.call('save_draft', given));
		expect(await allowed(lead.call('save_draft', given))).toEqual(first);
	});

	test('only one of two that arrive together is taken', async () => {
		const { lead, teammate } = district.people;
		const pilot = await pilotIn(district, 'draft');
		const { revision } = await must(lead, 'pilot', { pilot });
		const answers = await Promise.all(
			[lead, teammate].map((who) =>
				who.call('save_draft', { pilot, proposal: { benefit: `Of ${who.name}.`, revision } })
			)
		);
		expect(answers.filter(({ error }) => error === null)).toHaveLength(1);
		expect(answers.find(({ error }) => error)?.error?.hint).toBe('edited_elsewhere');
	});

	test('remembers for each writer where they left off', async () => {
		const { lead, teammate, admin } = district.people;
		const pilot = randomUUID();
		await allowed(lead.call('save_draft', { pilot, proposal: { title: 'Where was I?' }, step: 'benefit' }));
		await must(lead, 'seat', { pilot, person: teammate.id, role: 'member' });
		expect(await must(lead, 'pilot', { pilot })).toMatchObject({ draft_step: 'benefit' });
		expect(await must(teammate, 'pilot', { pilot })).toMatchObject({ draft_step: null });
		await denied(
			admin.call('save_draft', { pilot, proposal: { title: 'Mine now' }, step: 'check' }),
			'404 no_such_pilot'
		);
	});

	test('keeps every sign that is typed as text', async () => {
		const { lead } = district.people;
		const pilot = randomUUID();
		const hostile = '<img src=x onerror=alert(1)>"\'--\n; drop table pilots; {{7*7}} \\u0000 ‮';
		const { title, ...rest } = completeProposal(district);
		const proposal = {
			...rest,
			title: hostile.slice(0, 60),
			problem: hostile,
			who_affected: hostile,
			benefit: hostile,
			how_we_know: hostile,
			tool: hostile
		};
		await allowed(lead.call('save_draft', { pilot, proposal, step: '<script>' }));
		expect(title).toBeTruthy();
		expect(await must(lead, 'pilot', { pilot })).toMatchObject({ problem: hostile, tool: hostile });
	});
});

describe('sending back', () => {
	const parts = [
		{ part: 'problem', reason: 'How many children?' },
		{ part: 'benefit', reason: 'For whom?' }
	];

	test('is for whoever may rework, and brings the reasons to the parts meant', async () => {
		const { admin, sponsor, lead, teammate, member, cabinet2, evaluator, former, insider } = district.people;
		const pilot = await pilotIn(district, 'proposed');
		const back = { pilot, from_stage: 'proposed', note: 'Nearly there.', parts };
		await unchanged(district, pilot, async () => {
			for (const who of [lead, teammate, member, cabinet2, evaluator, former, insider])
				await denied(who.call('send_back', back), /^403 (not_yours|separation_of_duties)$/, who.name);
			await denied(district.outsider.call('send_back', back), '404 no_such_pilot');
			await denied(sponsor.call('send_back', { ...back, from_stage: 'vetting' }), '409 stage_moved');
			await denied(sponsor.call('send_back', { ...back, note: ' ' }), '422 no_reason');
			for (const [given, how] of [
				[[{ part: 'stage', reason: 'No.' }], '422 unknown_part'],
				[[{ reason: 'No.' }], '422 unknown_part'],
				[[{ part: 'problem', reason: ' ' }], '422 no_reason'],
				[[{ part: 'problem', reason: 'x'.repeat(1001) }], '422 too_long'],
				[{ part: 'problem' }, '400 no_list']
			] as const)
				await denied(sponsor.call('send_back', { ...back, parts: given }), how);
		});
		expect(await allowed(admin.call('send_back', back))).toMatchObject({ act: 'rework', stage: 'draft' });
		for (const who of [lead, member])
			expect(await must(who, 'pilot', { pilot })).toMatchObject({ stage: 'draft', rework_parts: parts });
		await denied(district.outsider.call('pilot', { pilot }), '404 no_such_pilot');

		// Written again, the reasons are settled, and stay to be read.
		await must(lead, 'save_draft', {
			pilot,
			proposal: { problem: 'A hundred children lack fractions.' },
			step: 'problem'
		});
		expect(await must(lead, 'pilot', { pilot })).toMatchObject({ rework_parts: parts });
		await signAll(district, pilot, 'submit');
		await must(lead, 'advance_pilot', advance(pilot, 'draft', 'proposed'));
		expect(await must(lead, 'pilot', { pilot })).toMatchObject({
			rework_parts: [],
			rework_history: [
				expect.objectContaining({ by: 'admin', settled_at: expect.any(String) }),
				expect.objectContaining({ part: expect.any(String) })
			]
		});
	});

	test('is for a reviewer who refused, out of vetting', async () => {
		const { reviewer, privacyReviewer } = district.people;
		const pilot = await pilotIn(district, { stage: 'vetting', without: 'signatures' });
		await must(reviewer, 'sign_review', {
			pilot,
			specialty: 'privacy',
			verdict: 'refused',
			reason: 'Too much data.'
		});
		const back = {
			pilot,
			from_stage: 'vetting',
			note: 'Too much data.',
			parts: [{ part: 'personal_data', reason: 'Why names?' }]
		};
		await denied(privacyReviewer.call('send_back', back), '403 not_yours');
		await allowed(reviewer.call('send_back', back));
	});

	test('tells the team at once', async () => {
		const { admin, lead } = district.people;
		for (const act of ['rework', 'shelved', 'declined']) {
			const pilot = await pilotIn(district, 'proposed');
			if (act === 'shelved') await must(admin, 'save_facts', { pilot, facts: { wake_on: day(30) } });
			if (act === 'rework')
				await must(admin, 'send_back', { pilot, from_stage: 'proposed', note: 'Not yet.', parts });
			else await must(admin, 'advance_pilot', advance(pilot, 'proposed', act, 'Not yet.'));
			const [mail] = await asOwner<{ kind: string }>(
				`select m.kind from private.mails m where m.person_id = $1 and m.facts ->> 'pilot' = $2 and m.facts ->> 'record' = 'stage_changes'`,
				lead.id,
				pilot
			);
			expect(mail, act).toMatchObject({ kind: 'notice' });
		}
	});
});

describe('my proposals', () => {
	test('are those that I lead or am on, and nobody else’s', async () => {
		const here = await foundDistrict();
		const { lead, teammate, former, member, admin } = here.people;
		const draft = await pilotIn(here, 'draft');
		const back = await pilotIn(here, 'proposed');
		await must(admin, 'send_back', {
			pilot: back,
			from_stage: 'proposed',
			note: 'Say more.',
			parts: [{ part: 'benefit', reason: 'For whom?' }]
		});
		const declined = await pilotIn(here, 'declined');
		const shelved = await pilotIn(here, 'shelved');
		const scaling = await pilotIn(here, 'scaling');
		const alone = randomUUID();
		await must(lead, 'save_draft', {
			pilot: alone,
			proposal: { title: 'Sheets of music for brass bands' },
			step: 'benefit'
		});
		const list = await allowed(lead.call('my_proposals'));
		const one = (id: string) => list.find((mine: { id: string }) => mine.id === id);
		expect(list).toHaveLength(6);
		expect(one(draft)).toMatchObject({ role: 'lead', stage: 'draft', missing: [], last: null });
		expect(one(alone)).toMatchObject({
			draft_step: 'benefit',
			missing: ['problem', 'who_affected', 'benefit', 'how_we_know', 'objective', 'site']
		});
		expect(one(back)).toMatchObject({
			stage: 'draft',
			rework_parts: 1,
			last: { act: 'rework', by: 'admin', note: 'Say more.' }
		});
		expect(one(declined)).toMatchObject({ last: { act: 'decline', note: 'Not this year.' } });
		expect(one(shelved)).toMatchObject({ stage: 'shelved', wake_on: day(90) });
		expect(one(scaling)).toMatchObject({ outcome: 'scale' });
		expect(await allowed(teammate.call('my_proposals'))).toHaveLength(5);
		// Left the team before it was submitted again.
		expect((await allowed(former.call('my_proposals'))).map(({ id }: { id: string }) => id)).toEqual([draft]);
		expect(await allowed(member.call('my_proposals'))).toEqual([]);
		expect(await allowed(here.outsider.call('my_proposals'))).toEqual([]);
		await denied(here.stranger.call('my_proposals'), '403 no_person');
	});
});
