/** What the override ledger is narrowed by, and what is said of it: pure. */
export const verdicts = ['the override was right', 'the rules were right', 'cannot tell'] as const;
export type Verdict = (typeof verdicts)[number];
export const cames = [...verdicts, 'to be said', 'not yet'] as const;
export type Came = (typeof cames)[number];

export const cameWords: Record<Came, string> = {
	'the override was right': 'The override was right',
	'the rules were right': 'The rules were right',
	'cannot tell': 'Nobody can tell',
	'to be said': 'To be said',
	'not yet': 'Not a year old yet'
};

export const againsts = ['evidence', 'majority'] as const;
export const againstWords: Record<(typeof againsts)[number], string> = {
	evidence: 'Against the evidence',
	majority: 'Against the majority'
};

export type OverrideFilters = { came?: Came; against?: (typeof againsts)[number]; page?: string };

/** The filters of an address; what is none of them is left out. */
export function overrideFiltersIn(params: URLSearchParams): OverrideFilters {
	const filters: OverrideFilters = {};
	const came = cames.find((one) => one === params.get('came'));
	const against = againsts.find((one) => one === params.get('against'));
	const page = params.get('page') ?? '';
	if (came) filters.came = came;
	if (against) filters.against = against;
	if (/^[1-9]\d{0,4}$/.test(page)) filters.page = page;
	return filters;
}

/** The address of the ledger with these filters, or of its file. */
export function overrideHref(filters: OverrideFilters, path = '/cabinet/overrides'): string {
	const query = new URLSearchParams(
		Object.entries(filters).filter((entry): entry is [string, string] => Boolean(entry[1]))
	).toString();
	return query ? `${path}?${query}` : path;
}

/** With fewer even all on one side would be no rare chance. */
export const FEWEST = 6;

/** How often the overrides and how often the rules were right: a sentence that concludes nothing from few. */
export function rightInWords(counts: Partial<Record<Came, number>>): string {
	const override = counts['the override was right'] ?? 0;
	const rules = counts['the rules were right'] ?? 0;
	const unclear = counts['cannot tell'] ?? 0;
	const clear = override + rules;
	const beside = unclear > 0 ? ` Of ${unclear} more nobody can tell.` : '';
	if (clear === 0)
		return unclear > 0
			? `Of ${unclear} looked at so far, nobody can tell who was right.`
			: 'None was looked at yet, a year after its decision.';
	const counted =
		clear === 1
			? `One was looked at so far, and ${override === 1 ? 'the override was' : 'the rules were'} right.${beside}`
			: `Of ${clear} that could be told, the override was right ${times(override)} and the rules ${times(rules)}.${beside}`;
	if (clear < FEWEST) return `${counted} That is too few to conclude anything.`;
	if (chanceOf(Math.max(override, rules), clear) > 0.05)
		return `${counted} Chance alone would often part them like that, so nobody can say who judges better.`;
	return override > rules
		? `${counted} So far those who overrode the rules saw more than the rules did.`
		: `${counted} So far the rules did better than those who overrode them.`;
}

/** How often a fair coin would fall at least that one-sidedly: the exact two-sided sign test. */
function chanceOf(most: number, of: number): number {
	let [term, above] = [0.5 ** of, 0];
	for (let sides = of; sides >= most; sides -= 1) {
		above += term;
		term *= sides / (of - sides + 1);
	}
	return Math.min(1, 2 * above);
}

const times = (many: number) =>
	many === 1 ? 'once' : many === 2 ? 'twice' : many === 0 ? 'never' : `${many} times`;
