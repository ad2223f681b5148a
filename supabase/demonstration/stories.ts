import { concluded } from './stories-concluded.ts';
import { underWay } from './stories-under-way.ts';

/** Twelve pilots over all ten objectives, one in every stage. */
export const stories = [...underWay, ...concluded];
