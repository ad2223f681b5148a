import { formatCount } from '#lib/ui/numbers.ts';
import type { ReviewerLoad } from './load.ts';

const fields: Record<string, string> = {
	about: 'Whom its data is about',
	accessibility: 'What is known of its accessibility',
	accessibility_link: 'Its accessibility report',
	agreement: 'The data-privacy agreement',
	data_elements: 'Which data it takes',
	hosting_region: 'Where it is hosted',
	model: 'The model',
	retention: 'How long it keeps data',
	sign_on: 'How people sign in',
	subprocessors: 'Who works for the vendor',
	trained_on_student_data: 'Whether it trains on student data',
	under_13_consent: 'Who consents for children under 13',
	vendor: 'The vendor',
	version: 'The version'
};

/** A field of a tool in words; one that nobody wrote words for is said as it is. */
export function fieldInWords(field: string): string {
	if (Object.hasOwn(fields, field)) return fields[field]!;
	const plain = field.replaceAll('_', ' ');
	return plain.charAt(0).toUpperCase() + plain.slice(1);
}

/** '2.5 days'; '–' where nothing was decided. */
export function medianInWords({ median_days }: Pick<ReviewerLoad, 'median_days'>): string {
	if (median_days === null) return '–';
	return median_days < 1
		? 'Under a day'
		: `${median_days.toLocaleString('en', { maximumFractionDigits: 1 })}\u00a0${median_days === 1 ? 'day' : 'days'}`;
}

/** 'Reviews for privacy wait, and nobody holds the role.' */
export function missingInWords({ specialty, reviews }: { specialty: string; reviews: number }): string {
	return `${formatCount(reviews, `review for ${specialty} waits`, `reviews for ${specialty} wait`)}, and nobody active reviews ${specialty}.`;
}
