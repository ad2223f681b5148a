/** What the evidence glyph shows, for those who do not see it. */
import { formatNumber, formatRange } from '#lib/ui/numbers.ts';
import type { Glyph } from './pipeline.ts';
import { capital } from './words.ts';

/** A verdict as the board says it, where nothing around it says what it is. */
export const verdictInWords = (verdict: string) =>
	verdict === 'not yet' ? 'No verdict yet' : capital(verdict);

export function glyphInWords({
	of,
	estimate,
	low,
	high,
	target,
	unit,
	kind,
	verdict,
	guardrails
}: Glyph): string {
	// Shares are kept from 0 to 1, and their differences are points of a hundred.
	const scale = kind === 'proportion' ? 100 : 1;
	const options = { unit: kind === 'proportion' ? (of === 'level' ? '%' : 'points') : (unit ?? undefined) };
	const scaled = (value: number | null) => (value === null ? null : value * scale);
	const said = [
		verdict && `${verdictInWords(verdict)}.`,
		estimate === null
			? null
			: of === 'level'
				? `${formatNumber(scaled(estimate), options)} so far.`
				: `The difference is ${formatNumber(scaled(estimate), { ...options, signed: true })}${
						low === null || high === null ? '' : `, likely ${formatRange(scaled(low), scaled(high), options)}`
					}.`,
		target === null
			? null
			: of === 'level'
				? `The target is ${formatNumber(scaled(target), options)}.`
				: `${formatNumber(scaled(target), { ...options, signed: true })} would matter.`,
		guardrails === 'failed' ? 'A guardrail is breached.' : guardrails === 'held' ? 'Guardrails hold.' : null
	];
	return said.filter(Boolean).join(' ');
}
