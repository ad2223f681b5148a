import { isShare } from '#lib/pilots/goal-words.ts';
import { formatDate } from '#lib/ui/dates.ts';
import { formatCount, formatNumber } from '#lib/ui/numbers.ts';
import type { Tone } from '#lib/ui/tones.ts';
import { levelText, withoutUnit } from '../figures.ts';
import { WITHHELD } from '../plot.ts';
import { verdictWords } from '../verdict-words.ts';
import { timeUnit } from '../worth.ts';
import { drawWaves, type WavePicture } from './wave-picture.ts';
import type { MetricReading, WavePoint, WaveReading } from './wave-reading.ts';
import {
	improvements,
	inTheWay,
	misplacedSentence,
	strengthOf,
	unloggedSentence,
	waveSentence
} from './wave-words.ts';

/** One wave in the tables: its name, the sign at its line, and how it stands. */
export type WaveLine = { id: string; sign: string; name: string; sites: string; state: string };

export type WaveCell = { text: string; small: string; when: 'before' | 'after' | null };

/** An outcome over its waves, in words and drawn up, so that the page brings no statistics along. */
export type MetricView = {
	id: string;
	metric: string;
	name: string;
	role: MetricReading['goal']['role'];
	unit: string;
	label: string;
	tone: Tone;
	sentence: string;
	strength: string | null;
	pairs: string[];
	way: string[];
	improve: string[];
	target: string | null;
	picture: WavePicture | null;
	lines: { sign: string; name: string }[];
	rows: { period: string; on: string; cells: WaveCell[] }[];
};

export type MinutesRow = {
	wave: string;
	period: string;
	saved: string;
	checking: string;
	net: string;
	less: boolean;
};
export type LicenceRow = { wave: string; bought: string; users: string; of: string };

export type WavesView = {
	since: string | null;
	waves: WaveLine[];
	outcomes: MetricView[];
	guardrails: MetricView[];
	use: MetricView[];
	minutes: MinutesRow[];
	licences: LicenceRow[];
	misplaced: string[];
	unlogged: string[];
	usedBefore: string[];
};

/** Where it was piloted, or everywhere where that is told as one. */
const OWN = { id: '', sign: 'P', name: 'Outside of waves' };

const stateWords = ({ started_on, stopped_on, planned_on }: WaveReading['waves'][number]) =>
	stopped_on
		? `rolled back on ${formatDate(stopped_on)}`
		: started_on
			? `began on ${formatDate(started_on)}`
			: `waits; planned for ${formatDate(planned_on)}`;

/** On how many a level rests: '23 people', 'of 315'; nothing where that isn't counted. */
function countedIn({ kind, about }: MetricReading['goal'], n: number | null): string | null {
	if (n === null || kind === 'total') return null;
	if (about === 'things')
		return kind === 'proportion' ? `of ${formatNumber(n)}` : `${formatNumber(n)} measured`;
	return formatCount(
		n,
		about === 'students' ? 'student' : 'person',
		about === 'students' ? 'students' : 'people'
	);
}

function cellOf(metric: MetricReading, point: WavePoint | undefined, decimals: number): WaveCell {
	if (!point) return { text: '', small: '', when: null };
	const { cell, when, sites } = point;
	const many = sites > 0 ? formatCount(sites, 'site') : null;
	const small = (counted: string | null) => [many, counted].filter(Boolean).join(', ');
	if (cell.withheld) return { text: WITHHELD, small: small(null), when };
	const level = levelText(withoutUnit(metric.goal), cell.level, decimals);
	const text = cell.end ?? `${cell.coarse ? 'about ' : ''}${level}`;
	return { text, small: small(countedIn(metric.goal, cell.n)), when };
}

/** As many decimals in a whole table, so that its figures stand under each other: three digits, and none where all are whole. */
function decimalsIn({ goal, series }: MetricReading, scale: number): number {
	const levels = series.flatMap(({ points }) =>
		points.flatMap(({ cell }) => (cell.level === null ? [] : Math.abs(cell.level * scale)))
	);
	if (levels.every((level) => Number.isInteger(level))) return 0;
	const most = Math.max(...levels);
	if (isShare(goal)) return most < 20 ? 1 : 0;
	return most >= 100 ? 0 : most >= 10 ? 1 : 2;
}

