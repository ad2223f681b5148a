import { z } from 'zod';
import type { Pilot } from '#lib/pilots/pilot.ts';
import { stages, type Stage } from '#lib/pilots/stages.ts';
import type { Move } from './move-to.ts';

const stage = z.enum(stages);
export const movesSchema = z.array(z.object({ from_stage: stage, to_stage: stage }));

/** A pilot with the map of all moves: what the page and the dialog in which it is moved show. */
export type Moving = {
	pilot: Pilot;
	moves: Move[];
	/** The stage that was asked for; null to choose one. */
	to: Stage | null;
	me: { id: string; roles: readonly string[] };
};
