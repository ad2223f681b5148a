import type { Actor } from './actors.ts';
import { denied, NO_GRANT } from './checks.ts';
import type { District, Part } from './district.ts';

/** Parts that hold the role of admin: the district's cast has three. */
export const admins: readonly Part[] = ['admin', 'insider', 'former'];

/** Everyone who is not of the AI office here, with how they are refused. */
export const outOfOffice = (district: District): [Actor, string][] => [
	...(Object.entries(district.people) as [Part, Actor][])
		.filter(([part]) => !admins.includes(part))
		.map(([part, who]): [Actor, string] => [who, part === 'deactivated' ? '403 no_person' : '403 not_yours']),
	[district.stranger, '403 no_person'],
	[district.nobody, NO_GRANT]
];

/** Each of them tries, and is refused. */
export async function officeAlone(district: District, name: string, args: Record<string, unknown>) {
	for (const [who, how] of outOfOffice(district))
		await denied(who.call(name, args), how, `${name} by ${who.name}`);
}
