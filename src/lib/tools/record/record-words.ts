import type { Option } from '#lib/ui/fields.ts';
import { formatDate } from '#lib/ui/dates.ts';
import type { Tone } from '#lib/ui/tones.ts';
import type {
	agreementStates,
	consents,
	dataAbouts,
	dataCategories,
	signOns,
	ToolState,
	trainings
} from './record.ts';

export const stateWords: Record<ToolState, { label: string; tone: Tone; means: string; act: string }> = {
	proposed: {
		label: 'Proposed',
		tone: 'info',
		means: 'Somebody would like to use it. Nobody has looked into it yet.',
		act: 'Propose it'
	},
	'in review': {
		label: 'In review',
		tone: 'accent',
		means: 'The AI office is looking into it. No pilot launches with it yet.',
		act: 'Look into it'
	},
	approved: {
		label: 'Approved',
		tone: 'good',
		means: 'Pilots may launch with it.',
		act: 'Approve it'
	},
	restricted: {
		label: 'Restricted',
		tone: 'caution',
		means: 'Pilots may launch with it, within limits.',
		act: 'Restrict it'
	},
	blocked: {
		label: 'Blocked',
		tone: 'bad',
		means: 'No pilot launches with it.',
		act: 'Block it'
	},
	retired: {
		label: 'Retired',
		tone: 'neutral',
		means: 'It is not used any more.',
		act: 'Retire it'
	}
};

type Words<K extends string> = Record<K, { label: string; hint?: string }>;

export const dataWords: Words<(typeof dataCategories)[number]> = {
	identity: { label: 'Identity', hint: 'Names, student numbers, pictures, voices.' },
	contact: { label: 'Contact', hint: 'Addresses, mail, telephone.' },
	demographics: { label: 'Demographics', hint: 'Age, language, programs.' },
	'education records': { label: 'Education records', hint: 'Grades, enrolment, attendance.' },
	assessment: { label: 'Assessment', hint: 'Answers, scores, progress.' },
	behaviour: { label: 'Behavior', hint: 'Conduct, interventions.' },
	'content made by students': { label: 'Content made by students', hint: 'Writing, drawings, recordings.' },
	health: { label: 'Health', hint: 'Conditions, accommodations.' },
	location: { label: 'Location', hint: 'Where somebody or a device is.' },
	usage: { label: 'Usage', hint: 'When and how it is used.' },
	none: { label: 'None', hint: 'It holds no data about people.' }
};

export const aboutWords: Words<(typeof dataAbouts)[number]> = {
	students: { label: 'Students' },
	staff: { label: 'Staff' },
	families: { label: 'Families' },
	nobody: { label: 'Nobody' }
};

export const signOnWords: Words<(typeof signOns)[number]> = {
	unknown: { label: 'Not known yet' },
	'district account': { label: 'With the district’s account' },
	rostered: { label: 'By a roster that the district sends' },
	'own account': { label: 'With an account of its own' },
	none: { label: 'Without signing in' }
};

export const trainingWords: Words<(typeof trainings)[number]> = {
	unknown: { label: 'Not known yet' },
	no: { label: 'No' },
	'de-identified': { label: 'On de-identified data only' },
	yes: { label: 'Yes' }
};

export const consentWords: Words<(typeof consents)[number]> = {
	unknown: { label: 'Not known yet' },
	'not for under 13': { label: 'Not used under 13' },
	'school consents': { label: 'The school consents' },
	'families consent': { label: 'Families consent' }
};

export const agreementWords: Record<
	(typeof agreementStates)[number] | 'none',
	{ label: string; tone: Tone }
> = {
	current: { label: 'Current', tone: 'good' },
	'not yet': { label: 'Not yet', tone: 'neutral' },
	expired: { label: 'Expired', tone: 'bad' },
	ended: { label: 'Ended', tone: 'bad' },
	none: { label: 'None', tone: 'bad' }
};

/** What each field of a record is called, also in its history. */
export const fieldWords: Record<string, string> = {
	name: 'Name',
	vendor: 'Vendor',
	model: 'Model',
	version: 'Version',
	purpose: 'What it does',
	generative: 'Generative',
	data_elements: 'Data',
	about: 'About whom',
	subprocessors: 'Subprocessors',
	hosting_region: 'Where it is hosted',
	sign_on: 'How people sign in',
	trained_on_student_data: 'Trained on student data',
	under_13_consent: 'Consent under 13',
	retention: 'How long data is kept',
	accessibility: 'Evidence of accessibility',
	accessibility_link: 'Link to that evidence',
	website: 'Website',
	state: 'State',
	agreement: 'Agreement'
};

/** The choices of a form. */
export const optionsOf = <K extends string>(keys: readonly K[], words: Words<K>): Option[] =>
	keys.map((value) => ({ value, ...words[value] }));

const labelled: Record<string, Record<string, { label: string }>> = {
	data_elements: dataWords,
	about: aboutWords,
	sign_on: signOnWords,
	trained_on_student_data: trainingWords,
	under_13_consent: consentWords
};

/** The value of a field as the history says it. */
export function valueInWords(field: string, value: unknown): string {
	if (value === null || value === undefined || value === '') return 'not stated';
	if (typeof value === 'boolean') return value ? 'yes' : 'no';
	const say = (one: unknown) => labelled[field]?.[String(one)]?.label ?? String(one);
	if (!Array.isArray(value)) return say(value);
	return value.length === 0 ? 'not stated' : value.map(say).join(', ');
}

/** How an agreement stands: 'Current until Mar 3, 2027', 'Expired on …'. */
export function agreementInWords(state: keyof typeof agreementWords, until: string | null): string {
	if (state === 'none') return 'No agreement';
	const { label } = agreementWords[state];
	if (state === 'current')
		return until ? `${label} until ${formatDate(until)}` : `${label}, without a last day`;
	return until && state !== 'not yet' ? `${label} on ${formatDate(until)}` : label;
}

const done: Record<string, string> = {
	added: 'The tool is in the registry, as proposed.',
	proposed: 'Thank you: the AI office sees it among the tools that are proposed.',
	changed: 'Saved. What was before stays in its history.',
	unchanged: 'Nothing changed, so nothing was saved.',
	state: 'Saved. Pilots that use it see it.',
	recorded: 'The agreement is recorded.',
	ended: 'The agreement is ended. It stays on record.'
};

/** What the page says once something is done: '?done=changed&reopened=3'. */
export function doneInWords(address: URLSearchParams): string | null {
	const said = done[address.get('done') ?? ''];
	if (!said) return null;
	const reopened = Number(address.get('reopened'));
	if (!Number.isSafeInteger(reopened) || reopened < 1) return said;
	return `${said} ${reopened === 1 ? 'One review that it touches is' : `${reopened} reviews that it touches are`} asked for again.`;
}
