import { normalBelow } from './distribution.ts';

/**
 * P(|T′| > critical) for a non-central t with df degrees of freedom and non-centrality delta.
 * T′ = (Z + delta)/S with S = √(χ²/df), so the probability is the mean of Φ(delta − critical·S) + Φ(−delta − critical·S) over S.
 * The density of u = ln S is proportional to exp[df·(u − (e²ᵘ − 1)/2)]; summed on an even grid it is integrated to nearly all
 * digits (the trapezoidal rule on a rapidly vanishing analytic function: Trefethen & Weideman, 2014, SIAM Review 56(3)),
 * and dividing by the sum of the weights spares its constant.
 * Definition: Johnson, Kotz & Balakrishnan (1995), Continuous Univariate Distributions, vol. 2, chapter 31.
 */
export function nonCentralTBeyond(critical: number, df: number, delta: number): number {
	const step = Math.min(0.1, 0.5 / Math.sqrt(df + Math.min(Math.abs(delta), 2000) ** 2 / 2));
	let [weights, beyond] = [0, 0];
	const add = (u: number): boolean => {
		const weight = Math.exp(df * (u - Math.expm1(2 * u) / 2));
		const reach = critical * Math.exp(u);
		weights += weight;
		beyond += weight * (normalBelow(delta - reach) + normalBelow(-delta - reach));
		return weight > 1e-18 * Math.min(weights, beyond);
	};
	add(0);
	for (let k = 1; add(k * step); k++);
	for (let k = 1; add(-k * step); k++);
	return Math.min(1, beyond / weights);
}
