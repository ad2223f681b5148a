import { beforeAll, describe, expect, test } from 'vitest';
import { riskTableSchema } from '../../src/lib/pilots/risk-schema.ts';
import { explainTier, reversibleHow, reviewedWhen, uses } from '../../src/lib/pilots/risk.ts';
import { allowed, denied } from './checks.ts';
import { foundDistrict, type District } from './district.ts';
import { asOwner } from './owner.ts';
import { advance, must, pilotIn, signAll } from './pilots.ts';
import { unchanged } from './witness.ts';

let district: District;

beforeAll(async () => {
	district = await foundDistrict();
});

describe('the table', () => {
	test('is read by everyone of the district, and by nobody else', async () => {
		for (const who of [district.people.member, district.people.lead, district.outsider]) {
			const table = riskTableSchema.parse(await allowed(who.call('risk_table'), who.name));
			expect(table.rules).toHaveLength(24);
			expect(table.reviews.low).toEqual(['privacy']);
		}
		await denied(district.people.deactivated.call('risk_table'), '403 no_person');
		await denied(district.stranger.call('risk_table'), '403 no_person');
	});

	test('is explained as it is computed, whatever is answered', async () => {
		const { member } = district.people;
		const table = riskTableSchema.parse(await must(member, 'risk_table', {}));
		const booleans = [true, false, null];
		const some = <T>(list: readonly T[], i: number) => list[i % list.length]!;
		const cases = Array.from({ length: 243 }, (_, i) => ({
			students_take_part: some(booleans, i),
			under_13: some(booleans, Math.floor(i / 3)),
			personal_data: some(booleans, Math.floor(i / 9)),
			decides_about_people: some([false, false, true, null], i + Math.floor(i / 27)),
			biometric: some([false, null, true, false, false], i),
			trained_on_student_data: some([null, false, false, false, false, true, false], i),
			outputs_reviewed: some([null, ...reviewedWhen], Math.floor(i / 5)),
			reversible: some([null, ...reversibleHow], Math.floor(i / 7)),
			uses: some([null, [], [], [some(uses, i)], [], ['grading', 'placement'], []], Math.floor(i / 2))
		}));
		const rows = await asOwner<{
			told: { tier: string | null; points: number; because: object[]; unanswered: string[] };
		}>(
			`select private.tier_of(jsonb_populate_record(null::public.pilots, c.one || jsonb_build_object('district_id', $2::text))) as told
			from jsonb_array_elements($1::text::jsonb) with ordinality c (one, place) order by c.place`,
			JSON.stringify(cases),
			district.id
		);
		cases.forEach((one, i) => {
			const answers = Object.fromEntries(
				Object.entries(one).map(([question, given]) => [
					question,
					given === null
						? []
						: Array.isArray(given)
							? given.length === 0
								? ['none']
								: given
							: [given === true ? 'yes' : given === false ? 'no' : given]
				])
			);
			expect(rows[i]!.told, JSON.stringify(one)).toEqual(explainTier(answers, table));
		});
		expect(new Set(rows.map(({ told }) => told.tier))).toEqual(new Set(['low', 'moderate', 'high', null]));
	});
});

