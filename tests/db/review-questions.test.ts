import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied, NO_GRANT } from './checks.ts';
import { foundDistrict, place, specialties, type District, type Part } from './district.ts';
import type { Tier } from './forms.ts';
import { newcomer } from './newcomers.ts';
import { asOwner } from './owner.ts';
import { advance, must, pilotIn, signAll } from './pilots.ts';
import { unchanged } from './witness.ts';

// Reviews with questions: which are asked, who answers them, what they hold up, and what is offered to the next pilot.

let district: District;
let people: Record<Part, Actor>;

type Question = { key: string; text: string; kind: string; from: Tier; [more: string]: unknown };
type Asked = Question & { answer: string; missing: string | null; offer: Record<string, unknown> | null };

beforeAll(async () => {
	district = await foundDistrict();
	people = district.people;
	// The district takes up what every new one is furnished with.
	for (const specialty of specialties) {
		const [first] = await asOwner<{ questions: Question[] }>(
			'select questions from private.question_sets where district_id = $1 and specialty = $2 and version = 1',
			district.id,
			specialty
		);
		await must(people.admin, 'publish_questions', { specialty, questions: first!.questions, seen: 2 });
	}
});

async function vetted(tier: Tier = 'moderate', tools?: string[]) {
	const pilot = await pilotIn(district, { stage: 'proposed', tier });
	if (tools) await must(people.admin, 'save_facts', { pilot, facts: { tools } });
	await must(people.admin, 'advance_pilot', advance(pilot, 'proposed', 'vetting'));
	return pilot;
}

const review = (pilot: string, specialty = 'privacy', who = people.member) =>
	allowed(who.call('pilot_review', { pilot, specialty })) as Promise<{
		asked: Asked[];
		seen: string | null;
		mine: boolean;
		version: number;
		state: string;
		answered: number;
		concerns: number;
	}>;
const state = async (pilot: string, specialty = 'privacy') => (await review(pilot, specialty)).state;

/** Each question answered so that nothing is missing, and nothing is a concern. */
const allAnswered = (asked: Asked[]) =>
	asked.map(({ key, kind }) => ({
		question: key,
		answer: kind === 'text' ? 'As before.' : 'yes',
		note: 'As the vendor says.',
		link: 'https://vendor.example/report'
	}));

const save = (
	who: Actor,
	pilot: string,
	answers: object[],
	seen: string | null = null,
	specialty = 'privacy'
) => who.call('save_review_answers', { pilot, specialty, answers, seen });
const sign = (who: Actor, pilot: string, more: object = {}) =>
	who.call('sign_review', { pilot, specialty: 'privacy', verdict: 'signed', ...more });

describe('what a new district asks', () => {
	test('is furnished for each specialty: few questions for low risk, more for high', async () => {
		const fresh = await place('A new district', [['someone', []]]);
		const sets = await asOwner<{ specialty: string; questions: Question[] }>(
			'select specialty, questions from private.question_sets where district_id = $1 and version = 1',
			fresh.id
		);
		expect(sets.map(({ specialty }) => specialty).sort()).toEqual([...specialties].sort());
		for (const { specialty, questions } of sets) {
			const count = (...tiers: Tier[]) => questions.filter(({ from }) => tiers.includes(from)).length;
			expect(count('low'), specialty).toBeGreaterThanOrEqual(2);
			expect(count('low'), specialty).toBeLessThanOrEqual(3);
			expect(count('low', 'moderate'), specialty).toBeGreaterThanOrEqual(4);
			expect(count('low', 'moderate'), specialty).toBeLessThanOrEqual(6);
			expect(questions.length, specialty).toBeGreaterThanOrEqual(6);
			expect(questions.length, specialty).toBeLessThanOrEqual(9);
		}
	});

	test.each([
		['low', 2],
		['moderate', 5],
		['high', 8]
	] as const)('is asked by tier: %s', async (tier, questions) => {
		const { asked } = await review(await vetted(tier));
		expect(asked).toHaveLength(questions);
		expect(asked.map(({ key }) => key).slice(0, 2)).toEqual(['minimised', 'training']);
	});
});

