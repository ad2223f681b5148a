import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from './actors.ts';
import { allowed, denied } from './checks.ts';
import { foundDistrict, type District, type Part } from './district.ts';
import { incidents, result } from './forms.ts';
import { activates, newcomer } from './newcomers.ts';
import { asOwner } from './owner.ts';
import { activityOf, advance, must, pilotIn } from './pilots.ts';
import { unchanged } from './witness.ts';

// Each test wears a district out: people lose roles by being away.
let district: District;

beforeEach(async () => {
	district = await foundDistrict();
});

const appoint = (
	who: Actor,
	pilot: string,
	part: string | null,
	person: Actor | null,
	reason = 'Nobody else.'
) => who.call('substitute', { pilot, part, person: person?.id ?? null, reason });
const page = (who: Actor, pilot: string) => allowed(who.call('pilot', { pilot }), who.name);
const away = (...who: Actor[]) => Promise.all(who.map(({ id }) => activates(id, false)));

/** A pilot with its privacy review open, in a district where nobody can sign it: the reviewers are away or on its team. */
async function unreviewable() {
	const { admin, reviewer, privacyReviewer } = district.people;
	const pilot = await pilotIn(district, 'proposed');
	await must(admin, 'advance_pilot', advance(pilot, 'proposed', 'vetting'));
	await away(reviewer, privacyReviewer);
	return pilot;
}

