import { isUndefined, pool, summarize, type Group } from '../statistics/index.ts';

/** Values are summed up when this many wait, so that a large group needs little memory. */
const WAITING = 4_096;

/** A group whose values come one by one: its size, mean and standard deviation (null for one value). */
export function moments() {
	const parts: Group[] = [];
	let waiting: number[] = [];
	function pack(): void {
		if (waiting.length === 0) return;
		const { n = waiting.length, mean = 0, ...rest } = summarize({ values: waiting });
		parts.push({ n, mean, sd: 'sd' in rest ? rest.sd : null });
		waiting = [];
		if (parts.length > 1) parts.splice(0, parts.length, union(parts));
	}
	return {
		add(value: number): void {
			waiting.push(value);
			if (waiting.length === WAITING) pack();
		},
		/** Null without a value. */
		summary(): Group | null {
			pack();
			return parts[0] ?? null;
		}
	};
}

function union(parts: Group[]): Group {
	const all = pool({ groups: parts });
	return { n: all.n ?? 0, mean: all.mean ?? NaN, sd: isUndefined(all) ? null : all.sd };
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
