import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied, NOT_UNDERSTOOD } from './checks.ts';
import { foundDistrict, specialties, type District, type Part } from './district.ts';
import { asOwner } from './owner.ts';
import { advance, must, pilotIn, signAll, type Stage } from './pilots.ts';
import { unchanged } from './witness.ts';

let district: District;

beforeAll(async () => {
	district = await foundDistrict();
});

const sign = (who: Actor, pilot: string, specialty: string, verdict: string | null = 'signed', reason = '') =>
	who.call('sign_review', { pilot, specialty, verdict, reason });

const reviews = async (pilot: string) => {
	const seen = await allowed(district.people.member.call('pilot', { pilot }));
	return Object.fromEntries(
		seen.reviews.map((one: { specialty: string; state: string }) => [one.specialty, one.state])
	);
};

/** In vetting, with no review decided. */
async function vetted(tier: 'low' | 'moderate' | 'high' = 'moderate') {
	const pilot = await pilotIn(district, { stage: 'proposed', tier });
	await must(district.people.admin, 'advance_pilot', advance(pilot, 'proposed', 'vetting'));
	return pilot;
}

test('the inbox asks those who may sign, until it is signed', async () => {
	const pilot = await vetted('low');
	const asked = async (who: Actor) =>
		(await allowed(who.call('home'))).waiting.some(
			(one: { pilot: string; what: string }) => one.pilot === pilot && one.what === 'sign a review'
		);
	const { reviewer, privacyReviewer, insider, former, member } = district.people;
	for (const who of [reviewer, privacyReviewer]) expect(await asked(who), who.name).toBe(true);
	for (const who of [insider, former, member]) expect(await asked(who), who.name).toBe(false);
	await allowed(sign(reviewer, pilot, 'privacy'));
	expect(await asked(privacyReviewer)).toBe(false);
});

describe('which reviews are asked', () => {
	test.each([
		['low', ['privacy']],
		['moderate', ['security', 'privacy', 'instruction']],
		['high', [...specialties]]
	] as const)('follows from the tier: %s', async (tier, asked) => {
		expect(await reviews(await vetted(tier))).toEqual(Object.fromEntries(asked.map((one) => [one, 'asked'])));
	});

	test('a tier against the answers counts, with its reason', async () => {
		const { admin } = district.people;
		const pilot = await pilotIn(district, { stage: 'proposed', tier: 'low' });
		await must(admin, 'save_facts', { pilot, facts: { risk_tier: 'high', risk_reason: 'It is new to us.' } });
		await must(admin, 'advance_pilot', advance(pilot, 'proposed', 'vetting'));
		expect(Object.keys(await reviews(pilot))).toHaveLength(5);
	});

	test('all again after rework', async () => {
		const { lead, admin, reviewer } = district.people;
		const pilot = await vetted();
		for (const specialty of ['privacy', 'security'])
			await must(reviewer, 'sign_review', { pilot, specialty, verdict: 'signed' });
		await must(admin, 'advance_pilot', advance(pilot, 'vetting', 'draft', 'The tool changed.'));
		await signAll(district, pilot, 'submit');
		await must(lead, 'advance_pilot', advance(pilot, 'draft', 'proposed'));
		await signAll(district, pilot, 'triage');
		await must(admin, 'advance_pilot', advance(pilot, 'proposed', 'vetting'));
		expect(await reviews(pilot)).toEqual({ privacy: 'asked', security: 'asked', instruction: 'asked' });
	});
});

