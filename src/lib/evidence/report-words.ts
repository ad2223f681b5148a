import type { Tone } from '#lib/ui/tones.ts';
import { factors, type Factor, type Fidelity, type Rating, type SecondVerdict } from './report.ts';

/** Where the ten factors come from. */
export const FACTORS_SOURCE =
	'The ten factors are those of the EdTech Genome Project, in which the EdTech Evidence Exchange and researchers, educators and districts agreed on what most decides how education technology works in a school.';

export const factorWords: Record<Factor, { label: string; asks: string }> = {
	adoption: {
		label: 'Adoption',
		asks: 'How the tool was chosen, and whether those who use it had a say.'
	},
	'competing priorities': {
		label: 'Competing priorities',
		asks: 'What else asked for the same time and attention.'
	},
	'foundational resources': {
		label: 'Foundational resources',
		asks: 'Devices, network, rooms, money and people to help.'
	},
	'implementation plan': {
		label: 'Implementation plan',
		asks: 'Whether steps, roles and times were clear and kept.'
	},
	'professional learning': {
		label: 'Professional learning and development',
		asks: 'Training and coaching before and along the way.'
	},
	'school and staff culture': {
		label: 'School and staff culture',
		asks: 'Trust, working together, room to try something and fail.'
	},
	'staff agency': {
		label: 'Staff agency',
		asks: 'Whether staff could decide how, when and with whom to use it.'
	},
	'strategic leadership support': {
		label: 'Strategic leadership support',
		asks: 'Whether leaders stood behind it in word and deed.'
	},
	'teacher beliefs and knowledge': {
		label: 'Teacher beliefs and knowledge',
		asks: 'What teachers thought of it, and knew of it and of their subject.'
	},
	'vision for teaching and learning': {
		label: 'Vision for teaching and learning',
		asks: 'Whether it fits how the school wants to teach.'
	}
};

export const ratingWords: Record<Rating, { label: string; tone: Tone }> = {
	helped: { label: 'Helped', tone: 'good' },
	neither: { label: 'Neither', tone: 'neutral' },
	hindered: { label: 'Hindered', tone: 'caution' },
	'not observed': { label: 'Not observed', tone: 'neutral' }
};

export const fidelityWords: Record<Fidelity, { label: string; sentence: string }> = {
	'as planned': { label: 'As planned', sentence: 'It was used as planned.' },
	partly: { label: 'Partly', sentence: 'It was used partly as planned.' },
	hardly: { label: 'Hardly', sentence: 'It was hardly used as planned.' },
	'not known': { label: 'Not known', sentence: 'Whether it was used as planned is not known.' }
};

export const verdictOfSecond: Record<
	SecondVerdict,
	{ label: string; did: string; tone: Tone; hint: string }
> = {
	agree: {
		label: 'Agree',
		did: 'agrees with the evaluation',
		tone: 'good',
		hint: 'The report says what the evidence says, and the recommendation follows from it.'
	},
	'agree with remarks': {
		label: 'Agree, with remarks',
		did: 'agrees with the evaluation, with remarks',
		tone: 'accent',
		hint: 'The recommendation stands, and something should be added or read with care.'
	},
	disagree: {
		label: 'Disagree',
		did: 'disagrees with the evaluation',
		tone: 'caution',
		hint: 'The evidence says something else, or the recommendation does not follow from it.'
	}
};

/** The labels of the factors that were rated so, in their order. */
export function ratedAs(rated: Record<Factor, { rating: Rating }>, wanted: Rating): string[] {
	return factors
		.filter((factor) => rated[factor].rating === wanted)
		.map((factor) => factorWords[factor].label.toLowerCase());
}
