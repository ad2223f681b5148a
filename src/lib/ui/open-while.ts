import { createAttachmentKey } from 'svelte/attachments';

/**
 * Spread into a `<details>`: it stands open while `open` holds. Written as an attribute, a reader who opens it before the
 * script has come would see it shut again, with what they had begun to type inside.
 */
export function openWhile(open: boolean) {
	const onTheServer = typeof document === 'undefined';
	return {
		...(onTheServer ? { open } : {}),
		[createAttachmentKey()]: (details: HTMLDetailsElement) => {
			if (!open) return;
			details.open = true;
			return () => {
				details.open = false;
			};
		}
	};
}
