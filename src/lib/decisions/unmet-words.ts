import { inWords } from '#lib/pilots/criterion-words.ts';
import { toolsOf } from '#lib/pilots/tool-criteria.ts';
import { formatCount } from '#lib/ui/numbers.ts';
import type { Unmet } from './deciding.ts';

type Asked = { criterion: string; title: string | null; facts: Record<string, unknown> };

const listOf = (value: unknown) => (Array.isArray(value) ? value.map(String) : []);

/** What is in the way of scaling or extending, in words, with the page on which somebody mends it. */
export function unmetWords({ criterion, title, facts }: Asked, pilot: string): Unmet {
	const page = `/pilots/${pilot}`;
	if (criterion === 'conditions') {
		const overdue = listOf(facts.overdue);
		return {
			criterion,
			label: 'No condition overdue',
			why: `${formatCount(overdue.length, 'condition of an earlier decision is', 'conditions of earlier decisions are')} overdue: ${overdue.map((one) => `“${one}”`).join(', ')}.`,
			href: `${page}#conditions`
		};
	}
	if (criterion === 'extensions') {
		const most = Number(facts.most);
		return {
			criterion,
			label: 'Not extended too often',
			why:
				most === 0
					? 'The district extends no pilot.'
					: `It was extended ${formatCount(Number(facts.times), 'time')} since its launch, and the district’s most is ${most}.`,
			href: null
		};
	}
	const { label, detail } = inWords({ criterion, title, facts, met: false });
	return { criterion, label, why: detail, href: hrefOf(criterion, facts, page) };
}

function hrefOf(criterion: string, facts: Record<string, unknown>, page: string): string | null {
	switch (criterion) {
		case 'findings':
			return `${page}/findings`;
		case 'tools':
		case 'data_agreement': {
			const [tool] = toolsOf(facts);
			return tool ? `/tools/${tool.id}` : `${page}#tools`;
		}
		case 'budget':
			return page;
		case 'contract':
		case 'payer':
		case 'family_notice':
		case 'opt_outs':
		case 'accommodations':
			return `${page}/contract`;
		default:
			return page;
	}
}
