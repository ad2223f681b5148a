/** Carrying a card by mouse, pen or finger. Fetched when a pointer first comes near a card. */

export type Carrying = {
	/** The card is in hand: nothing else may take it away. */
	onlift: () => void;
	/** The column under the pointer, or none. */
	onover: (stage: string | null) => void;
	/** It was let go over a column, or over none. */
	onend: (stage: string | null) => void;
};

/** A mouse lifts a card by moving it; a finger by resting on it, since a finger that moves scrolls. */
const MOVED = 6;
const SLIPPED = 10;
const LONG_PRESS = 380;
/** So near to an edge the board scrolls by itself. */
const EDGE = 56;

/** Follows a pointer that was pressed on a card, until it is let go. */
export function follow(start: PointerEvent, card: HTMLElement, board: HTMLElement, on: Carrying): void {
	const finger = start.pointerType === 'touch';
	const ended = new AbortController();
	const { signal } = ended;
	let at = { x: start.clientX, y: start.clientY };
	let ghost: HTMLElement | null = null;
	let over: string | null = null;
	let frame = 0;
	const timer = finger ? setTimeout(lift, LONG_PRESS) : undefined;

	function lift() {
		ghost = ghostOf(card);
		getSelection()?.removeAllRanges();
		on.onlift();
		if (finger) navigator.vibrate?.(10);
		place();
		frame = requestAnimationFrame(scroll);
	}

	function place() {
		if (!ghost) return;
		ghost.style.translate = `${at.x - start.clientX}px ${at.y - start.clientY}px`;
		const under = document.elementFromPoint(at.x, at.y)?.closest<HTMLElement>('[data-stage]');
		const stage = under?.dataset.stage ?? null;
		if (stage !== over) on.onover((over = stage));
	}

	/** Near an edge of the board, or of the window, that way. */
	function scroll() {
		const box = board.getBoundingClientRect();
		const pull = (from: number, to: number, where: number) =>
			where < from + EDGE ? -1 : where > to - EDGE ? 1 : 0;
		const inside = at.y > box.top - EDGE && at.y < box.bottom + EDGE;
		const across = inside ? pull(Math.max(box.left, 0), Math.min(box.right, innerWidth), at.x) : 0;
		if (across !== 0) board.scrollBy({ left: across * 12, behavior: 'instant' });
		const down = pull(0, innerHeight, at.y);
		if (down !== 0) scrollBy({ top: down * 10, behavior: 'instant' });
		if (across !== 0 || down !== 0) place();
		frame = requestAnimationFrame(scroll);
	}

	function finish(stage: string | null) {
		clearTimeout(timer);
		cancelAnimationFrame(frame);
		ended.abort();
		if (!ghost) return;
		ghost.remove();
		// Letting go is no press of the link below.
		const swallow = (event: Event) => (event.preventDefault(), event.stopPropagation());
		addEventListener('click', swallow, { capture: true, once: true });
		setTimeout(() => removeEventListener('click', swallow, { capture: true }));
		on.onend(stage);
	}

	const mine = (event: PointerEvent) => event.pointerId === start.pointerId;
	const listen = { signal };
	addEventListener(
		'pointermove',
		(event) => {
			if (!mine(event)) return;
			at = { x: event.clientX, y: event.clientY };
			const far = Math.hypot(at.x - start.clientX, at.y - start.clientY);
			if (ghost) place();
			else if (finger ? far > SLIPPED : far > MOVED) {
				if (finger) finish(null);
				else lift();
			}
		},
		listen
	);
	addEventListener('pointerup', (event) => mine(event) && finish(over), listen);
	addEventListener('pointercancel', (event) => mine(event) && finish(null), listen);
	addEventListener('blur', () => finish(null), listen);
	addEventListener('contextmenu', (event) => finger && event.preventDefault(), listen);
	addEventListener(
		'keydown',
		(event) => {
			if (event.key !== 'Escape' || !ghost) return;
			event.preventDefault();
			event.stopPropagation();
			finish(null);
		},
		{ signal, capture: true }
	);
}

/** What is under the pointer: the card's likeness, while the card itself stays where it is until the server says otherwise. */
function ghostOf(card: HTMLElement): HTMLElement {
	const { left, top, width } = card.getBoundingClientRect();
	const ghost = card.cloneNode(true) as HTMLElement;
	ghost.setAttribute('aria-hidden', 'true');
	ghost.inert = true;
	ghost.removeAttribute('data-card');
	// Set by script, which the policy for style attributes in the page's text does not touch.
	Object.assign(ghost.style, {
		position: 'fixed',
		left: `${left}px`,
		top: `${top}px`,
		inlineSize: `${width}px`,
		margin: '0',
		zIndex: '30',
		pointerEvents: 'none',
		rotate: '1.5deg',
		listStyle: 'none',
		boxShadow: 'var(--shadow)'
	});
	document.body.append(ghost);
	return ghost;
}