describe('a set of questions', () => {
	const one = (key: string, more: object = {}) => ({
		...{ key, text: `Is ${key} settled?`, why: 'It matters.', kind: 'choice', from: 'low' },
		...{ required: true, concern: 'no', note_on: ['no'], link_on: [], ...more }
	});
	const publish = (who: Actor, questions: unknown, seen: number, note = '') =>
		who.call('publish_questions', { specialty: 'finance', questions, seen, note });

	test('is read by everyone of the district, and published by the AI office alone', async () => {
		const guest = await newcomer(district.id, 'guest');
		for (const who of [people.member, people.lead, people.admin]) {
			expect(await allowed(who.call('question_sets'), who.name)).toHaveLength(5);
		}
		await denied(guest.call('question_sets'), '403 not_yours');
		await denied(people.deactivated.call('question_sets'), '403 no_person');
		await denied(district.nobody.call('question_sets'), NO_GRANT);
		for (const part of ['member', 'lead', 'reviewer', 'cabinet2', 'clerk', 'evaluator'] as const)
			await denied(publish(people[part], [one('cost')], 3), '403 not_yours', part);
	});

	test('is a new version each time, and a review keeps the one that it was asked with', async () => {
		const before = await vetted('high');
		const asked = (await review(before, 'finance')).asked.length;
		expect(await allowed(publish(people.admin, [one('cost')], 3, 'One is enough.'))).toBe(4);
		const after = await vetted('high');
		expect((await review(before, 'finance')).asked).toHaveLength(asked);
		expect(await review(after, 'finance')).toMatchObject({ version: 4, asked: [{ key: 'cost' }] });
		// The same once more is no version of its own.
		expect(await allowed(publish(people.admin, [one('cost')], 4))).toBe(4);
		const sets = await allowed(people.member.call('question_sets'));
		const finance = sets.find(({ specialty }: { specialty: string }) => specialty === 'finance');
		expect(finance.versions[0]).toMatchObject({ version: 4, by: 'admin', note: 'One is enough.' });
		await expect(asOwner('update private.question_sets set version = 9 where version = 4')).rejects.toThrow(
			/kept as it is/
		);
	});

	test('that somebody else published meanwhile is not overwritten', async () => {
		expect(await denied(publish(people.admin, [one('other')], 3), '409 changed_meanwhile')).toMatchObject({
			by: 'admin',
			version: 4
		});
	});

	test.each([
		['no list', {}, 'questions'],
		['too many', Array.from({ length: 21 }, (_, at) => one(`q${at}`)), 'questions'],
		['no words', [one('a', { text: '  ' })], '0.text'],
		['two of a key', [one('a'), one('a')], '0.text'],
		['another kind', [one('a', { kind: 'stars' })], '0.kind'],
		['another tier', [one('a'), one('b', { from: 'extreme' })], '1.from'],
		['a concern that is no answer', [one('a', { concern: 'perhaps' })], '0.concern'],
		['a note on no answer', [one('a', { note_on: ['perhaps'] })], '0.note_on']
	])('with %s is refused at its field', async (_, questions, field) => {
		expect(await denied(publish(people.admin, questions, 4), '422 wrong_question')).toEqual({ field });
	});

	test('without questions asks nothing', async () => {
		expect(await allowed(publish(people.admin, [], 4))).toBe(5);
		const pilot = await vetted('high');
		await allowed(people.reviewer.call('sign_review', { pilot, specialty: 'finance', verdict: 'signed' }));
	});
});

