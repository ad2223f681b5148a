import type { RequestEvent } from '@sveltejs/kit';
import { ask } from '#lib/db/ask.server.ts';
import { filterChoicesSchema, pipelineSchema, type Card, type Column } from './pipeline.ts';
import { filtersOf, startOf, type Filters } from './pipeline-filters.ts';
import { offThePath, onThePath } from './stages.ts';

/** First cards of a column; the rest is one press away. */
const CARDS = 8;
const PAGE = 50;

type Caller = Pick<RequestEvent, 'url'> & { locals: Pick<App.Locals, 'supabase'> };

/** The board, or with a stage in the address the list of that stage, and what both can be filtered by. */
export async function pipeline({ url, locals: { supabase } }: Caller) {
	const filters = filtersOf(url.searchParams);
	const after = filters.stage ? startOf(url.searchParams, PAGE) : 0;
	const cards = filters.stage ? PAGE : CARDS;
	const [columns, choices] = await Promise.all([
		ask(supabase.rpc('pipeline', { filters, cards })).then((answer) => pipelineSchema.parse(answer)),
		ask(supabase.rpc('choices')).then((answer) => filterChoicesSchema.parse(answer))
	]);
	return { filters, choices, ...views(columns, filters, after) };
}

/** Either a list or a board: never more goes to the browser than the page shows. */
function views(columns: Column[], filters: Filters, after: number) {
	if (filters.stage) {
		const column = columns[0] ?? {
			stage: filters.stage,
			count: 0,
			capped: false,
			money: null,
			overdue: 0,
			on_hold: 0,
			cards: [] as Card[],
			next: null
		};
		return { list: { ...column, after, page: PAGE }, board: null };
	}
	const at = (stage: Column['stage']) => columns.find((column) => column.stage === stage);
	const pick = (stages: readonly Column['stage'][]) => stages.flatMap((stage) => at(stage) ?? []);
	return {
		list: null,
		board: {
			columns: pick(onThePath),
			off: pick(offThePath).map(({ stage, count }) => ({ stage, count }))
		}
	};
}
