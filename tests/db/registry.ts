// The tools registry as tests fill it: by importing a list, by a pilot that names tools, and with agreements.
import { toolListSchema, type ToolList } from '../../src/lib/tools/list/tool-list.ts';
import type { Actor } from './actors.ts';
import { allowed } from './checks.ts';
import type { District } from './district.ts';
import { day } from './forms.ts';
import { asOwner } from './owner.ts';
import { advance, livedPilot, must, signAll } from './pilots.ts';

export type ToolRow = {
	name: string;
	vendor?: string;
	model?: string;
	purpose?: string;
	website?: string;
};

/** Imports tools; answers the id of each, by its name. */
export async function importTools(
	district: District,
	rows: readonly (ToolRow | string)[]
): Promise<Record<string, string>> {
	const given = rows.map((row) => (typeof row === 'string' ? { name: row } : row));
	const { done } = await must(district.people.admin, 'import_tools', { rows: given });
	if (!done) throw new Error('The tools were not imported.');
	const known = await must(district.people.admin, 'import_tools', { rows: given, dry_run: true });
	return Object.fromEntries(known.rows.map((row: { name: string; tool: string }) => [row.name, row.tool]));
}

/** A pilot that is proposed with these tools. */
export async function proposedWith(district: District, tools: readonly string[]): Promise<string> {
	const { lead } = district.people;
	const pilot = await livedPilot(district, 'draft');
	await must(lead, 'save_proposal', { pilot, proposal: { tools } });
	await signAll(district, pilot, 'submit');
	await must(lead, 'advance_pilot', advance(pilot, 'draft', 'proposed'));
	return pilot;
}

/** An agreement of a tool, signed a hundred days ago, unless it says otherwise; days count from today. */
export async function agree(
	district: District,
	tool: string,
	{
		signed = -100,
		expires = null,
		version = ''
	}: { signed?: number; expires?: number | null; version?: string }
): Promise<string> {
	const [row] = await asOwner<{ id: string }>(
		`insert into private.tool_agreements (district_id, tool_id, signed_on, expires_on, version, recorded_by)
		values ($1, $2, $3, $4, $5, $6) returning id`,
		district.id,
		tool,
		day(signed),
		expires === null ? null : day(expires),
		version,
		district.people.admin.id
	);
	return row!.id;
}

/** The list as somebody reads it. */
export const list = async (who: Actor, filters: object = {}): Promise<ToolList> =>
	toolListSchema.parse(await allowed(who.call('tools', { filters })));

/** Names of the tools that filters leave, in their order. */
export const named = async (who: Actor, filters: object = {}) =>
	(await list(who, filters)).tools.map(({ name }) => name);