describe('which reviews a pilot needs', () => {
	const tiers = {
		low: ['privacy'],
		moderate: ['privacy', 'security', 'instruction'],
		high: [...specialties]
	};
	const table = async () => allowed(people.member.call('risk_table'));
	const change = async (conditions: object, who = people.admin) =>
		who.call('save_review_rules', {
			rules: { tiers, conditions },
			seen: (await table()).reviews_revision
		});
	const needed = async (tier: Tier) =>
		(await allowed(people.member.call('pilot_reviews', { pilot: await vetted(tier) })))
			.map(({ specialty }: { specialty: string }) => specialty)
			.sort();

	test('starts with what the tiers asked for, and with privacy for personal data', async () => {
		expect(await table()).toMatchObject({
			conditions: { 'personal data': ['privacy'] },
			reviews_revision: 1
		});
		expect(await needed('low')).toEqual(['privacy']);
		expect(await needed('moderate')).toEqual(['instruction', 'privacy', 'security']);
	});

	test('follows conditions beside the tier, for pilots that are triaged afterwards', async () => {
		const before = await vetted('low');
		await allowed(change({ 'costs money': ['finance'], 'students take part': ['accessibility and equity'] }));
		// Nobody said yet what it costs, so that finance looks.
		expect(await needed('low')).toEqual(['finance', 'privacy']);
		expect(await needed('moderate')).toEqual([
			'accessibility and equity',
			'finance',
			'instruction',
			'privacy',
			'security'
		]);
		expect(await allowed(people.member.call('pilot_reviews', { pilot: before }))).toHaveLength(1);
		const free = await pilotIn(district, { stage: 'proposed', tier: 'low' });
		await must(people.admin, 'save_facts', { pilot: free, facts: { budget_once: 0, budget_yearly: 0 } });
		await must(people.admin, 'advance_pilot', advance(free, 'proposed', 'vetting'));
		expect(await allowed(people.member.call('pilot_reviews', { pilot: free }))).toHaveLength(1);
	});

	test('is the AI office’s to change, never without any review, and not over somebody’s head', async () => {
		for (const part of ['member', 'reviewer', 'cabinet2', 'clerk'] as const)
			await denied(change({}, people[part]), '403 not_yours', part);
		const rules = { tiers: { ...tiers, low: [] }, conditions: {} };
		const seen = (await table()).reviews_revision;
		await denied(people.admin.call('save_review_rules', { rules, seen }), '422 wrong_rules');
		await denied(
			people.admin.call('save_review_rules', {
				rules: { tiers, conditions: { 'full moon': ['privacy'] } },
				seen
			}),
			'422 wrong_rules'
		);
		expect(
			await denied(
				people.admin.call('save_review_rules', { rules: { tiers, conditions: {} }, seen: 1 }),
				'409 changed_meanwhile'
			)
		).toMatchObject({ by: 'admin' });
	});

	test('is previewed for pilots that everyone knows the like of, without saving', async () => {
		const rules = { tiers, conditions: { biometric: ['finance'] } };
		await denied(people.member.call('preview_review_rules', { rules }), '403 not_yours');
		const before = await table();
		const preview = await allowed(people.admin.call('preview_review_rules', { rules }));
		expect(preview[0]).toMatchObject({ tier: 'low', needs: ['privacy'], now: ['privacy'] });
		expect(preview[3]).toMatchObject({ tier: 'high', needs: [...specialties] });
		expect(await table()).toEqual(before);
		await allowed(change({ 'personal data': ['privacy'] }));
	});
});

