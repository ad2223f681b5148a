import type { PageLoad } from './$types';

/** The form of the decision is the chair's alone: nobody else waits for its script. */
export const load: PageLoad = async ({ data }) => ({
	...data,
	DecisionForm: data.room.meeting.i_chair
		? (await import('#lib/decisions/DecisionForm.svelte')).default
		: null
});
