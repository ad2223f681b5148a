/** A pilot's short number as people say it: 'P-0142'. */
export function numberInWords(number: number): string {
	return `P-${String(number).padStart(4, '0')}`;
}
