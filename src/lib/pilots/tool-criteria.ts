import { formatDate } from '#lib/ui/dates.ts';
import { listed } from './words.ts';

type Facts = Record<string, unknown>;
type Tool = { id: string; name: string; [fact: string]: unknown };

/** The tools that a criterion tells of, each with its facts. */
export function toolsOf(facts: Facts): Tool[] {
	const given = Array.isArray(facts.tools) ? (facts.tools as Partial<Tool>[]) : [];
	return given.filter((one): one is Tool => typeof one?.id === 'string' && typeof one.name === 'string');
}

const isApproved = ({ state }: Tool) => state === 'approved' || state === 'restricted';
const isCovered = ({ current }: Tool) => current === true;

/** The tools that keep a criterion from being met. */
export function holdingTools(criterion: string, facts: Facts): Tool[] {
	const isFine = criterion === 'tools' ? isApproved : criterion === 'data_agreement' ? isCovered : null;
	return isFine ? toolsOf(facts).filter((tool) => !isFine(tool)) : [];
}

const reason = ({ reason }: Tool) => (typeof reason === 'string' && reason ? `: ${reason}` : '');

/** Whether each tool may be used, and within which limits. */
export function toolsInWords(facts: Facts, met: boolean): string {
	const tools = toolsOf(facts);
	if (tools.length === 0) return met ? 'It uses no tool.' : 'Each tool that it uses is approved first.';
	const waiting = holdingTools('tools', facts);
	const approved = tools.filter(({ state }) => state === 'approved').map(({ name }) => name);
	return [
		waiting.length > 0 &&
			`Not approved: ${listed(waiting.map((one) => `${one.name} (${String(one.state)})`))}.`,
		approved.length > 0 && `Approved: ${listed(approved)}.`,
		...tools
			.filter(({ state }) => state === 'restricted')
			.map((one) => `${one.name} is restricted${reason(one)}${reason(one).endsWith('.') ? '' : '.'}`)
	]
		.filter(Boolean)
		.join(' ');
}

function agreement({ name, state, version, expires_on }: Tool): string {
	const of = typeof version === 'string' && version ? `, version ${version}` : '';
	if (state === 'none' || typeof state !== 'string') return `${name} (none yet)`;
	if (state === 'current')
		return typeof expires_on === 'string'
			? `${name}${of}, until ${formatDate(expires_on)}`
			: `${name}${of}, without a last day`;
	return typeof expires_on === 'string'
		? `${name} (${state} on ${formatDate(expires_on)})`
		: `${name} (${state})`;
}

/** Which agreements cover the student data, until when, and which are missing. */
export function agreementsInWords(facts: Facts, met: boolean): string {
	const tools = toolsOf(facts);
	const missing = holdingTools('data_agreement', facts);
	if (!met && facts.named === false) return 'It works with student data and names no tool: name its tools.';
	if (tools.length === 0)
		return met
			? 'None of its tools holds student data.'
			: 'Each tool that holds student data needs a current data-privacy agreement.';
	const current = tools.filter(isCovered);
	return [
		missing.length > 0 && `Without a current agreement: ${listed(missing.map(agreement))}.`,
		current.length > 0 && `Current: ${current.map(agreement).join('; ')}.`
	]
		.filter(Boolean)
		.join(' ');
}
