import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { holds, type Me, type Role } from './me.ts';

/**
 * Who is asking. Every load and every action calls this itself: a layout's guard does not run on each navigation.
 * @throws a redirect to the sign-in page, or for an account without a person to the page that says so.
 */
export function requirePerson(event: RequestEvent): Me {
	const { me, signedIn } = event.locals;
	if (me) return me;
	if (signedIn) redirect(303, '/stranger');
	redirect(303, `/sign-in?back=${encodeURIComponent(event.url.pathname + event.url.search)}`);
}

/** The same for pages of certain roles. @throws 403 with a sentence for everyone else. */
export function requireRole(event: RequestEvent, ...wanted: [Role, ...Role[]]): Me {
	const me = requirePerson(event);
	if (holds(me, ...wanted)) return me;
	error(403, { message: `This page is for the ${wanted.join(' and the ')}.`, key: 'not_yours', facts: {} });
}
