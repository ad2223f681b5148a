import { specialties, type Specialty } from './words.ts';

/** A specialty as an address names it: 'accessibility-and-equity'. */
export const specialtySlug = (specialty: string): string => specialty.replaceAll(' ', '-');

/** The specialty that an address names; undefined where it names none. */
export const specialtyOf = (slug: string): Specialty | undefined =>
	specialties.find((one) => specialtySlug(one) === slug);

/** Where the review of a specialty is answered and signed. */
export const reviewPath = (pilot: string, specialty: string) =>
	`/pilots/${pilot}/reviews/${specialtySlug(specialty)}` as const;
