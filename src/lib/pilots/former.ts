import type { Pilot } from './pilot.ts';
import { assignmentRoleWords, teamRoleWords } from './words.ts';

export type Former = { name: string; role: string; from: string; to: string };

/** Everyone who was on the team or assigned before, whoever left last first. */
export function formerOf({
	former_team,
	former_assignments
}: Pick<Pilot, 'former_team' | 'former_assignments'>): Former[] {
	return [
		...former_team.map(({ name, role, joined_at, left_at }) => ({
			name,
			role: teamRoleWords[role],
			from: joined_at,
			to: left_at
		})),
		...former_assignments.map(({ name, role, since, until }) => ({
			name,
			role: assignmentRoleWords[role],
			from: since,
			to: until
		}))
	].sort((a, b) => (a.to < b.to ? 1 : -1));
}
