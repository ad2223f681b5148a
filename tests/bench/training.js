import { DEMONSTRATION_PASSWORD, demonstrationEmail } from '../../src/lib/people/demonstration.ts';
import { fillTraining } from './fill-training.js';
import { signedIn, timed, times } from './times.js';

const PEOPLE = 5000;
const MODULES = 40;

/**
 * How trained a district of so many people is: the function, the page that shows it, one completion recorded, and one's own page.
 * @param {{ url: string, key: string }} api @param {string} origin @param {string} databaseUrl
 * @returns {Promise<import('./bench.js').Result[]>}
 */
export async function measureTraining(api, origin, databaseUrl) {
	await fillTraining(databaseUrl, PEOPLE, MODULES);
	const cabinet = await signedIn(api.url, api.key, 'cabinet');
	const size = `${PEOPLE} people × ${MODULES} modules`;
	const all = await times(100, () => cabinet.rpc('training_coverage'));
	const { data } = await cabinet.rpc('training_coverage');
	if (data.all.needed < PEOPLE) throw new Error(`Only ${data.all.needed} people need a training.`);
	const one = await times(100, () => cabinet.rpc('training_coverage', { module: data.modules[0].id }));
	const lead = await signedIn(api.url, api.key, 'lead');
	let day = 0;
	const record = await times(100, () =>
		lead.rpc('record_completion', {
			module: data.modules[day % data.modules.length].id,
			person: null,
			completed_on: new Date(Date.now() - 86_400_000 * (++day + 1)).toISOString().slice(0, 10)
		})
	);
	const cookie = await cookies(origin);
	const page = await times(100, () => opened(`${origin}/training/coverage`, cookie));
	const own = await times(50, () => opened(`${origin}/training`, cookie));
	return [
		timed(`rpc/training_coverage, ${size}`, all, null),
		timed(`rpc/training_coverage of one module, ${size}`, one, null),
		timed(`training coverage, ${size}: server`, page, 25),
		timed(`one’s own training, ${size}: server`, own, 25),
		timed(`a completion recorded, ${size}`, record, null)
	];
}

/** The session of somebody of the cabinet, as a browser keeps it. @param {string} origin */
async function cookies(origin) {
	const answer = await fetch(`${origin}/sign-in`, {
		method: 'POST',
		redirect: 'manual',
		headers: { origin, 'sec-fetch-site': 'same-origin', accept: 'text/html' },
		body: new URLSearchParams({ email: demonstrationEmail('cabinet'), password: DEMONSTRATION_PASSWORD })
	});
	if (answer.status !== 303) throw new Error(`Nobody was let in: ${answer.status}`);
	return answer.headers
		.getSetCookie()
		.map((one) => one.split(';')[0])
		.join('; ');
}

/** @param {string} url @param {string} cookie */
async function opened(url, cookie) {
	const answer = await fetch(url, { headers: { cookie } });
	const html = await answer.text();
	if (answer.status !== 200 || !html.includes('Responsible use'))
		throw new Error(`${url} answered ${answer.status}.`);
}