describe('answers', () => {
	test('are saved by whoever may sign, seen by everyone who sees the pilot, and superseded, not edited', async () => {
		const pilot = await vetted();
		const first = { question: 'training', answer: 'no', note: '  It says\n“perhaps”. ', link: '' };
		const seen = await allowed(save(people.privacyReviewer, pilot, [first]));
		const after = await review(pilot);
		expect(after).toMatchObject({ answered: 1, concerns: 1 });
		expect(after.seen).not.toBeNull();
		expect(after.asked[1]).toMatchObject({ ...{ answer: 'no', note: first.note, by: 'privacyReviewer' } });
		await allowed(save(people.reviewer, pilot, [{ ...first, answer: 'yes' }], seen));
		expect((await review(pilot)).asked[1]).toMatchObject({ answer: 'yes', by: 'reviewer' });
		const kept = await asOwner(
			'select answer from private.review_answers where pilot_id = $1 order by id',
			pilot
		);
		expect(kept).toEqual([{ answer: 'no' }, { answer: 'yes' }]);
		await expect(
			asOwner(`update private.review_answers set answer = 'no' where pilot_id = $1`, pilot)
		).rejects.toThrow(/kept as it is/);
	});

	test('are nobody else’s to give', async () => {
		const pilot = await vetted();
		const given = [{ question: 'training', answer: 'yes', note: '', link: '' }];
		await unchanged(district, pilot, async () => {
			for (const [part, who] of Object.entries(people) as [Part, Actor][]) {
				if (part === 'reviewer' || part === 'privacyReviewer') continue;
				const how =
					part === 'deactivated'
						? '403 no_person'
						: part === 'insider' || part === 'former'
							? '403 separation_of_duties'
							: '403 not_yours';
				await denied(save(who, pilot, given), how, part);
			}
			await denied(save(district.outsider, pilot, given), '404 no_such_pilot');
			await denied(save(people.privacyReviewer, pilot, given, null, 'security'), '403 not_yours');
			await denied(save(people.reviewer, pilot, given, null, 'finance'), '409 not_asked');
		});
		await denied(
			district.outsider.call('pilot_review', { pilot, specialty: 'privacy' }),
			'404 no_such_pilot'
		);
		await denied(district.outsider.call('pilot_reviews', { pilot }), '404 no_such_pilot');
	});

	test('of a colleague are not written over unseen', async () => {
		const pilot = await vetted();
		const given = [{ question: 'training', answer: 'yes', note: '', link: '' }];
		await allowed(save(people.privacyReviewer, pilot, given));
		expect(await denied(save(people.reviewer, pilot, given, null), '409 changed_meanwhile')).toMatchObject({
			by: 'privacyReviewer'
		});
		await denied(sign(people.reviewer, pilot, { answers: given }), '409 changed_meanwhile');
	});

	test.each([
		['a question that is not asked', { question: 'rights', answer: 'yes' }, '422 no_such_question'],
		['an answer that is none', { question: 'training', answer: 'perhaps' }, '422 wrong_answer'],
		['a note too long', { question: 'training', answer: 'yes', note: 'x'.repeat(2001) }, '422 too_long'],
		[
			'a link to a script',
			{ question: 'agreement', answer: 'yes', link: 'javascript:alert(1)' },
			'422 wrong_link'
		],
		['an offer that is none', { question: 'training', take: '1' }, '409 not_offered']
	])('are refused: %s', async (_, answer, how) => {
		await denied(save(people.reviewer, await vetted(), [answer]), how);
	});
});

