/** How pilots come and go, and how many a district lets be in a stage at once. */
import type { z } from 'zod';
import type { flowSchema, limitSchema, stageFlowSchema, wayPart } from './flow-schema.ts';

export const wipScopes = ['stage', 'site', 'evaluator'] as const;
export const wipModes = ['warn', 'block'] as const;

export type Limit = z.infer<typeof limitSchema>;
export type StageFlow = z.infer<typeof stageFlowSchema>;
export type Flow = z.infer<typeof flowSchema>;
export type Stay = z.infer<(typeof wayPart)['flow']>[number];

/** Enough that have left a stage to call a median what is usual. */
const ENOUGH = 3;

/** What is usual in a stage, in days; null while too few have left it to say. */
export function usualDays({ stays, typical }: Pick<StageFlow, 'stays' | 'typical'>): number | null {
	return stays >= ENOUGH ? typical : null;
}
