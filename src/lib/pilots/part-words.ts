import { capital, either, specialties } from './words.ts';

const words: Record<string, string> = {
	lead: 'the lead',
	team: 'somebody of the team',
	admin: 'the AI office',
	sponsor: 'the sponsor',
	cabinet: 'a member of the cabinet',
	evaluator: 'the pilot’s evaluator',
	reviewer: 'a reviewer',
	clerk: 'the clerk',
	chair: 'the chair of the meeting',
	'refusing reviewer': 'a reviewer who refused'
};

/** 'privacy' → 'a reviewer for privacy'. */
export function partInWords(part: string): string {
	if ((specialties as readonly string[]).includes(part)) return `a reviewer for ${part}`;
	return words[part] ?? part;
}

/** 'a reviewer for privacy or the AI office'. */
export function partsInWords(parts: readonly string[]): string {
	return either(parts.map(partInWords));
}

const names: Record<string, string> = {
	lead: 'Lead',
	team: 'Team',
	admin: 'AI office',
	sponsor: 'Sponsor',
	cabinet: 'Cabinet',
	evaluator: 'Evaluator',
	reviewer: 'Any reviewer',
	clerk: 'Clerk'
};

/** The same as an entry of a list: 'Reviewer for privacy'. */
export function partName(part: string): string {
	if ((specialties as readonly string[]).includes(part)) return `Reviewer for ${part}`;
	return names[part] ?? capital(part);
}
