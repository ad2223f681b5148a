import { demonstrationEmail } from '../../src/lib/people/demonstration.ts';

type Query = (text: string, values?: unknown[]) => Promise<Record<string, unknown>[]>;

/** Makes people act at earlier dates, through the same functions and rules as everyone else. */
export type Director = ReturnType<typeof direct>;

const DAY = 24 * 60 * 60 * 1000;

/**
 * @param query runs a statement in the one transaction of the whole demonstration
 * @param today the day that the story ends on
 */
export function direct(query: Query, today: Date) {
	const date = (daysAgo: number) => new Date(today.getTime() - daysAgo * DAY).toISOString();

	/** Runs a statement as the database's owner. */
	const sql = (text: string, values: unknown[] = []) => query(text, values);

	/** Calls a function of the API by its named arguments. Values that are objects go as JSON. */
	async function call(name: string, args: Record<string, unknown>) {
		const given = Object.keys(args).map((key, index) => `${key} => $${index + 1}`);
		const [row] = await sql(
			`select public.${name}(${given.join(', ')}) as answer`,
			Object.values(args).map(asParameter)
		);
		return row?.answer;
	}

	/** A person acts, so many days ago. */
	async function act(account: string, daysAgo: number, name: string, args: Record<string, unknown>) {
		await sql(
			`select set_config('pilotage.replay_at', $1, true), set_config('request.jwt.claim.sub', p.user_id::text, true),
				set_config('request.jwt.claims', json_build_object('sub', p.user_id, 'role', 'authenticated')::text, true)
			from public.people p where p.email = $2`,
			[date(daysAgo), demonstrationEmail(account)]
		);
		await sql('set local role authenticated');
		const answer = await call(name, args);
		await sql('reset role');
		return answer;
	}

	/** The server acts, with its own rights and for nobody: what follows from it happens by itself. */
	async function serve(daysAgo: number, name: string, args: Record<string, unknown>) {
		await sql(
			`select set_config('pilotage.replay_at', $1, true), set_config('request.jwt.claim.sub', '', true),
				set_config('request.jwt.claims', '', true)`,
			[date(daysAgo)]
		);
		return call(name, args);
	}

	async function id(table: string, column: string, value: string) {
		const [row] = await sql(
			`select id from public.${table} where ${column} = $1 order by district_id limit 1`,
			[value]
		);
		if (!row) throw new Error(`The demonstration has no ${table} with ${column} “${value}”.`);
		return String(row.id);
	}

	return {
		sql,
		act,
		serve,
		date,
		day: (daysAgo: number) => date(daysAgo).slice(0, 10),
		person: (account: string) => id('people', 'email', demonstrationEmail(account)),
		site: (name: string) => id('sites', 'name', name),
		metric: async (name: string) => {
			const [row] = await sql(
				'select id from public.metrics where name = $1 and superseded_at is null order by district_id limit 1',
				[name]
			);
			if (!row) throw new Error(`The demonstration has no metric “${name}”.`);
			return String(row.id);
		},
		objective: (code: string) => id('objectives', 'code', code),
		template: async (name: string) => {
			const [row] = await sql(
				'select template_id from private.template_versions where name = $1 order by district_id limit 1',
				[name]
			);
			if (!row) throw new Error(`The demonstration has no template “${name}”.`);
			return String(row.template_id);
		}
	};
}

/** Arrays of labels go as PostgreSQL writes them, since drivers know no array of an enumeration. */
function asParameter(value: unknown) {
	const labels = Array.isArray(value) && value.every((one) => typeof one === 'string');
	return labels ? `{${value.map((one) => JSON.stringify(one)).join(',')}}` : value;
}
