/** Reviews that wait and the load of reviewers, as the database answers them. */
import type { z } from 'zod';
import type { loadSchema, touchesSchema } from './load-schema.ts';

export type Load = z.infer<typeof loadSchema>;
export type WaitingReview = Load['reviews'][number];
export type ReviewerLoad = Load['reviewers'][number];
export type Touches = z.infer<typeof touchesSchema>;
