// Calls of the registry's records: everyone reads them, the AI office keeps them with whoever reviews security or privacy.
import type { Call } from './access-calls.ts';
import type { Fixture } from './access-fixture.ts';
import type { District } from './district.ts';
import { day } from './forms.ts';
import { must } from './pilots.ts';

/** A tool that no pilot uses, with an agreement. */
export async function furnishRegistry(district: District) {
	const { admin } = district.people;
	const tool: string = (
		await must(admin, 'save_tool', {
			tool: { name: 'A board for lessons', data_elements: ['usage'], about: ['staff'] }
		})
	).id;
	const agreement: string = (
		await must(admin, 'record_agreement', { tool, agreement: { signed_on: day(-2), expires_on: day(300) } })
	).id;
	await must(admin, 'set_tool_state', { tool, state: 'in review', reason: '', revision: 2 });
	return { tool, agreement, revision: 3 };
}

export const registry = ({ pilots, kept: { tool, agreement, revision } }: Fixture): Record<string, Call> => ({
	tool: { tool },
	pilot_tools: { pilot: pilots.running },
	propose_tool: { tool: { name: 'A pen that listens', purpose: 'Writes down what is said.' } },
	'save_tool a new one': { tool: { name: 'A pen that draws' } },
	'save_tool a change': { tool: { id: tool, revision, vendor: 'Boards & Co' } },
	'set_tool_state approved': { tool, revision, state: 'approved', reason: '' },
	'set_tool_state blocked': { tool, revision, state: 'blocked', reason: 'It leaks.' },
	record_agreement: { tool, agreement: { signed_on: day(-1) } },
	end_agreement: { tool, agreement, ended_on: day(0), reason: 'A new one is signed.' }
});
