/** What the gate to retiring asks of the runbook, in words: each from the steps that it counts. */
import { formatDate } from '#lib/ui/dates.ts';
import { formatCount } from '#lib/ui/numbers.ts';
import { listed } from './words.ts';

type Facts = Record<string, unknown>;

/** Why it is met or not: what is missing by name, or when the last of it was done. */
function bySteps(done: string, missing: string, none: string) {
	return ({ steps, date, missing: titles, overdue, signed }: Facts, met: boolean): string => {
		if (met && signed) return 'Signed for.';
		if (met && steps === 0) return none;
		if (met) return typeof date === 'string' ? `${done} on ${formatDate(date)}.` : `${done}.`;
		const open = Array.isArray(titles) ? titles.map(String) : [];
		if (open.length === 0) return missing;
		const shown =
			open.length > 3 ? [...open.slice(0, 2), formatCount(open.length - 2, 'more', 'more')] : open;
		const late =
			typeof overdue === 'number' && overdue > 0
				? ` ${formatCount(overdue, 'step is', 'steps are')} overdue.`
				: '';
		return `Still open: ${listed(shown)}.${late}`;
	};
}

export const runbookCriteria = {
	people_told: {
		label: 'Staff are told',
		say: bySteps('Told', 'Everyone who used it is to be told.', 'The runbook asks for nothing here.')
	},
	families_told: {
		label: 'Families are told',
		say: bySteps(
			'Told',
			'Families are to be told, in their language.',
			'No students take part: there are no families to tell.'
		)
	},
	access_revoked: {
		label: 'Access is revoked',
		say: bySteps('Revoked', 'The last account is to be closed.', 'The runbook asks for nothing here.')
	},
	work_exported: {
		label: 'Work is exported',
		say: bySteps(
			'Exported',
			'Whoever used it is to have their work out of it.',
			'The runbook asks for nothing here.'
		)
	},
	deletion_certificate: {
		label: 'The deletion certificate',
		say: bySteps(
			'Filed',
			'The vendor is to certify that the district’s data is deleted.',
			'No tool of it holds data of people.'
		)
	},
	contract_ended: {
		label: 'The contract is ended',
		say: bySteps('Ended', 'The contract and its payments are to be ended.', 'There is no contract to end.')
	},
	replacement: {
		label: 'What comes instead',
		say: bySteps(
			'Named',
			'Whoever used it is to know what to use from now on.',
			'The runbook asks for nothing here.'
		)
	},
	runbook: {
		label: 'The rest of the runbook',
		say: bySteps('Done', 'Every required step of the runbook is to be done.', 'There is nothing more to do.')
	}
};
