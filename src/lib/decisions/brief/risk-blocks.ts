import { labelOf } from '#lib/pilots/criterion-words.ts';
import { familyLabel } from '#lib/pilots/family-kinds.ts';
import { kindWords, severityWords, stateWords } from '#lib/pilots/incident-words.ts';
import { agreementsInWords, toolsInWords } from '#lib/pilots/tool-criteria.ts';
import { capital, listed, tierWords } from '#lib/pilots/words.ts';
import { actWords } from '#lib/reviews/acts.ts';
import { formatDate } from '#lib/ui/dates.ts';
import { formatCount } from '#lib/ui/numbers.ts';
import { line, lines, sentence, type Block, type Line } from './block.ts';
import type { Content } from './brief-schema.ts';

type Risks = Content['risks'];

const low = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

function tierLine({ tier, computed_tier: computed, tier_reason: reason, residual }: Risks): Line {
	const left = residual
		? ` Left after what is done: ${tierWords[residual.level].label.toLowerCase()}, says ${residual.by}.`
		: ' What risk is left is not on record.';
	if (!tier) return line(`The risk tier is not confirmed.${left}`);
	const words = tierWords[tier];
	const other =
		computed && computed !== tier
			? ` The answers lead to ${tierWords[computed].label.toLowerCase()}; set otherwise: ${sentence(reason)}`
			: '';
	return line(`${sentence(other.trim() || words.meaning)}${left}`, { tone: words.tone, label: words.label });
}

function mitigationLine({ mitigations }: Risks): Line | null {
	const open = mitigations.filter(({ state }) => state === 'open');
	if (mitigations.length === 0) return null;
	if (open.length === 0)
		return line(
			`${mitigations.length === 1 ? 'Its' : 'All'} ${formatCount(mitigations.length, 'mitigation is', 'mitigations are')} done.`
		);
	const said = open.map(
		({ what, owner, due_on, overdue }) =>
			`${what} (${owner}, ${overdue ? 'due since' : 'by'} ${formatDate(due_on)})`
	);
	const late = open.some(({ overdue }) => overdue);
	return line(
		`${open.length} of ${formatCount(mitigations.length, 'mitigation', 'mitigations')} open: ${said.join('; ')}.`,
		late ? { tone: 'caution', label: 'Overdue' } : undefined
	);
}

function incidentLine({ incidents }: Risks): Line {
	if (incidents.length === 0) return line('No incident was reported.');
	const worst = (['serious', 'moderate', 'minor'] as const).find((one) =>
		incidents.some(({ severity }) => severity === one)
	)!;
	const said = incidents.map(
		({ kind, state, severity, occurred_on }) =>
			`${severityWords[severity].label.toLowerCase()}, ${low(kindWords[kind].label)}, ${formatDate(occurred_on)}, ${low(stateWords[state].label)}`
	);
	return line(`${said.join('; ')}.`, {
		tone: severityWords[worst].tone,
		label: formatCount(incidents.length, 'incident')
	});
}

function findingLines({ findings: { open, closed } }: Risks): Line[] {
	if (open.length + closed === 0) return lines('No finding was raised.');
	const of = (wanted: string) => open.filter(({ severity }) => severity === wanted);
	const blocking = of('blocking').map(({ title, owner, due_on }) =>
		line(`${sentence(title)} ${owner} answers it by ${formatDate(due_on)}.`, {
			tone: 'bad',
			label: 'Blocking finding'
		})
	);
	const rest = [...of('major'), ...of('minor')].map(({ severity, title }) => `${title} (${severity})`);
	return lines(
		...blocking,
		`Findings: ${closed} closed, ${open.length} open${rest.length > 0 ? `: ${rest.join('; ')}` : ''}.`
	);
}

function familyLine({ families }: Risks): Line {
	if (!families.applies) return line('No students take part.');
	if (families.asked.length === 0) return line('Nothing is asked for families.');
	const open = families.asked
		.filter(({ state }) => state !== 'done')
		.map(({ kind }) => familyLabel(kind).toLowerCase());
	return open.length === 0
		? line('Families: all that is asked is settled.')
		: line(`Families: not settled yet are ${listed(open)}.`, { tone: 'caution', label: 'Open' });
}

