import type { Asking } from './asking.ts';
import type { Joining } from './joining.ts';

/** One pilot's life, as the demonstration tells it. Days are counted back from the day that it is played. */
export type Story = {
	title: string;
	kind: 'student-facing instruction' | 'staff productivity' | 'operations' | 'back office';
	objectives: string[];
	sites: string[];
	/** accounts: the lead first */
	team: string[];
	problem: string;
	who: string;
	benefit: string;
	know: string;
	tool: string;
	answers: {
		students: boolean;
		under13: boolean;
		personal: boolean;
		decides: boolean;
		/** of the uses that are presumed high-impact */
		uses?: string[];
		reviewed?: 'before use' | 'spot checks' | 'nobody';
		reversible?: 'easily' | 'with effort' | 'not';
		biometric?: boolean;
		trained?: boolean;
	};
	/** the template that it began with, by name */
	template?: string;
	/** what was expected before launch, in dollars a year and in words, and what it came to */
	forecast?: {
		on: number;
		by: string;
		value?: number;
		cost?: number;
		effect?: { metric: string; amount: number; words?: string };
		came?: { on: number; by: string; value?: number; cost?: number; source: string };
	};
	/** what stays open until launch: saved by the lead */
	ahead?: {
		on: number;
		classes?: number;
		people?: number;
		grades?: string[];
		payer?: string;
		hours?: number;
		who?: string;
		partners?: string[];
	};
	started: number;
	submitted?: number;
	/** what its team says is different from pilots very much like it */
	different?: string;
	/** back to its team, with the parts that are meant */
	sentBack?: { on: number; by: string; note: string; parts: { part: string; reason: string }[] };
	triage?: { on: number; sponsor: string; tier?: 'low' | 'moderate' | 'high'; reason?: string };
	/** review by specialty: who signed it and when; those left out still wait */
	reviews?: { specialty: string; by: string; on: number; reason?: string }[];
	/** a review that is half answered, with one answer that is a concern */
	begun?: { specialty: string; by: string; on: number; concern: string; note: string };
	plan?: {
		on: number;
		evaluator: string;
		question: string;
		stopRule: string;
		once: number;
		yearly: number;
		cycleEnd: number;
		design: 'randomized' | 'matched comparison' | 'before and after' | 'monitoring only';
		unit: 'student' | 'class' | 'school' | 'staff' | 'thing';
		analysed?: 'student' | 'class' | 'school' | 'staff' | 'thing';
		groups: number;
		people: number;
		period: string;
		strata?: string[];
		goals: Goal[];
	};
	/** who stepped away from it for good */
	recused?: { on: number; by: string; reason: string }[];
	/** what the cabinet let it go without */
	waived?: { on: number; by: string; criterion: string; reason: string }[];
	launched?: { on: number; by: string };
	/** what went wrong while it ran; a serious one holds it until the hold is lifted */
	incidents?: {
		on: number;
		by: string;
		severity: 'minor' | 'serious';
		kind: string;
		affected: string[];
		occurred: number;
		what: string;
		lifted?: { on: number; by: string; reason: string };
	}[];
	/** what its educators were asked, and answered */
	asking?: Asking[];
	/** what people say about it */
	talk?: [account: string, on: number, body: string][];
	/** who looks for whom, and what is said on its parts */
	joining?: Joining;
	results?: { on: number; by: string; rows: Row[] }[];
	/** who looked at the evidence while it ran */
	looks?: { on: number; by: string[] }[];
	/** its report is in `reports.ts` */
	evaluated?: {
		on: number;
		by: string;
		summary: string;
		recommends: Outcome;
		/** who was asked for a second opinion, and what they say */
		second?: {
			by: string;
			asked: number;
			on: number;
			verdict: 'agree' | 'agree with remarks' | 'disagree';
			remarks: string;
		};
	};
	decided?: {
		on: number;
		votes: [account: string, choice: Outcome | 'abstain' | 'recuse', reason: string][];
		outcome: Outcome;
		rationale: string;
		/** why it departs from the evidence or the majority */
		override?: string;
		/** what came of that, said a year later or more */
		came?: { on: number; by: string; verdict: string; words: string };
		nextReview?: number;
	};
	adopted?: { on: number; by: string; owner: string; budget: string; nextReview: number };
	retired?: { on: number; lesson: string };
	/** another way off the path, by whom and why */
	leaves?: {
		on: number;
		by: string;
		to: 'withdrawn' | 'declined' | 'shelved';
		note: string;
		wakeOn?: number;
	};
};

export type Outcome = 'scale' | 'extend' | 'shelve' | 'sunset';

export type Goal = {
	metric: string;
	objective: string;
	role: 'primary' | 'key' | 'secondary' | 'guardrail';
	target?: number;
	minimum?: number;
	sd?: number;
	limit?: number;
};

/** A group summary; the numbers depend on the metric's kind. */
export type Row = {
	metric: string;
	arm: 'pilot' | 'comparison';
	phase: 'baseline' | 'outcome';
	period: string;
	stratum?: string;
	site?: string;
	n?: number;
	mean?: number;
	sd?: number;
	events?: number;
	exposure?: number;
	value?: number;
	source?: string;
	note?: string;
};