function metricView(metric: MetricReading, lines: readonly WaveLine[]): MetricView {
	const { goal, verdict, series } = metric;
	const days = new Map<string, string>();
	for (const { period, on } of series.flatMap(({ points }) => points))
		if (on > (days.get(period) ?? '')) days.set(period, on);
	const periods = [...days.keys()].sort(
		(a, b) => days.get(a)!.localeCompare(days.get(b)!) || a.localeCompare(b, 'en', { numeric: true })
	);
	const scale = isShare(goal) ? 100 : 1;
	const decimals = decimalsIn(metric, scale);
	// A period in which a wave began stands as it was after.
	const pointOf = (wave: string, period: string) =>
		series.find((one) => (one.wave ?? '') === wave)?.points.findLast((point) => point.period === period);
	const own = series.some(({ wave }) => wave === null) ? [OWN] : [];
	const shown = [...own, ...lines].filter(({ id }) => series.some(({ wave }) => (wave ?? '') === id));
	const onLevel = goal.role === 'guardrail' && (goal.kind === 'count' || goal.kind === 'total');
	const mark = onLevel ? goal.limit : goal.target;
	const words = verdictWords[verdict.verdict];
	return {
		id: goal.id,
		metric: goal.metricId,
		name: goal.name,
		role: goal.role,
		unit: isShare(goal) ? '%' : goal.unit,
		label: words.label,
		tone: words.tone,
		sentence: waveSentence(metric),
		strength: strengthOf(metric),
		pairs: metric.pairs.map(
			({ wave, against, period, base }) =>
				`${wave} against ${against}: how each changed from ${base} to ${period}.`
		),
		way: inTheWay(metric),
		improve: improvements(metric),
		target: mark === null ? null : `${onLevel ? 'limit' : 'target'} ${levelText(goal, mark)}`,
		picture: drawWaves(
			periods,
			shown.map(({ id, sign }) => ({
				sign,
				values: periods.map((period) => {
					const point = pointOf(id, period);
					return point?.cell.level == null ? null : { value: point.cell.level * scale, when: point.when };
				})
			})),
			mark === null ? null : mark * scale
		),
		lines: shown.map(({ sign, name }) => ({ sign, name })),
		rows: periods.map((period) => ({
			period,
			on: formatDate(days.get(period)!),
			cells: shown.map(({ id }) => cellOf(metric, pointOf(id, period), decimals))
		}))
	};
}

/** Minutes saved less the minutes of checking and correcting, wave by wave; nothing is taken from what is counted over another span. */
function minutesOf(metrics: MetricReading[], lines: readonly WaveLine[]): MinutesRow[] {
	const of = (measures: string) =>
		metrics.find(({ goal }) => goal.measures === measures && goal.kind === 'mean');
	const [saved, checking] = [of('minutes saved'), of('minutes checking')];
	if (!saved) return [];
	const { per } = timeUnit(saved.goal.unit);
	const alike = !checking || timeUnit(checking.goal.unit).per === per;
	const inMinutes = (metric: MetricReading | undefined, value: number | null | undefined) =>
		metric && value != null ? value * timeUnit(metric.goal.unit).minutes : null;
	const minutes = (value: number | null) =>
		value === null ? '' : formatNumber(value, { decimals: 1, unit: `min${per ? ` ${per}` : ''}` });
	return saved.series.flatMap(({ wave, points }) =>
		points
			.filter(({ when }) => when === 'after')
			.map((point) => {
				const cost = checking?.series
					.find((one) => one.wave === wave)
					?.points.find(({ period, when }) => period === point.period && when === 'after');
				const gross = inMinutes(saved, point.cell.level);
				const spent = inMinutes(checking, cost?.cell.level);
				const hidden = point.cell.withheld || cost?.cell.withheld;
				const net = alike && gross !== null && spent !== null ? gross - spent : null;
				return {
					wave: lines.find(({ id }) => id === wave)?.name ?? OWN.name,
					period: point.period,
					saved: point.cell.withheld ? WITHHELD : minutes(gross),
					checking: !cost
						? 'not measured'
						: !alike
							? 'counted over another span'
							: cost.cell.withheld
								? WITHHELD
								: minutes(spent),
					net: hidden ? WITHHELD : net === null ? '' : minutes(net),
					less: net !== null && net < 0
				};
			})
	);
}

/** Licences of each wave beside the people who used it in its latest period, where a share of people says so. */
function licencesOf({ metrics, waves }: WaveReading): LicenceRow[] {
	const use = metrics.find(
		({ goal }) => goal.measures === 'use' && goal.kind === 'proportion' && goal.about !== 'things'
	);
	return waves
		.filter(({ licences }) => licences !== null)
		.map(({ id, name, licences }) => {
			const point = use?.series
				.find(({ wave }) => wave === id)
				?.points.findLast(({ when }) => when === 'after');
			const cell = point?.cell;
			return {
				wave: name,
				bought: formatNumber(licences),
				users: !cell
					? 'not measured'
					: cell.withheld
						? WITHHELD
						: (cell.end ?? `${cell.coarse ? 'about ' : ''}${formatNumber(cell.events)}`),
				of: cell && !cell.withheld ? `of ${formatNumber(cell.n)} asked in ${point!.period}` : ''
			};
		});
}

/** The reading as a page shows it. Pure. */
export function wavesView(reading: WaveReading): WavesView {
	const lines = reading.waves.map((wave) => ({
		id: wave.id,
		sign: String(wave.position),
		name: wave.name,
		sites: wave.sites.join(', '),
		state: stateWords(wave)
	}));
	const views = reading.metrics.map((metric) => ({ metric, view: metricView(metric, lines) }));
	const beside = (measures: string) => measures !== 'outcome';
	const of = (wanted: (metric: MetricReading) => boolean) =>
		views.filter(({ metric }) => wanted(metric)).map(({ view }) => view);
	return {
		since: reading.since,
		waves: lines,
		outcomes: of(({ goal }) => goal.role !== 'guardrail' && !beside(goal.measures)),
		guardrails: of(({ goal }) => goal.role === 'guardrail'),
		use: of(({ goal }) => goal.role !== 'guardrail' && goal.measures === 'use'),
		minutes: minutesOf(reading.metrics, lines),
		licences: licencesOf(reading),
		misplaced: reading.misplaced.map(misplacedSentence),
		unlogged: reading.unlogged.map(unloggedSentence),
		usedBefore: reading.usedBefore
	};
}