describe('a substitute', () => {
	test('is appointed by the AI office alone', async () => {
		const pilot = await unreviewable();
		const { member } = district.people;
		await unchanged(district, pilot, async () => {
			for (const [part, who] of Object.entries(district.people) as [Part, Actor][]) {
				const how =
					part === 'insider' || part === 'former'
						? '403 separation_of_duties'
						: ['deactivated', 'reviewer', 'privacyReviewer'].includes(part)
							? '403 no_person'
							: '403 not_yours';
				if (part !== 'admin') await denied(appoint(who, pilot, 'privacy', member), how, part);
			}
			await denied(appoint(district.outsider, pilot, 'privacy', member), '404 no_such_pilot');
		});
	});

	test('only while nobody is eligible, with a reason, and somebody who may', async () => {
		const pilot = await unreviewable();
		const { admin, member, insider, former, deactivated, evaluator, privacyReviewer } = district.people;
		await must(evaluator, 'recuse', { pilot, reason: 'My brother sells it.' });
		await unchanged(district, pilot, async () => {
			for (const reason of ['', '  '])
				await denied(appoint(admin, pilot, 'privacy', member, reason), '422 no_reason');
			await denied(appoint(admin, pilot, 'privacy', member, 'x'.repeat(2001)), '422 too_long');
			await denied(appoint(admin, pilot, 'cabinet', member), '409 somebody_eligible');
			for (const part of ['chair', 'lead', 'Privacy', null])
				await denied(appoint(admin, pilot, part, member), '400 no_such_part', String(part));
			await denied(appoint(admin, pilot, 'privacy', admin), '422 wrong_person', 'themselves');
			for (const who of [deactivated, privacyReviewer, district.outsider])
				await denied(appoint(admin, pilot, 'privacy', who), '422 wrong_person', who.name);
			for (const who of [insider, former, evaluator])
				await denied(appoint(admin, pilot, 'privacy', who), '403 separation_of_duties', who.name);
			await denied(appoint(admin, pilot, 'privacy', null), '409 no_substitute');
		});
		await activates(privacyReviewer.id, true);
		await denied(appoint(admin, pilot, 'privacy', member), '409 somebody_eligible', 'they came back');
	});

	test('does the part in that pilot and no other, until it ends', async () => {
		const pilot = await unreviewable();
		const other = await pilotIn(district, 'draft');
		const { admin, member, lead } = district.people;
		expect((await page(admin, pilot)).nobody_for.sort()).toEqual(['instruction', 'privacy', 'security']);
		expect((await page(lead, pilot)).nobody_for).toEqual([]);
		const waits = async (who: Actor) =>
			(await allowed(who.call('home'))).waiting
				.filter((one: { pilot: string }) => one.pilot === pilot)
				.map(({ what, detail }: { what: string; detail: string }) => `${what}: ${detail}`);
		expect(await waits(admin)).toContain('appoint a substitute: privacy');
		await allowed(appoint(admin, pilot, 'privacy', member, 'Both of our reviewers are ill.'));
		expect(await waits(admin)).not.toContain('appoint a substitute: privacy');
		expect(await waits(member)).toContain('sign a review: privacy');
		expect(await page(lead, pilot)).toMatchObject({
			substitutes: [
				{
					part: 'privacy',
					name: 'member',
					reason: 'Both of our reviewers are ill.',
					appointed_by: 'admin'
				}
			]
		});
		expect((await activityOf(lead, pilot))[0]).toMatchObject({
			verb: 'appointed a substitute',
			facts: { part: 'privacy', person: 'member' }
		});
		expect((await page(member, pilot)).my_parts).toEqual(['privacy', 'reviewer']);
		await denied(member.call('pilot', { pilot: other }), '404 no_such_pilot');
		await denied(
			member.call('sign_review', { pilot, specialty: 'security', verdict: 'signed' }),
			'403 not_yours'
		);
		await allowed(member.call('sign_review', { pilot, specialty: 'privacy', verdict: 'signed' }));
		await allowed(appoint(admin, pilot, 'privacy', null));
		expect(await page(member, pilot)).toMatchObject({ my_parts: [], substitutes: [] });
		await denied(
			member.call('sign_review', { pilot, specialty: 'privacy', verdict: 'signed' }),
			'403 not_yours'
		);
	});

	test('for a seat takes it, and leaves it with it', async () => {
		const { admin, evaluator, colleague, teammate, member, clerk, cabinet2 } = district.people;
		const pilot = await pilotIn(district, 'experiment');
		await away(evaluator, colleague);
		await allowed(appoint(admin, pilot, 'evaluator', member));
		expect((await page(teammate, pilot)).assignments).toMatchObject([
			{ name: 'sponsor', role: 'sponsor' },
			{ name: 'member', role: 'evaluator' }
		]);
		const rows = [result(district, { n: 7, mean: 44 }), incidents(district)];
		await allowed(member.call('log_measurements', { pilot, rows }));
		expect(
			(await allowed(member.call('measurements', { pilot }))).map(({ n }: { n: number }) => n)
		).toContain(7);
		await allowed(appoint(admin, pilot, 'evaluator', clerk));
		expect((await page(teammate, pilot)).substitutes).toMatchObject([{ name: 'clerk', part: 'evaluator' }]);
		await denied(
			member.call('submit_evaluation', { pilot, summary: 'Good.', recommendation: 'scale' }),
			'403 not_yours'
		);
		await activates(colleague.id, true);
		await allowed(admin.call('appoint', { pilot, person: colleague.id, role: 'evaluator' }));
		expect(await page(teammate, pilot)).toMatchObject({ substitutes: [] });
		await denied(appoint(cabinet2, pilot, 'evaluator', clerk), '403 not_yours');
	});

	test('where every admin is kept out, one of them appoints, and never themselves', async () => {
		const { admin, insider, former, member, clerk, deactivated } = district.people;
		const pilot = await pilotIn(district, 'proposed');
		await must(admin, 'recuse', { pilot, reason: 'I know the vendor.' });
		await unchanged(district, pilot, async () => {
			await denied(appoint(insider, pilot, 'admin', insider), '422 wrong_person');
			await denied(appoint(admin, pilot, 'admin', former), '403 separation_of_duties');
			await denied(appoint(member, pilot, 'admin', clerk), '403 not_yours');
			await denied(appoint(deactivated, pilot, 'admin', clerk), '403 no_person');
		});
		await allowed(appoint(insider, pilot, 'admin', member, 'All of us are on the team.'));
		await allowed(member.call('advance_pilot', advance(pilot, 'proposed', 'vetting')));
	});

	test('for an admin sees no small cells', async () => {
		const { admin, evaluator, member } = district.people;
		const pilot = await pilotIn(district, 'experiment');
		const rows = [result(district, { n: 7, mean: 44 }), incidents(district)];
		await must(evaluator, 'log_measurements', { pilot, rows });
		await must(admin, 'recuse', { pilot, reason: 'I know the vendor.' });
		await allowed(appoint(admin, pilot, 'admin', member));
		const seen = await allowed(member.call('measurements', { pilot }));
		expect(seen.find(({ id }: { id: string }) => id === rows[0]!.id)).toMatchObject({
			withheld: true,
			n: null
		});
	});

	test('for an admin does not take the evaluator’s seat, from where they would', async () => {
		const { admin, colleague, insider, evaluator } = district.people;
		const guest = await newcomer(district.id, 'guest');
		const pilot = await pilotIn(district, 'experiment');
		await must(admin, 'recuse', { pilot, reason: 'I know the vendor.' });
		for (const who of [colleague, guest]) {
			await allowed(appoint(insider, pilot, 'admin', who));
			await unchanged(district, pilot, () =>
				denied(who.call('appoint', { pilot, person: who.id, role: 'evaluator' }), '403 not_yours', who.name)
			);
		}
		await allowed(guest.call('appoint', { pilot, person: colleague.id, role: 'evaluator' }));
		await allowed(guest.call('appoint', { pilot, person: evaluator.id, role: 'evaluator' }));
	});
});

test('where one person decides one review, a second one is a substitute’s', async () => {
	const { admin, reviewer, privacyReviewer } = district.people;
	await asOwner('update public.districts set one_signs_several = false where id = $1', district.id);
	const pilot = await pilotIn(district, 'proposed');
	await must(admin, 'advance_pilot', advance(pilot, 'proposed', 'vetting'));
	const guest = await newcomer(district.id, 'guest');
	const sign = (who: Actor, specialty: string) =>
		who.call('sign_review', { pilot, specialty, verdict: 'signed' });
	await allowed(sign(reviewer, 'security'));
	await unchanged(district, pilot, async () => {
		await denied(sign(reviewer, 'privacy'), '409 signed_another');
		await denied(sign(reviewer, 'instruction'), '409 signed_another');
	});
	await allowed(sign(reviewer, 'security'), 'their own, again');
	await denied(appoint(admin, pilot, 'privacy', guest), '409 somebody_eligible');
	await allowed(sign(privacyReviewer, 'privacy'));
	expect((await page(admin, pilot)).nobody_for).toEqual(['instruction']);
	await allowed(appoint(admin, pilot, 'instruction', guest));
	await allowed(sign(guest, 'instruction'));
});
