import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { connect } from './actors.ts';
import { allowed, denied, NO_GRANT } from './checks.ts';
import { foundDistrict, type District } from './district.ts';
import { day } from './forms.ts';
import { mailsOf } from './mails.ts';
import { asOwner } from './owner.ts';
import { activityOf, must, pilotIn } from './pilots.ts';

let district: District;
let pilot: string;
let contact: string;
const anyone = connect();

beforeAll(async () => {
	district = await foundDistrict();
});
beforeEach(async () => {
	pilot = await pilotIn(district, 'vetting');
	contact = await must(district.people.lead, 'save_partner', {
		pilot,
		contact: { name: 'Rosa Lind', organisation: 'Tutor Inc.', email: 'rosa@tutor.example' }
	});
});

const ask = (who = district.people.lead, more: object = {}) =>
	who.call('ask_partner', { pilot, contact, question: 'Where is what students type kept?', ...more });
const token = async (): Promise<string> =>
	(await mailsOf(district.id, 'partner_question')).at(-1)!.facts.token;
const room = (link: string) => anyone.rpc('partner_room', { token: link });
const answer = (link: string, question: string, said = 'In Ohio, for 30 days.') =>
	anyone.rpc('answer_as_partner', { token: link, question, answer: said });
const asked = (who = district.people.lead) => must(who, 'partner_questions_of', { pilot });

describe('a question to a partner contact', () => {
	test('is asked by whoever works on the pilot or judges it, and mailed with a link', async () => {
		const { lead, sponsor, evaluator, reviewer, admin, teammate, member, clerk, cabinet2, insider, former } =
			district.people;
		for (const who of [lead, sponsor, evaluator, reviewer, admin]) await allowed(ask(who), who.name);
		for (const who of [teammate, member, clerk, cabinet2, insider, former])
			await denied(ask(who), '403 not_yours', who.name);
		await denied(ask(district.outsider), '404 no_such_pilot');
		await denied(ask(district.nobody), NO_GRANT);
		const mails = (await mailsOf(district.id, 'partner_question')).filter(
			({ facts }) => facts.pilot === pilot
		);
		expect(mails).toHaveLength(5);
		expect(mails[0]).toMatchObject({ address: 'rosa@tutor.example', person: null });
		expect(new Set(mails.map(({ facts }) => facts.token)).size, 'one link').toBe(1);
	});

	test('is asked once however often it is sent, and says what is wrong with it', async () => {
		const { lead } = district.people;
		const id = randomUUID();
		expect(await allowed(ask(lead, { id }))).toBe(id);
		expect(await allowed(ask(lead, { id }))).toBe(id);
		expect((await asked()).contacts[0].questions).toHaveLength(1);
		await denied(ask(lead, { question: ' ' }), '422 no_question');
		await denied(ask(lead, { question: 'x'.repeat(2001) }), '422 too_long');
		await denied(ask(lead, { due_on: day(-1) }), '422 no_day');
		await denied(ask(lead, { contact: randomUUID() }), '404 no_such_contact');
		const silent = await must(lead, 'save_partner', {
			pilot,
			contact: { name: 'Kim', organisation: 'Tutor Inc.' }
		});
		await denied(ask(lead, { contact: silent }), '422 no_address');
		await must(lead, 'remove_partner', { pilot, contact });
		await denied(ask(lead), '409 removed');
	});

	test('is read by the team and by those who judge, and by nobody else', async () => {
		const { lead, teammate, sponsor, evaluator, reviewer, cabinet2, admin, member, clerk } = district.people;
		await allowed(ask());
		for (const who of [lead, teammate, sponsor, evaluator, reviewer, cabinet2, admin])
			expect((await asked(who)).contacts[0].questions, who.name).toHaveLength(1);
		for (const who of [member, clerk])
			await denied(who.call('partner_questions_of', { pilot }), '403 not_yours', who.name);
		await denied(district.outsider.call('partner_questions_of', { pilot }), '404 no_such_pilot');
	});
});

