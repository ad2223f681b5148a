import { packet } from '#lib/decisions/brief/briefs.server.ts';
import { requireRole } from '#lib/people/guard.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
	requireRole(event, 'cabinet', 'clerk', 'admin');
	return packet(event.locals, event.params.meeting);
};
