import type { Group } from '../statistics/index.ts';
import { runningSummary } from '../statistics/summary.ts';

/** A group whose values come one by one: its size, mean and standard deviation (null for one value). */
export function moments() {
	const running = runningSummary();
	let any = false;
	return {
		add(value: number): void {
			any = true;
			running.add(value);
		},
		/** Null without a value. */
		summary(): Group | null {
			if (!any) return null;
			const { n = 1, mean = NaN, ...rest } = running.summary();
			return { n, mean, sd: 'sd' in rest ? rest.sd : null };
		}
	};
}

/**
 * Pearson's correlation of pairs that come one by one; null for fewer than three, or where one side never changes.
 * One pass: Welford (1962) for both sides and their product.
 */
export function correlation() {
	let [n, meanX, meanY, squaresX, squaresY, products] = [0, 0, 0, 0, 0, 0];
	return {
		add(x: number, y: number): void {
			n++;
			const [gapX, gapY] = [x - meanX, y - meanY];
			meanX += gapX / n;
			meanY += gapY / n;
			squaresX += gapX * (x - meanX);
			squaresY += gapY * (y - meanY);
			products += gapX * (y - meanY);
		},
		value(): number | null {
			if (n < 3 || squaresX === 0 || squaresY === 0) return null;
			return Math.max(-1, Math.min(1, products / Math.sqrt(squaresX) / Math.sqrt(squaresY)));
		}
	};
}
