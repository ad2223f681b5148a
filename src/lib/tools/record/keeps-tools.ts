import { partsHeld, type Me } from '#lib/people/me.ts';

/** Whether somebody adds tools with their whole record, instead of proposing them: the rule of `save_tool`, for which form is shown. */
export const keepsTools = (me: Pick<Me, 'roles'>): boolean =>
	partsHeld(me).some((part) => part === 'admin' || part === 'security' || part === 'privacy');
