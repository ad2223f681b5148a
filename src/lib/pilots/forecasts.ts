import { z } from 'zod';
import type { Pilot } from './pilot.ts';

export const forecastAbout = ['value', 'cost', 'effect'] as const;
export type ForecastAbout = (typeof forecastAbout)[number];

const rowSchema = z.object({
	about: z.enum(forecastAbout),
	metric_id: z.string().nullable(),
	metric: z.string().nullable(),
	unit: z.string().nullable(),
	amount: z.number().nullable(),
	words: z.string(),
	/** What it came to, beside what was expected. */
	actual: z.boolean(),
	by: z.string(),
	at: z.string()
});
export type Forecast = z.infer<typeof rowSchema>;

const measuredSchema = z.object({
	metric_id: z.string(),
	metric: z.string(),
	unit: z.string(),
	estimate: z.number(),
	low: z.number().nullish(),
	high: z.number().nullish(),
	at: z.string()
});
export type Measured = z.infer<typeof measuredSchema>;

/** Every forecast that was made, the latest first, and what the results show for the outcomes. */
export const forecastsSchema = z.object({ rows: z.array(rowSchema), measured: z.array(measuredSchema) });
export type Forecasts = z.infer<typeof forecastsSchema>;

export type Compared = {
	about: ForecastAbout;
	metricId: string | null;
	metric: string | null;
	unit: string | null;
	/** The first that was made: it stays, whatever came later. */
	first: Forecast;
	/** The one that counts, where it is another than the first. */
	latest: Forecast | null;
	actual: {
		amount: number;
		by: string | null;
		words: string;
		low: number | null;
		high: number | null;
	} | null;
	/** What came of it less the first forecast; null while one is missing. */
	difference: number | null;
};

const key = (row: Pick<Forecast, 'about' | 'metric_id'>) => `${row.about} ${row.metric_id ?? ''}`;

/** Each forecast beside what came of it: value, then cost, then each outcome. */
export function compareForecasts({ rows, measured }: Forecasts): Compared[] {
	const made = rows.filter(({ actual }) => !actual);
	const keys = [...new Set(made.map(key))].toSorted(
		(a, b) => place(a) - place(b) || a.localeCompare(b, 'en')
	);
	return keys.map((one) => {
		const own = made.filter((row) => key(row) === one);
		const first = own.at(-1)!;
		const latest = own[0]!;
		const actual = cameOf(one, first, { rows, measured });
		return {
			about: first.about,
			metricId: first.metric_id,
			metric: first.metric,
			unit: first.unit,
			first,
			latest: latest === first ? null : latest,
			actual,
			difference: actual && first.amount !== null ? actual.amount - first.amount : null
		};
	});
}

const place = (one: string) => forecastAbout.findIndex((about) => one.startsWith(about));

function cameOf(
	one: string,
	{ about, metric_id }: Forecast,
	{ rows, measured }: Forecasts
): Compared['actual'] {
	if (about === 'effect') {
		const found = measured.find((outcome) => outcome.metric_id === metric_id);
		return found
			? { amount: found.estimate, by: null, words: '', low: found.low ?? null, high: found.high ?? null }
			: null;
	}
	const said = rows.find((row) => row.actual && key(row) === one);
	return said?.amount == null
		? null
		: { amount: said.amount, by: said.by, words: said.words, low: null, high: null };
}

type Reader = Pick<Pilot, 'stage' | 'my_parts'>;
const isOne = ({ my_parts }: Reader, ...parts: string[]) => parts.some((part) => my_parts.includes(part));

/** Before the launch; later it would be hindsight. */
export function mayForecast(pilot: Reader): boolean {
	return (
		['draft', 'proposed', 'vetting'].includes(pilot.stage) &&
		isOne(pilot, 'team', 'evaluator', 'sponsor', 'admin')
	);
}

/** Once it has run: the team that hoped for it does not. */
export function maySayWhatCame(pilot: Reader): boolean {
	return (
		['experiment', 'decision', 'scaling', 'adopted', 'sunset', 'retired'].includes(pilot.stage) &&
		isOne(pilot, 'evaluator', 'sponsor', 'admin')
	);
}