describe('a use that is presumed high-impact', () => {
	test('leads to high risk, and a lower tier is refused without a written reason', async () => {
		const { lead, admin, sponsor } = district.people;
		const pilot = await pilotIn(district, 'draft');
		await must(lead, 'save_proposal', { pilot, proposal: { uses: ['grading'], students_take_part: false } });
		await signAll(district, pilot, 'submit');
		await must(lead, 'advance_pilot', advance(pilot, 'draft', 'proposed'));
		await must(admin, 'appoint', { pilot, person: sponsor.id, role: 'sponsor' });
		expect(await must(admin, 'pilot', { pilot })).toMatchObject({ computed_tier: 'high' });
		await unchanged(district, pilot, async () => {
			for (const risk_reason of [undefined, '', '  ']) {
				const facts = { risk_tier: 'low', ...(risk_reason === undefined ? {} : { risk_reason }) };
				expect(await denied(admin.call('save_facts', { pilot, facts }), '422 presumed_high')).toEqual({
					uses: ['grading']
				});
			}
		});
		await allowed(
			sponsor.call('save_facts', { pilot, facts: { risk_tier: 'moderate', risk_reason: 'Practice only.' } })
		);
		expect(await must(lead, 'pilot', { pilot })).toMatchObject({
			risk_tier: 'moderate',
			risk_reason: 'Practice only.',
			risk: { tier: 'high', set: { by: 'sponsor' } }
		});
	});

	test('is one of the list, never a text', async () => {
		const { lead } = district.people;
		const pilot = await pilotIn(district, 'draft');
		for (const given of [['homework'], 'grading', [null]]) {
			await denied(lead.call('save_proposal', { pilot, proposal: { uses: given } }), '422 unknown_use');
		}
		for (const given of [{ outputs_reviewed: 'sometimes' }, { reversible: 'perhaps' }]) {
			await denied(lead.call('save_proposal', { pilot, proposal: given }), '422 unknown_answer');
		}
	});
});

describe('a question that the proposal left open', () => {
	const open = async () => {
		const { lead, admin, sponsor } = district.people;
		const pilot = await pilotIn(district, 'draft');
		await asOwner('update public.pilots set reversible = null, biometric = null where id = $1', pilot);
		await signAll(district, pilot, 'submit');
		await must(lead, 'advance_pilot', advance(pilot, 'draft', 'proposed'));
		await must(admin, 'appoint', { pilot, person: sponsor.id, role: 'sponsor' });
		await signAll(district, pilot, 'triage');
		return pilot;
	};

	test('holds triage until it is answered, or a reason is given', async () => {
		const { admin, lead } = district.people;
		const pilot = await open();
		await must(admin, 'save_facts', { pilot, facts: { risk_tier: 'moderate' } });
		const triage = () => admin.call('advance_pilot', advance(pilot, 'proposed', 'vetting'));
		expect(await denied(triage(), '422 gate_not_met')).toMatchObject({ unmet: ['risk_tier'] });
		await allowed(lead.call('save_facts', { pilot, facts: { reversible: 'easily', biometric: false } }));
		expect(await must(lead, 'pilot', { pilot }), 'the tier stays').toMatchObject({ risk_tier: 'moderate' });
		await allowed(triage());
		const other = await open();
		await must(admin, 'save_facts', {
			pilot: other,
			facts: { risk_tier: 'moderate', risk_reason: 'A day only.' }
		});
		await allowed(admin.call('advance_pilot', advance(other, 'proposed', 'vetting')));
	});

	test('is answered by its lead, its sponsor or the office, once', async () => {
		const { admin, sponsor, teammate, member, evaluator } = district.people;
		const pilot = await open();
		await unchanged(district, pilot, async () => {
			for (const who of [teammate, member, evaluator]) {
				await denied(
					who.call('save_facts', { pilot, facts: { biometric: false } }),
					'403 not_yours',
					who.name
				);
			}
			await denied(admin.call('save_facts', { pilot, facts: { under_13: true } }), '409 frozen', 'answered');
		});
		await must(admin, 'save_facts', { pilot, facts: { risk_tier: 'moderate' } });
		await allowed(sponsor.call('save_facts', { pilot, facts: { biometric: true } }));
		expect(await must(admin, 'pilot', { pilot }), 'a higher tier is confirmed anew').toMatchObject({
			risk_tier: null,
			computed_tier: 'high'
		});
		await denied(admin.call('save_facts', { pilot, facts: { biometric: false } }), '409 frozen');
	});

	test('is asked of pilots that were submitted before, and holds them not', async () => {
		const { admin } = district.people;
		const pilot = await open();
		await asOwner(
			`update private.risk_scales set asked_since = now() + interval '1 day' where district_id = $1`,
			district.id
		);
		await must(admin, 'save_facts', { pilot, facts: { risk_tier: 'moderate' } });
		await allowed(admin.call('advance_pilot', advance(pilot, 'proposed', 'vetting')));
		await asOwner(
			`update private.risk_scales set asked_since = '-infinity' where district_id = $1`,
			district.id
		);
	});
});
