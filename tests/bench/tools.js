import { fillTools } from './fill-tools.js';
import { comeIn, launch } from './page.js';
import { signedIn, timed, times } from './times.js';

const TOOLS = 5000;

/**
 * The registry of tools: its page as the server answers it, and its list, a search, a filter and the pairs that may be the same through
 * the API.
 * @param {{ url: string, key: string }} api
 * @param {string} origin
 * @param {string | undefined} executablePath
 * @param {string} databaseUrl
 * @returns {Promise<import('./bench.js').Result[]>}
 */
export async function measureTools({ url, key }, origin, executablePath, databaseUrl) {
	await fillTools(databaseUrl, TOOLS);
	const teacher = await signedIn(url, key, 'teacher');
	const admin = await signedIn(url, key, 'admin');
	/** @type {[string, object][]} */
	const asked = [
		['', {}],
		['search: a name in another spelling', { q: 'KES-NOVA planner' }],
		['search: a word of many', { q: 'tutor' }],
		['search: two words apart', { q: 'notes harquo' }],
		['search: a slip of the keyboard', { q: 'kesnowa planer' }],
		['filter: state', { state: 'approved' }],
		['filter: agreement expires', { agreement: 'expiring' }],
		['filter: about students, used', { students: 'yes', used: 'yes' }],
		['sorted by expiry', { sort: 'expires' }],
		['sorted by pilots', { sort: '-pilots' }]
	];
	const results = [];
	for (const [what, filters] of asked) {
		const taken = await times(100, () => teacher.rpc('tools', { filters }));
		results.push(
			timed(`rpc/tools, ${TOOLS} tools${what && `, ${what}`}`, taken, what.startsWith('sorted') ? null : 10)
		);
	}
	const twins = await times(10, () => admin.rpc('tool_twins'));
	results.push(timed(`rpc/tool_twins, ${TOOLS} tools`, twins, null));
	const chrome = await launch(executablePath);
	const page = await comeIn(chrome, origin, 'teacher');
	const served = await times(60, async () => {
		const answer = await page.context().request.get('/tools');
		if (!answer.ok()) throw new Error(`/tools answered ${answer.status()}.`);
		await answer.body();
	});
	await chrome.close();
	return [...results, timed(`/tools, ${TOOLS} tools: server`, served, 25)];
}
