/* A made-up question for the tests: only what a story is about is said, the rest is customary. */
import type { Asked, Offer } from './review-schema.ts';

export function asked(some: Partial<Asked> = {}): Asked {
	return {
		key: 'training',
		text: 'Is it ruled out that models are trained on what we enter?',
		why: '',
		kind: 'choice',
		from: 'low',
		required: true,
		concern: 'no',
		note_on: ['no'],
		link_on: [],
		answer: '',
		note: '',
		link: '',
		by: null,
		at: null,
		taken: false,
		missing: 'answer',
		is_concern: false,
		offer: null,
		...some
	};
}

export function offer(some: Partial<Offer> = {}): Offer {
	return {
		id: '12',
		answer: 'yes',
		note: '',
		link: '',
		by: 'Ana Office',
		at: '2026-08-01T00:00:00Z',
		old: false,
		outdated: false,
		tool: 'A tutor',
		pilot: 'pilot',
		title: 'A pilot',
		same_pilot: false,
		...some
	};
}
