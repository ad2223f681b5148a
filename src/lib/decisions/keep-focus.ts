import { tick } from 'svelte';

/**
 * For a part of a page that changes by itself or by what is done in it: where whatever had the focus is gone, `to` answers what
 * has it next, so that whoever works by keyboard stays where they were.
 */
export function focusKeeper(to: () => HTMLElement | null) {
	let last: Element | null = null;
	return {
		note: ({ target }: FocusEvent) => {
			last = target instanceof Element ? target : null;
		},
		/** After what is shown has changed. */
		async keep() {
			await tick();
			const lost = last && !last.isConnected && document.activeElement === document.body;
			if (!lost) return;
			last = null;
			const place = to();
			if (!place) return;
			place.tabIndex = -1;
			place.focus();
		}
	};
}