function toolLines({ tools, agreements }: Risks): Line[] {
	const met = tools.every(({ state }) => state === 'approved' || state === 'restricted');
	const current = !(
		Array.isArray(agreements.tools) &&
		agreements.tools.some((one) => (one as { current?: unknown }).current !== true)
	);
	const warned = { tone: 'bad', label: 'Tools' } as const;
	return lines(
		line(
			tools.length === 0 ? 'No tool is on record.' : `Tools. ${toolsInWords({ tools }, met)}`,
			met ? undefined : warned
		),
		agreements.needed === true &&
			line(
				`Data-privacy agreements. ${agreementsInWords(agreements, current)}`,
				current ? undefined : { tone: 'bad', label: 'Agreement' }
			)
	);
}

function principlesLine({ principles }: Risks): Line {
	const { asked, answered, concerns } = principles;
	if (concerns.length === 0)
		return line(
			asked === 0
				? 'No guiding principle is asked.'
				: `Guiding principles: ${answered} of ${asked} answered, no concern.`
		);
	const said = concerns.map(({ code, title, mark }) => `${code} ${title} (${mark})`);
	return line(`${said.join('; ')}.`, { tone: 'caution', label: 'Principles' });
}

function trainingLine({ training: { met, people, lacking } }: Risks): Line {
	if (met) return line(`Training: all ${formatCount(people ?? 0, 'person', 'people')} of the team done.`);
	return line(
		`${formatCount(lacking?.length ?? 0, 'person', 'people')} of the team ${lacking?.length === 1 ? 'lacks' : 'lack'} training.`,
		{
			tone: 'caution',
			label: 'Training'
		}
	);
}

/** Everything that speaks about risk: what stops the pilot first, what is settled last. */
export function risksBlock({ risks }: Content): Block {
	return {
		key: 'risks',
		heading: 'Risks and safeguards',
		lines: lines(
			...risks.holds.map(({ reason, by }) =>
				line(`${sentence(reason)}${by ? ` Raised by ${by}.` : ''}`, { tone: 'bad', label: 'On hold' })
			),
			tierLine(risks),
			...findingLines(risks),
			incidentLine(risks),
			...toolLines(risks),
			familyLine(risks),
			mitigationLine(risks),
			principlesLine(risks),
			trainingLine(risks)
		)
	};
}

/** Who signed which review, what was refused and why, and what was waived. */
export function reviewsBlock({ risks: { reviews, waivers } }: Content): Block {
	const of = (wanted: string) => reviews.filter(({ state }) => state === wanted);
	const names = (some: typeof reviews) =>
		listed(some.map(({ specialty, reviewer }) => `${specialty}${reviewer ? ` (${reviewer})` : ''}`));
	const reasoned = of('signed').filter(({ reason }) => reason !== '');
	return {
		key: 'reviews',
		heading: 'Reviews and waivers',
		lines: lines(
			...of('refused').map(({ specialty, reviewer, reason }) =>
				line(`${capital(specialty)}, by ${reviewer}: ${sentence(reason)}`, { tone: 'bad', label: 'Refused' })
			),
			of('asked').length > 0 &&
				line(`${capital(names(of('asked')))}.`, { tone: 'caution', label: 'Not signed' }),
			of('signed').length > 0 && `Signed: ${names(of('signed'))}.`,
			...waivers.map(({ act, criterion, title, by, at, reason }) =>
				line(
					`${labelOf({ criterion, title })} (${(actWords[act]?.name ?? act).toLowerCase()}), by ${by}, ${formatDate(at)}: ${sentence(reason)}`,
					{
						tone: 'caution',
						label: 'Waived'
					}
				)
			),
			...reasoned.map(({ specialty, reason }) => ({
				text: `${capital(specialty)}: ${sentence(reason)}`,
				elsewhere: true
			})),
			reviews.length === 0 && 'No review was asked for.',
			waivers.length === 0 && { text: 'Nothing was waived.', elsewhere: true }
		)
	};
}
