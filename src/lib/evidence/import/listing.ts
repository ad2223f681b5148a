import { LISTED } from './limits.ts';

/** Things found in a file: all are counted, the first are listed. */
export type Listing<Item> = { count: number; first: Item[] };

export const emptyListing = <Item>(): Listing<Item> => ({ count: 0, first: [] });

export function list<Item>(listing: Listing<Item>, item: Item): void {
	listing.count++;
	if (listing.first.length < LISTED) listing.first.push(item);
}
