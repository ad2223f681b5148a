/** The board by keyboard: which card has the focus, which one is in hand, and what a key does. Pure. */
import type { Stage } from './stages.ts';

export type Lane = { stage: Stage; cards: readonly { id: string }[] };

export type Hand = {
	/** The card that keys are for. */
	at: string;
	/** Where the card would be dropped, while it is in hand. */
	over: Stage | null;
};

export type Pressed = Hand & {
	/** What has to be done, beside showing where it is. */
	does?: 'focus' | 'lift' | 'point' | 'drop' | 'cancel';
};

/** What a key does; null for a key that the board leaves alone. */
export function press(lanes: readonly Lane[], hand: Hand, key: string): Pressed | null {
	const lane = lanes.findIndex(({ cards }) => cards.some(({ id }) => id === hand.at));
	if (lane < 0) return null;
	return hand.over === null ? walk(lanes, lane, hand.at, key) : carry(lanes, hand, hand.over, key);
}

/** Between cards: up and down a column, and across to the nearest column with cards, at the same height. */
function walk(lanes: readonly Lane[], lane: number, at: string, key: string): Pressed | null {
	const { cards, stage } = lanes[lane]!;
	const row = cards.findIndex(({ id }) => id === at);
	const to = (id: string | undefined): Pressed | null =>
		id === undefined ? null : { at: id, over: null, does: 'focus' };
	const across = (step: 1 | -1) => {
		for (let i = lane + step; i >= 0 && i < lanes.length; i += step) {
			const there = lanes[i]!.cards;
			if (there.length > 0) return to(there[Math.min(row, there.length - 1)]!.id);
		}
		return null;
	};
	switch (key) {
		case 'ArrowDown':
			return to(cards[row + 1]?.id);
		case 'ArrowUp':
			return to(cards[row - 1]?.id);
		case 'ArrowRight':
			return across(1);
		case 'ArrowLeft':
			return across(-1);
		case 'Home':
			return to(cards[0]!.id);
		case 'End':
			return to(cards.at(-1)!.id);
		case ' ':
			return { at, over: stage, does: 'lift' };
		default:
			return null;
	}
}

/** With a card in hand arrows choose the column, also an empty one. */
function carry(lanes: readonly Lane[], { at }: Hand, over: Stage, key: string): Pressed | null {
	const place = lanes.findIndex(({ stage }) => stage === over);
	const point = (i: number): Pressed => ({
		at,
		over: lanes[Math.min(Math.max(i, 0), lanes.length - 1)]!.stage,
		does: 'point'
	});
	switch (key) {
		case 'ArrowRight':
			return point(place + 1);
		case 'ArrowLeft':
			return point(place - 1);
		case 'Home':
			return point(0);
		case 'End':
			return point(lanes.length - 1);
		case 'Enter':
		case ' ':
			return { at, over: null, does: 'drop' };
		case 'Escape':
		case 'Tab':
			return { at, over: null, does: 'cancel' };
		case 'ArrowUp':
		case 'ArrowDown':
			return { at, over };
		default:
			return null;
	}
}
