import { applyAction } from '$app/forms';
import { invalidateAll } from '$app/navigation';
import type { ActionResult } from '@sveltejs/kit';

/**
 * Shows what came of a form, and the page as it is now: where it was done, and where something is other than the page says.
 * What the form itself found wrong (400) changes nothing of the page.
 */
export async function settle(result: ActionResult) {
	await applyAction(result);
	if (result.type === 'success' || (result.type === 'failure' && result.status !== 400))
		await invalidateAll();
}
