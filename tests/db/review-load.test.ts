import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied, NO_GRANT } from './checks.ts';
import { foundDistrict, type District, type Part } from './district.ts';
import { asOwner } from './owner.ts';
import { advance, must, pilotIn } from './pilots.ts';
import { unchanged } from './witness.ts';

let district: District;
let pilot: string;

/** In vetting, with no review decided. */
async function vetted() {
	const made = await pilotIn(district, 'proposed');
	await must(district.people.admin, 'advance_pilot', advance(made, 'proposed', 'vetting'));
	return made;
}

beforeAll(async () => {
	district = await foundDistrict();
	pilot = await vetted();
});

const load = async (who: Actor, filters: object = {}, place = 0) =>
	allowed(who.call('review_load', { filters, place }), who.name);
const assign = (who: Actor, person: string | null, specialty = 'privacy', which = pilot) =>
	who.call('assign_review', { pilot: which, specialty, person });
type Row = { pilot: string; specialty: string };
const row = async (who: Actor, specialty: string, which = pilot) =>
	(await load(who)).reviews.find((one: Row) => one.pilot === which && one.specialty === specialty);
const reviewer = async (name: string) =>
	(await load(district.people.admin)).reviewers.find((one: { name: string }) => one.name === name);

describe('the load of reviewers', () => {
	test('is read by reviewers and the AI office, and by nobody else', async () => {
		const may: Part[] = ['reviewer', 'privacyReviewer', 'admin', 'insider', 'former'];
		for (const [part, who] of Object.entries(district.people) as [Part, Actor][]) {
			if (may.includes(part)) await load(who);
			else
				await denied(
					who.call('review_load'),
					part === 'deactivated' ? '403 no_person' : '403 not_yours',
					part
				);
		}
		await denied(district.nobody.call('review_load'), NO_GRANT);
		const there = await load(district.outsider);
		expect(there).toMatchObject({ reviews: [], in_all: 0 });
		expect(there.reviewers.map(({ name }: { name: string }) => name)).toEqual(['outsider']);
	});

	test('shows what waits with its pilot, risk, tools and day, the longest first', async () => {
		const second = await vetted();
		await asOwner(
			`update public.reviews set asked_at = now() - interval '9 days' where pilot_id = $1 and specialty = 'security'`,
			second
		);
		const { reviews, waiting, overdue, remind_after_days } = await load(district.people.reviewer);
		expect(remind_after_days).toBe(7);
		expect(waiting).toBe(6);
		expect(overdue).toBe(1);
		expect(reviews[0]).toMatchObject({
			pilot: second,
			title: 'A tutor for fractions',
			specialty: 'security',
			stage: 'vetting',
			risk: 'moderate',
			tools: ['A chat tutor'],
			overdue: true,
			assigned: null,
			may_sign: true,
			nobody: false
		});
		expect(reviews[1].overdue).toBe(false);
	});

	test('is filtered by specialty and by who has it, and comes in pages', async () => {
		const { reviewer: all, privacyReviewer } = district.people;
		expect((await load(all, { specialty: 'privacy' })).reviews.map((one: Row) => one.specialty)).toEqual([
			'privacy',
			'privacy'
		]);
		await allowed(assign(privacyReviewer, privacyReviewer.id));
		expect((await load(all, { reviewer: privacyReviewer.id })).reviews).toMatchObject([
			{ pilot, specialty: 'privacy' }
		]);
		expect((await load(all, { reviewer: 'nobody' })).in_all).toBe(5);
		expect((await load(all, { reviewer: 'x', specialty: 'astrology' })).in_all).toBe(0);
		const page = await load(all, {}, 5);
		expect(page).toMatchObject({ from: 5, in_all: 6 });
		expect(page.reviews).toHaveLength(1);
		await allowed(assign(privacyReviewer, null));
	});

	test('counts what each has, what they signed lately, and in how many days', async () => {
		const { privacyReviewer } = district.people;
		const [one, other] = [await vetted(), await vetted()];
		await allowed(assign(privacyReviewer, privacyReviewer.id));
		for (const [which, days] of [
			[one, 2],
			[other, 4]
		] as const) {
			await asOwner(
				`update public.reviews set asked_at = now() - make_interval(days => $2) where pilot_id = $1`,
				which,
				days
			);
			await must(privacyReviewer, 'sign_review', { pilot: which, specialty: 'privacy', verdict: 'signed' });
		}
		expect(await reviewer('privacyReviewer')).toMatchObject({
			open: 1,
			overdue: 0,
			signed: 2,
			median_days: 3,
			specialties: ['privacy']
		});
		// What counts no more was work all the same.
		await allowed(privacyReviewer.call('recuse', { pilot: other, reason: 'My sister sells it.' }));
		expect(await reviewer('privacyReviewer')).toMatchObject({ signed: 2, median_days: 3 });
		expect(await reviewer('deactivated')).toBeUndefined();
		await allowed(assign(privacyReviewer, null));
	});
});

