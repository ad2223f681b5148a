import { concluded } from './stories-concluded.ts';
import { marked } from './stories-marked.ts';
import { underWay } from './stories-under-way.ts';

/** Twelve pilots over all ten objectives, one in every stage, and three that run into something. */
export const stories = [...underWay, ...marked, ...concluded];
