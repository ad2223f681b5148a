import type { RequestEvent } from '@sveltejs/kit';
import { ask } from '#lib/db/ask.server.ts';
import { pageSchema, rowsSchema, type Card, type Column, type Page } from './pipeline.ts';
import {
	askedOf,
	kept,
	laidOver,
	shapeOf,
	type Asked,
	type Filters,
	type Shape
} from './pipeline-filters.ts';
import { isOnThePath } from './stages.ts';

/** First cards of a column; the rest is one press away. */
const CARDS = 8;
const PAGE = 50;
/** What a timeline draws at once. */
const CYCLES = 300;
/** The most that a file of the list holds, and how much of it is asked for at once. */
export const MOST_IN_FILE = 10_000;
const PART = 1000;

type Caller = Pick<RequestEvent, 'url'> & { locals: Pick<App.Locals, 'supabase'> };
type Database = App.Locals['supabase'];

/** The pilots that the address asks for, in the shape that it asks for, and all that stands around them. */
export async function pipeline({ url, locals: { supabase } }: Caller) {
	const { searchParams } = url;
	let asked = askedOf(searchParams);
	let page = await read(supabase, asked);
	// A saved view is known by its id alone, and the one to open with by nothing at all: then what it says is asked for.
	const bare = [...searchParams.keys()].every((name) => name === 'done');
	const wanted = asked.look.view;
	const view = page.views.find(({ id, first }) => (bare ? first : id === wanted));
	if (view) {
		asked = askedOf(laidOver(view.query, searchParams));
		asked.look.view = view.id;
		page = await read(supabase, asked);
	} else if (wanted && wanted !== 'none') {
		asked.ignored.push({ filter: 'view', value: wanted, why: 'gone' });
	}
	const ignored = [...asked.ignored, ...page.facets.ignored, ...(page.list?.ignored ?? [])].filter(
		(one, place, all) => all.findIndex(({ filter }) => filter === one.filter) === place
	);
	const filters = kept(asked.filters, ignored);
	return {
		filters,
		look: asked.look,
		shape: shapeOf(filters, asked.look),
		ignored,
		view: view ?? null,
		views: page.views,
		facets: page.facets,
		choices: page.choices,
		list: page.list ?? null,
		groups: page.groups ?? null,
		board: page.board ? parts(page.board, filters) : null
	};
}

async function read(supabase: Database, { filters, look }: Asked): Promise<Page> {
	const shape = shapeOf(filters, look);
	const query = {
		filters: look.more ? { ...filters, more: look.more } : filters,
		...wantedIn(shape, look),
		cards: look.by ? (shape === 'board' ? 3 : 10) : CARDS
	};
	return pageSchema.parse(await ask(supabase.rpc('pipeline_page', { asked: query as never })));
}

/** A timeline is a list by the end of its cycles, and is never in groups. */
function wantedIn(shape: Shape, { by, sort, after, skip }: Asked['look']) {
	if (shape === 'timeline') return { shape: 'list', sort: 'cycle_end', most: CYCLES };
	return { shape, by, sort, after, skip, most: PAGE };
}

/** A board has the stages of the way as columns, and off it only how many; chosen stages are columns wherever they are. */
function parts(columns: Column[], { stage }: Filters) {
	if (stage) return { columns, off: [] };
	const onIt = columns.filter((column) => isOnThePath(column.stage));
	const off = columns.filter((column) => !isOnThePath(column.stage));
	return { columns: onIt, off: off.map(({ stage, count }) => ({ stage, count })) };
}

/** Every pilot of the list that an address asks for, up to what a file holds. */
export async function allRows({ url, locals: { supabase } }: Caller) {
	const { filters, look } = askedOf(url.searchParams);
	const rows: Card[] = [];
	let after: string | null = null;
	do {
		const query = { filters, sort: look.sort ?? 'stage', after: after as string, most: PART };
		const part = rowsSchema.parse(await ask(supabase.rpc('pipeline_rows', query)));
		rows.push(...part.rows);
		after = part.next;
	} while (after && rows.length < MOST_IN_FILE);
	return { rows: rows.slice(0, MOST_IN_FILE), cut: after !== null, cols: look.cols };
}
