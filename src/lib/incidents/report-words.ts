/** Who was affected by an incident: groups, never anybody by name. */
export const affectedGroups = ['students', 'staff', 'families', 'others'] as const;
export type AffectedGroup = (typeof affectedGroups)[number];

export const affectedWords: Record<AffectedGroup, string> = {
	students: 'Students',
	staff: 'Staff',
	families: 'Families',
	others: 'Others'
};

export const howMany = ['nobody', '1 to 5', '6 to 25', '26 to 100', 'over 100', 'not known'] as const;
export type HowMany = (typeof howMany)[number];

export const howManyWords: Record<HowMany, string> = {
	nobody: 'Nobody: it was noticed in time',
	'1 to 5': '1 to 5 people',
	'6 to 25': '6 to 25 people',
	'26 to 100': '26 to 100 people',
	'over 100': 'More than 100 people',
	'not known': 'Not known yet'
};

/** 'Students and families, 6 to 25 people'. */
export function affectedInWords(groups: readonly AffectedGroup[], many: HowMany): string {
	const names = affectedGroups.filter((group) => groups.includes(group)).map((one) => affectedWords[one]);
	const said = new Intl.ListFormat('en').format(names).toLowerCase();
	if (names.length === 0) return howManyWords[many];
	return `${said.charAt(0).toUpperCase()}${said.slice(1)}, ${howManyWords[many].toLowerCase()}`;
}
