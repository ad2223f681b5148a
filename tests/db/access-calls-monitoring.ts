// Results of waves, and the monitoring of adopted pilots: what their functions are called with.
import type { Call } from './access-calls.ts';
import type { Fixture } from './access-fixture.ts';
import { day } from './forms.ts';
import { asOwner } from './owner.ts';

const questions = ['use', 'guardrails', 'incidents', 'agreement', 'cost', 'equity'];

/** The review of the adopted pilot is due. */
export const furnishMonitoring = (pilot: string) =>
	asOwner('update public.pilots set next_review = $2 where id = $1', pilot, day(10));

export const monitoring = ({ pilots }: Fixture): Record<string, Call> => ({
	monitoring: { pilot: pilots.adopted },
	monitoring_questions: {},
	save_monitoring_questions: { questions: [{ key: 'use', words: 'Is it used?' }], seen: 1 },
	choose_monitoring: { pilot: pilots.scaling, every: 3, seen: 1 },
	do_monitoring_review: {
		pilot: pilots.adopted,
		answers: Object.fromEntries(questions.map((key) => [key, { state: 'fine' }])),
		verdict: 'fine',
		words: 'It is used as planned.',
		seen: 1
	},
	wave_reading: { pilot: pilots.scaling },
	wave_input: { pilot: pilots.scaling },
	store_wave_reading: {
		pilot: pilots.scaling,
		fingerprint: 'x',
		guardrails: 'held',
		complete: {},
		shown: {}
	},
	outdated_wave_readings: {}
});