describe('a review', () => {
	test('is signed by whoever holds its specialty, and by nobody else', async () => {
		const pilot = await vetted();
		const kept: Part[] = ['insider', 'former'];
		await unchanged(district, pilot, async () => {
			for (const [part, who] of Object.entries(district.people) as [Part, Actor][]) {
				const how =
					part === 'deactivated'
						? '403 no_person'
						: kept.includes(part)
							? '403 separation_of_duties'
							: '403 not_yours';
				if (part === 'reviewer') continue;
				await denied(sign(who, pilot, 'security'), how, part);
				await denied(sign(who, pilot, 'instruction', 'refused', 'No.'), how, part);
				if (part !== 'privacyReviewer') await denied(sign(who, pilot, 'privacy'), how, part);
			}
		});
		const { reviewer, privacyReviewer } = district.people;
		await allowed(sign(privacyReviewer, pilot, 'privacy', 'signed', 'With a yearly check.'));
		await allowed(sign(reviewer, pilot, 'security'));
		await allowed(sign(reviewer, pilot, 'instruction'));
		expect(await reviews(pilot)).toEqual({ privacy: 'signed', security: 'signed', instruction: 'signed' });
	});

	test('keeps who decided it, when and why', async () => {
		const { privacyReviewer, lead } = district.people;
		const pilot = await vetted('low');
		await allowed(sign(privacyReviewer, pilot, 'privacy', 'refused', 'It keeps chats.'));
		const [review] = (await allowed(lead.call('pilot', { pilot }))).reviews;
		expect(review).toMatchObject({
			state: 'refused',
			reason: 'It keeps chats.',
			reviewer: 'privacyReviewer'
		});
		expect(review.decided_at).not.toBeNull();
	});

	test('is refused with a reason only', async () => {
		const { reviewer } = district.people;
		const pilot = await vetted();
		await unchanged(district, pilot, async () => {
			for (const reason of ['', '   ']) {
				await denied(sign(reviewer, pilot, 'privacy', 'refused', reason), '422 no_reason');
			}
			await denied(sign(reviewer, pilot, 'privacy', 'refused', 'x'.repeat(2001)), '422 too_long');
			await denied(sign(reviewer, pilot, 'privacy', 'asked'), '400 no_verdict');
			await denied(sign(reviewer, pilot, 'privacy', null), '400 no_verdict');
			await denied(sign(reviewer, pilot, 'privacy', 'maybe'), NOT_UNDERSTOOD);
			await denied(sign(reviewer, pilot, 'astrology'), NOT_UNDERSTOOD);
		});
	});

	test('that the tier does not ask for is signed by nobody', async () => {
		const { reviewer } = district.people;
		const pilot = await vetted();
		await unchanged(district, pilot, async () => {
			await denied(sign(reviewer, pilot, 'finance'), '409 not_asked');
			await denied(sign(reviewer, pilot, 'accessibility and equity'), '409 not_asked');
		});
	});

	test('that a colleague decided stays theirs, who may change their mind', async () => {
		const { reviewer, privacyReviewer } = district.people;
		const pilot = await vetted();
		await allowed(sign(privacyReviewer, pilot, 'privacy', 'refused', 'It keeps chats.'));
		await unchanged(district, pilot, async () => {
			await denied(sign(reviewer, pilot, 'privacy'), '409 not_asked');
			await denied(sign(reviewer, pilot, 'privacy', 'refused', 'Me too.'), '409 not_asked');
		});
		await allowed(sign(privacyReviewer, pilot, 'privacy'));
		expect(await reviews(pilot)).toMatchObject({ privacy: 'signed' });
	});

	test('is decided once when two do it at once', async () => {
		const { reviewer, privacyReviewer } = district.people;
		const pilot = await vetted();
		const answers = await Promise.all([
			sign(reviewer, pilot, 'privacy'),
			sign(privacyReviewer, pilot, 'privacy', 'refused', 'No.')
		]);
		expect(answers.filter(({ error }) => !error)).toHaveLength(1);
		await denied(Promise.resolve(answers.find(({ error }) => error)!), '409 not_asked');
	});

	test.each<Stage>(['proposed', 'experiment', 'decision', 'declined'])(
		'is not decided in %s',
		async (stage) => {
			const pilot = await pilotIn(district, stage);
			await unchanged(district, pilot, async () => {
				await denied(sign(district.people.reviewer, pilot, 'privacy'), '409 not_now');
				await denied(sign(district.people.reviewer, pilot, 'privacy', 'refused', 'No.'), '409 not_now');
			});
		}
	);

	test('is no longer theirs who lost the specialty', async () => {
		const { privacyReviewer } = district.people;
		const pilot = await vetted();
		await asOwner('delete from public.person_roles where person_id = $1', privacyReviewer.id);
		await denied(sign(privacyReviewer, pilot, 'privacy'), '403 not_yours');
		await asOwner(
			`insert into public.person_roles (district_id, person_id, role, specialty) values ($1, $2, 'reviewer', 'privacy')`,
			district.id,
			privacyReviewer.id
		);
	});
});

test('whoever refused may send the pilot back, a reviewer who signed may not', async () => {
	const { reviewer, privacyReviewer } = district.people;
	const pilot = await vetted();
	await allowed(sign(reviewer, pilot, 'security'));
	await allowed(sign(privacyReviewer, pilot, 'privacy', 'refused', 'It keeps chats.'));
	await denied(reviewer.call('advance_pilot', advance(pilot, 'vetting', 'draft', 'Again.')), '403 not_yours');
	await allowed(privacyReviewer.call('advance_pilot', advance(pilot, 'vetting', 'draft', 'Chats must go.')));
});