describe('signing', () => {
	test('waits for every question, with its note and its link', async () => {
		const pilot = await vetted();
		const { reviewer } = people;
		const { asked } = await review(pilot);
		expect(await denied(sign(reviewer, pilot), '422 unanswered')).toMatchObject({
			unanswered: asked.map(({ key }) => key)
		});
		const answers = allAnswered(asked).map((one) =>
			one.question === 'training'
				? { ...one, answer: 'no', note: ' ' }
				: one.question === 'agreement'
					? { ...one, link: '' }
					: one
		);
		expect(await denied(sign(reviewer, pilot, { answers }), '422 unanswered')).toEqual({
			unanswered: ['training', 'agreement'],
			missing: { training: 'note', agreement: 'link' }
		});
		// Refused whole: not even the answers were saved.
		expect((await review(pilot)).answered).toBe(0);
		await allowed(sign(reviewer, pilot, { answers: allAnswered(asked) }));
		expect(await review(pilot)).toMatchObject({ state: 'signed', answered: 5 });
	});

	test('of low risk is one act with its answers', async () => {
		const pilot = await vetted('low');
		const { asked } = await review(pilot);
		await allowed(sign(people.privacyReviewer, pilot, { answers: allAnswered(asked) }));
		expect(await state(pilot)).toBe('signed');
		// What was signed is not answered otherwise beside the signature.
		const { seen } = await review(pilot);
		const other = [{ question: 'training', answer: 'no', note: 'Hm.', link: '' }];
		await denied(save(people.privacyReviewer, pilot, other, seen), '409 decided');
		await denied(save(people.reviewer, pilot, other, seen), '409 not_asked');
		await allowed(sign(people.privacyReviewer, pilot, { answers: other, seen }));
		expect(await review(pilot)).toMatchObject({ state: 'signed', concerns: 1 });
	});

	test('asks no answers of whoever refuses, only the reason', async () => {
		const pilot = await vetted();
		await denied(sign(people.reviewer, pilot, { verdict: 'refused' }), '422 no_reason');
		await allowed(sign(people.reviewer, pilot, { verdict: 'refused', reason: 'There is no agreement.' }));
		expect(await state(pilot)).toBe('refused');
	});

	test('by a substitute, and by one person where the district lets one sign several', async () => {
		const pilot = await vetted();
		const { admin, member, reviewer, privacyReviewer } = people;
		await must(reviewer, 'recuse', { pilot, reason: 'A cousin works there.' });
		await must(privacyReviewer, 'recuse', { pilot, reason: 'A cousin works there.' });
		await denied(sign(privacyReviewer, pilot), '403 separation_of_duties');
		await must(admin, 'substitute', { pilot, part: 'privacy', person: member.id, reason: 'Nobody is left.' });
		const { asked, mine } = await review(pilot, 'privacy', member);
		expect(mine).toBe(true);
		await allowed(sign(member, pilot, { answers: allAnswered(asked) }));
		await asOwner('update public.districts set one_signs_several = false where id = $1', district.id);
		await must(admin, 'substitute', {
			pilot,
			part: 'security',
			person: member.id,
			reason: 'Nobody is left.'
		});
		await denied(save(member, pilot, [], null, 'security'), '409 signed_another');
		await asOwner('update public.districts set one_signs_several = true where id = $1', district.id);
		await allowed(save(member, pilot, [], null, 'security'));
	});

	test('of a review that is opened again is due wherever the pilot is, with the newest questions', async () => {
		const pilot = await vetted('low');
		const { privacyReviewer, member } = people;
		await allowed(sign(privacyReviewer, pilot, { answers: allAnswered((await review(pilot)).asked) }));
		await asOwner(`update public.pilots set stage = 'experiment' where id = $1`, pilot);
		await denied(sign(privacyReviewer, pilot), '409 not_now');
		await asOwner(
			`update public.reviews set state = 'asked', reviewer_id = null, reopened_at = private.now() where pilot_id = $1`,
			pilot
		);
		const open = await review(pilot, 'privacy', privacyReviewer);
		// What was answered before is offered, and counts no more.
		expect(open).toMatchObject({
			answered: 0,
			mine: true,
			asked: [{ offer: { same_pilot: true, answer: 'yes' } }, {}]
		});
		const waits = async (who: Actor) =>
			(await allowed(who.call('home'))).waiting.filter(
				(one: { pilot: string; what: string }) => one.pilot === pilot && one.what === 'sign a review'
			);
		expect(await waits(privacyReviewer)).toMatchObject([{ detail: 'privacy' }]);
		expect(await waits(member)).toEqual([]);
		const answers = open.asked.map(({ key, offer }) => ({ question: key, take: String(offer!.id) }));
		await allowed(sign(privacyReviewer, pilot, { answers }));
		expect(await state(pilot)).toBe('signed');
		await denied(sign(privacyReviewer, pilot), '409 not_now');
	});
});