describe('the room of a contact', () => {
	test('shows them their own questions and nothing else of the pilot, whoever is signed in', async () => {
		const id = await allowed(ask(district.people.lead, { due_on: day(9) }));
		const other = await must(district.people.lead, 'save_partner', {
			pilot,
			contact: { name: 'Kim', organisation: 'Rival', email: 'kim@rival.example' }
		});
		const link = await token();
		await allowed(ask(district.people.lead, { contact: other, question: 'Another?' }));
		const shown = await allowed(room(link));
		expect(Object.keys(shown).sort()).toEqual(['closes_on', 'district', 'name', 'questions', 'title']);
		expect(shown.questions).toEqual([
			{
				id,
				question: 'Where is what students type kept?',
				asked_at: expect.any(String),
				due_on: day(9),
				answer: null,
				answered_at: null
			}
		]);
		await allowed(answer(link, id));
		await allowed(answer(link, id, ' In Ohio, for 30 days. '), 'the same again');
		await allowed(answer(link, id, 'In Ohio, for 20 days.'), 'better');
		expect((await allowed(room(link))).questions).toMatchObject([{ answer: 'In Ohio, for 20 days.' }]);
		const { contacts } = await asked();
		const rosa = contacts.find(({ name }: { name: string }) => name === 'Rosa Lind');
		expect(rosa.questions[0].answers.map(({ answer: said }: { answer: string }) => said)).toEqual([
			'In Ohio, for 20 days.',
			'In Ohio, for 30 days.'
		]);
		expect((await activityOf(district.people.lead, pilot))[0]).toMatchObject({
			actor: null,
			verb: 'answered as a partner',
			facts: { name: 'Rosa Lind', organisation: 'Tutor Inc.' }
		});
		expect(
			(await mailsOf(district.id, 'partner_answered')).filter(({ facts }) => facts.pilot === pilot)
		).toMatchObject([{ person: district.people.lead.id }, { person: district.people.lead.id }]);
	});

	test('takes no answer to what was not asked there, nor an empty one', async () => {
		const id = await allowed(ask());
		const link = await token();
		await denied(answer(link, id, '  '), '422 no_answer');
		await denied(answer(link, id, 'x'.repeat(4001)), '422 too_long');
		await denied(answer(link, randomUUID()), '404 no_such_question');
		await must(district.people.lead, 'withdraw_partner_question', { pilot, question: id });
		await denied(answer(link, id), '404 no_such_question');
		expect((await allowed(room(link))).questions).toEqual([]);
	});

	test('opens by its link alone: not by another letter of it, by its contact, by a later day, by an ended one', async () => {
		const id = await allowed(ask());
		const link = await token();
		const shut = async (wrong: string, why: string) => {
			expect(await allowed(room(wrong)), why).toBeNull();
			await denied(answer(wrong, id), '404 no_such_link', why);
		};
		await shut(
			link.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
			'another letter'
		);
		await shut(contact.replaceAll('-', ''), 'the contact alone');
		await shut(link.slice(0, 32) + '0'.repeat(40), 'no hash');
		await shut('', 'nothing');
		await must(district.people.lead, 'close_partner_room', { pilot, contact });
		await shut(link, 'ended');
		await allowed(ask());
		await shut(link, 'the next link is another');
		const next = await token();
		expect(next).not.toBe(link);
		await asOwner(
			'update private.partner_rooms set closes_on = $2::date where contact_id = $1',
			contact,
			day(-1)
		);
		await shut(next, 'over');
	});

	test('closes with the contact, and with the pilot', async () => {
		await allowed(ask());
		const link = await token();
		await must(district.people.lead, 'remove_partner', { pilot, contact });
		expect(await allowed(room(link))).toBeNull();
		contact = await must(district.people.lead, 'save_partner', {
			pilot,
			contact: { name: 'Rosa Lind', organisation: 'Tutor Inc.', email: 'rosa@tutor.example' }
		});
		await allowed(ask());
		const again = await token();
		await must(district.people.lead, 'advance_pilot', {
			pilot,
			from_stage: 'vetting',
			to_stage: 'withdrawn',
			note: 'No time.'
		});
		expect(await allowed(room(again))).toBeNull();
		await denied(ask(), '409 not_now');
	});

	test('is ended by the lead, the sponsor and the AI office', async () => {
		const { lead, sponsor, admin, evaluator, reviewer, teammate } = district.people;
		await allowed(ask());
		const close = (who = lead) => who.call('close_partner_room', { pilot, contact });
		for (const who of [evaluator, reviewer, teammate]) await denied(close(who), '403 not_yours', who.name);
		for (const who of [lead, sponsor, admin]) await allowed(close(who), who.name);
	});

	test('reminds once of an answer that is due', async () => {
		await allowed(ask(district.people.lead, { due_on: day(5) }));
		const reminders = async () =>
			(await mailsOf(district.id, 'partner_question')).filter(
				({ key, facts }) => key.startsWith('partner_reminder') && facts.pilot === pilot
			);
		await asOwner('select private.tick()');
		expect(await reminders()).toEqual([]);
		await asOwner(
			`update private.partner_questions set due_on = private.today() + 1, asked_at = private.now() - interval '9 days' where contact_id = $1`,
			contact
		);
		await asOwner('select private.tick()');
		await asOwner('select private.tick()');
		expect(await reminders()).toHaveLength(1);
	});
});

test('whoever is a partner contact gets no seat on the pilot, whatever they answered', async () => {
	await allowed(ask());
	await denied(
		district.people.admin.call('save_partner', {
			pilot,
			contact: { name: 'Ev', organisation: 'Tutor Inc.', email: district.people.evaluator.email }
		}),
		'422 of_the_district'
	);
});
