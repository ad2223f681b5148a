import { rolesInWords } from '#lib/people/me.ts';
import type { LayoutServerLoad } from './$types';

/** What the frame shows. It guards nothing: each page's own load does. */
export const load: LayoutServerLoad = ({ locals: { me, theme }, url }) => ({
	theme,
	path: url.pathname + url.search,
	person: me && { name: me.person.name, roles: rolesInWords(me) },
	roles: me ? me.roles.map(({ role }) => role) : [],
	outside: me?.outside ?? false,
	unread: me?.unread ?? 0,
	district: me && me.district.name,
	demonstration: me?.district.demonstration ?? false
});
