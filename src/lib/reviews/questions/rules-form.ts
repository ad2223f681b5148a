/** The form in which the AI office says which reviews a pilot needs. */
import { conditions, type Condition } from '#lib/pilots/review-conditions.ts';
import { specialties, tiers, type Specialty, type Tier } from '#lib/pilots/words.ts';

export type ReviewRules = {
	tiers: Partial<Record<Tier, Specialty[]>>;
	conditions: Partial<Record<Condition, Specialty[]>>;
};

export const rowName = (kind: 'tier' | 'condition', row: string): string => `${kind}.${row}`;

/** The tables as a form ticks them. */
export function rulesIn(form: FormData): ReviewRules {
	const ticked = (name: string) => {
		const given = form.getAll(name);
		return specialties.filter((one) => given.includes(one));
	};
	return {
		tiers: Object.fromEntries(tiers.map((tier) => [tier, ticked(rowName('tier', tier))])),
		conditions: Object.fromEntries(conditions.map((one) => [one, ticked(rowName('condition', one))]))
	};
}
