/** What of a pilot asks for reviews beside its risk tier. The keys are the database's own. */
export const conditions = [
	'students take part',
	'personal data',
	'under 13',
	'decides about people',
	'biometric',
	'costs money'
] as const;
export type Condition = (typeof conditions)[number];

export const conditionWords: Record<Condition, string> = {
	'students take part': 'Students take part',
	'personal data': 'It handles personal data',
	'under 13': 'Students under 13 take part',
	'decides about people': 'It decides about people',
	biometric: 'It uses faces, voices or other body data',
	'costs money': 'It costs money'
};
