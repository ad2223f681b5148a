/** The strategy as a form edits it: numbered fields, and buttons that add and take out lines without script, too. */
import type { Content } from './versions.ts';

export type ObjectiveLine = { id: string; code: string; title: string; intent: string; retired: boolean };
export type GoalLine = {
	id: string;
	code: string;
	title: string;
	intent: string;
	objectives: ObjectiveLine[];
};

/** The form of a strategy as it stands. */
export function linesOf(content: Content): GoalLine[] {
	return content.map(({ id, code, title, intent, objectives }) => ({
		id,
		code,
		title,
		intent,
		objectives: objectives.map(({ retired_on, ...objective }) => ({
			...objective,
			retired: retired_on !== null
		}))
	}));
}

const MOST = 100;

/** What was typed. A goal's objectives are counted by the fields that came. */
export function readStrategy(form: FormData): GoalLine[] {
	const text = (name: string) =>
		String(form.get(name) ?? '')
			.replaceAll('\r\n', '\n')
			.trim();
	const count = (prefix: string) => {
		let n = 0;
		while (n < MOST && form.has(`${prefix}.${n}.code`)) n += 1;
		return n;
	};
	const line = (name: string) => ({
		id: text(`${name}.id`),
		code: text(`${name}.code`),
		title: text(`${name}.title`),
		intent: text(`${name}.intent`)
	});
	return Array.from({ length: count('goals') }, (_, g) => ({
		...line(`goals.${g}`),
		objectives: Array.from({ length: count(`goals.${g}.objectives`) }, (_, o) => ({
			...line(`goals.${g}.objectives.${o}`),
			retired: form.get(`goals.${g}.objectives.${o}.retired`) === 'yes'
		}))
	}));
}

/** The next free code under a goal, or the next goal's. */
function nextCode(codes: readonly string[], prefix: string): string {
	const numbers = codes.map((code) => Number(code.slice(prefix.length)) || 0);
	return `${prefix}${Math.max(0, ...numbers) + 1}`;
}

/** Does what a button of the form asks: 'add-goal', 'add-objective:0', 'take-objective:0:1', 'take-goal:0'. */
export function edited(lines: readonly GoalLine[], asked: string): GoalLine[] {
	const [what, g = '', o = ''] = asked.split(':');
	const goals = structuredClone([...lines]);
	const goal = goals[Number(g)];
	if (what === 'add-goal') {
		const code = nextCode(
			goals.map((one) => one.code),
			''
		);
		goals.push({ id: '', code, title: '', intent: '', objectives: [] });
	} else if (what === 'add-objective' && goal) {
		const code = nextCode(
			goal.objectives.map((one) => one.code),
			`${goal.code}.`
		);
		goal.objectives.push({ id: '', code, title: '', intent: '', retired: false });
	} else if (what === 'take-objective' && goal) {
		goal.objectives.splice(Number(o), 1);
	} else if (what === 'take-goal' && goal) {
		goals.splice(Number(g), 1);
	}
	return goals;
}

/** The field that a refusal of the database means: 'goals.0.objectives.1.title'. */
export function fieldMeant(facts: Record<string, unknown>): string | null {
	if (typeof facts.place !== 'string') return null;
	const reason = String(facts.reason ?? '');
	const field = reason.includes('intent') ? 'intent' : reason.includes('title') ? 'title' : 'code';
	return `${facts.place}.${field}`;
}