describe('a review is assigned', () => {
	test('by a reviewer of its specialty or the AI office, and by nobody else', async () => {
		const { people } = district;
		const may: Part[] = ['reviewer', 'privacyReviewer', 'admin'];
		await unchanged(district, pilot, async () => {
			for (const [part, who] of Object.entries(people) as [Part, Actor][]) {
				if (may.includes(part)) continue;
				const how =
					part === 'deactivated'
						? '403 no_person'
						: part === 'insider' || part === 'former'
							? '403 separation_of_duties'
							: '403 not_yours';
				await denied(assign(who, people.reviewer.id), how, part);
			}
			await denied(assign(people.privacyReviewer, people.reviewer.id, 'security'), '403 not_yours');
			await denied(assign(district.outsider, people.reviewer.id), '404 no_such_pilot');
			await denied(assign(district.nobody, people.reviewer.id), NO_GRANT);
		});
		for (const part of may) {
			await allowed(assign(people[part], people.privacyReviewer.id), part);
			expect((await row(people.reviewer, 'privacy')).assigned).toBe('privacyReviewer');
			await allowed(assign(people[part], null), part);
			expect((await row(people.reviewer, 'privacy')).assigned).toBeNull();
		}
	});

	test('to a reviewer of that specialty whom nothing keeps out', async () => {
		const { admin, reviewer: all, privacyReviewer, insider, former, deactivated, member } = district.people;
		for (const who of [insider, former, deactivated, member, district.outsider])
			expect(await denied(assign(admin, who.id), '422 wrong_person', who.name)).toEqual({ field: 'person' });
		await denied(assign(admin, privacyReviewer.id, 'security'), '422 wrong_person');
		expect((await row(admin, 'privacy')).could.map(({ name }: { name: string }) => name)).toEqual([
			'privacyReviewer',
			'reviewer'
		]);
		expect(await row(insider, 'privacy')).toMatchObject({ may_sign: false, may_assign: false });
		await allowed(assign(admin, privacyReviewer.id));
		// Taken over by a colleague, and signed by whoever comes first.
		await allowed(assign(all, all.id));
		await allowed(privacyReviewer.call('sign_review', { pilot, specialty: 'privacy', verdict: 'signed' }));
		await denied(assign(admin, all.id), '409 not_asked');
		await denied(assign(admin, all.id, 'finance'), '409 not_asked');
	});

	test('and whoever was let go has it no more', async () => {
		const { admin, privacyReviewer } = district.people;
		const third = await vetted();
		await allowed(assign(admin, privacyReviewer.id, 'privacy', third));
		await asOwner('update public.people set active = false where id = $1', privacyReviewer.id);
		expect((await row(admin, 'privacy', third)).assigned).toBeNull();
		expect(
			(await load(admin, { reviewer: 'nobody', specialty: 'privacy' })).reviews.map((one: Row) => one.pilot)
		).toContain(third);
		await allowed(
			district.people.reviewer.call('sign_review', { pilot: third, specialty: 'privacy', verdict: 'signed' })
		);
	});
});