describe('what was answered of a tool', () => {
	const offers = async (pilot: string, who?: Actor) =>
		Object.fromEntries((await review(pilot, 'privacy', who)).asked.map(({ key, offer }) => [key, offer]));
	const signed = async (tool: string) => {
		const pilot = await vetted('low', [tool]);
		await allowed(sign(people.privacyReviewer, pilot, { answers: allAnswered((await review(pilot)).asked) }));
		return pilot;
	};

	test('is offered to the next pilot with that tool once it is signed, and taken over by one press', async () => {
		const tool = 'Fraction Friend';
		const first = await vetted('low', [tool]);
		const next = await vetted('moderate', [tool]);
		const other = await vetted('moderate', ['Another tool']);
		const answers = allAnswered((await review(first)).asked);
		await allowed(save(people.privacyReviewer, first, answers));
		expect((await offers(next)).training).toBeNull();
		await allowed(sign(people.privacyReviewer, first));
		const offered = await offers(next);
		expect(offered).toMatchObject({
			minimised: {
				answer: 'yes',
				note: 'As the vendor says.',
				by: 'privacyReviewer',
				pilot: first,
				tool,
				old: false,
				outdated: false
			},
			deletion: null
		});
		expect(await offers(other)).toMatchObject({ minimised: null, training: null });

		const take = { question: 'training', take: String(offered.training!.id) };
		await denied(save(people.reviewer, other, [take]), '409 not_offered');
		await denied(save(people.reviewer, next, [{ ...take, question: 'minimised' }]), '409 not_offered');
		await allowed(save(people.reviewer, next, [take]));
		expect((await review(next)).asked[1]).toMatchObject({ answer: 'yes', by: 'reviewer', taken: true });
	});

	test('more than a year ago is old, and before the tool’s last change outdated', async () => {
		const tool = 'Old Friend';
		const first = await signed(tool);
		const next = await vetted('low', [tool]);
		expect((await offers(next)).training).toMatchObject({ old: false, outdated: false });
		await asOwner(
			`update public.reviews set asked_at = private.now() - interval '2 years' where pilot_id = $1`,
			first
		);
		await asOwner(`alter table private.review_answers disable trigger kept`);
		await asOwner(
			`update private.review_answers set at = at - interval '13 months' where pilot_id = $1`,
			first
		);
		await asOwner(`alter table private.review_answers enable trigger kept`);
		expect((await offers(next)).training).toMatchObject({ old: true, outdated: false });
		await asOwner(
			`insert into private.tool_changes (district_id, tool_id, revision, fields, before, after, at)
			select $1, t.tool_id, 2, '{retention}', '{}', '{}', private.now() - interval '1 month' from private.pilot_tools t where t.pilot_id = $2`,
			district.id,
			first
		);
		expect((await offers(next)).training).toMatchObject({ old: true, outdated: true });
	});

	test('is not offered once the question reads otherwise, nor to whom the other pilot is hidden', async () => {
		const tool = 'Good Friend';
		await signed(tool);
		const guest = await newcomer(district.id, 'visitor');
		await asOwner('update public.people set outside = true where id = $1', guest.id);
		const next = await vetted('low', [tool]);
		const { admin, reviewer, privacyReviewer } = people;
		await must(reviewer, 'recuse', { pilot: next, reason: 'A cousin works there.' });
		await must(privacyReviewer, 'recuse', { pilot: next, reason: 'A cousin works there.' });
		await must(admin, 'substitute', {
			pilot: next,
			part: 'privacy',
			person: guest.id,
			reason: 'Nobody is left.'
		});
		expect((await offers(next)).training).not.toBeNull();
		expect((await offers(next, guest)).training).toBeNull();

		const sets = await allowed(admin.call('question_sets'));
		const { questions, version } = sets.find(
			({ specialty }: { specialty: string }) => specialty === 'privacy'
		);
		const reworded = questions.map((one: Question) =>
			one.key === 'training' ? { ...one, text: 'Otherwise?' } : one
		);
		await must(admin, 'publish_questions', { specialty: 'privacy', questions: reworded, seen: version });
		const later = await offers(await vetted('low', [tool]));
		expect(later.training).toBeNull();
		expect(later.minimised).not.toBeNull();
	});
});

test('a pilot that comes back after rework is answered afresh', async () => {
	const pilot = await vetted('low');
	const { admin, lead, privacyReviewer } = people;
	await allowed(save(privacyReviewer, pilot, [{ question: 'training', answer: 'yes', note: '', link: '' }]));
	await must(admin, 'advance_pilot', advance(pilot, 'vetting', 'draft', 'The tool changed.'));
	await signAll(district, pilot, 'submit');
	await must(lead, 'advance_pilot', advance(pilot, 'draft', 'proposed'));
	await signAll(district, pilot, 'triage');
	await must(admin, 'advance_pilot', advance(pilot, 'proposed', 'vetting'));
	expect(await review(pilot)).toMatchObject({ answered: 0, state: 'asked' });
});
