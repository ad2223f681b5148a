/** Lets an element that stands somewhere else now come from where it was. @param from where it was */
export function glide(element: HTMLElement, from: DOMRect): void {
	if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
	const { left, top } = element.getBoundingClientRect();
	element.animate(
		[
			{ transform: `translate(${from.left - left}px, ${from.top - top}px)`, zIndex: 2 },
			{ transform: 'none', zIndex: 2 }
		],
		{ duration: 280, easing: 'cubic-bezier(0.2, 0.8, 0.2, 1)' }
	);
}
