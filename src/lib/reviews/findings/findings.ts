/** Findings of a pilot, as the database answers them. */
import type { z } from 'zod';
import type { specialties } from '#lib/pilots/words.ts';
import type { findingsSchema } from './findings-schema.ts';

export const findingSeverities = ['blocking', 'major', 'minor'] as const;
export type FindingSeverity = (typeof findingSeverities)[number];
export const findingStates = ['open', 'answered', 'closed'] as const;
export type FindingState = (typeof findingStates)[number];
export const findingEvents = ['raised', 'answered', 'reassigned', 'regraded', 'closed', 'reopened'] as const;
export type FindingEventKind = (typeof findingEvents)[number];

export type FindingsPage = z.infer<typeof findingsSchema>;
export type Finding = FindingsPage['findings'][number];
export type FindingEvent = Finding['events'][number];
export type Owner = FindingsPage['owners'][number];
export type ReviewTurn = FindingsPage['reviews'][number];
export type Specialty = (typeof specialties)[number];

/** How many are open, and how many of those hold the launch. */
export function counted(findings: readonly Pick<Finding, 'state' | 'severity'>[]) {
	const open = findings.filter(({ state }) => state !== 'closed');
	return {
		open: open.length,
		blocking: open.filter(({ severity }) => severity === 'blocking').length,
		closed: findings.length - open.length
	};
}

/** What was said last by whoever answered, while that is still the last word. */
export function lastAnswer({ state, events }: Pick<Finding, 'state' | 'events'>): FindingEvent | null {
	if (state === 'open') return null;
	return events.findLast(({ kind }) => kind === 'answered') ?? null;
}
