// Every route of the application, read from its folders, with ids of the demonstration in the place of parameters.
import { globSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { APIRequestContext } from '@playwright/test';

export type Route = {
	/** as its folder is named, such as `/pilots/[id]` */
	id: string;
	/** the same with ids */
	path: string;
	page: boolean;
	/** of one record of the district, named by its id */
	record: boolean;
	/** the actions of a page, `default` among them */
	actions: string[];
};

/**
 * What stands for a parameter: the first id that this page links to, there or as part of another route, or a value that
 * belongs to nobody.
 * A route with a parameter that is missing here makes the tests fail.
 */
const parameters: Record<string, { linkedFrom: string; as?: string } | { value: string }> = {
	'/admin/people/[id]': { linkedFrom: '/admin/people' },
	'/admin/templates/[id]': { linkedFrom: '/admin/templates' },
	'/admin/metrics/[id]': { linkedFrom: '/admin/metrics' },
	'/admin/principles/[id]': { linkedFrom: '/admin/principles' },
	'/admin/policies/[id]': { linkedFrom: '/admin/policies' },
	'/admin/facts/[key]': { value: 'coppa' },
	'/policies/[id]': { linkedFrom: '/policies' },
	'/metrics/[id]': { linkedFrom: '/metrics' },
	'/tools/[id]': { linkedFrom: '/' },
	'/admin/training/[id]': { linkedFrom: '/admin/training' },
	'/training/people/[id]': { linkedFrom: '/admin/people', as: '/admin/people/[id]' },
	'/cabinet/[meeting]': { linkedFrom: '/cabinet' },
	'/calendar/[token]': { value: 'a-token-of-nobody' },
	'/incidents/[id]': { linkedFrom: '/incidents' },
	'/join/[token]': { value: 'a-token-of-nobody' },
	'/people/[id]': { linkedFrom: '/admin/people', as: '/admin/people/[id]' },
	'/partner/[token]': { value: 'a-token-of-nobody' },
	'/partners/[id]': { linkedFrom: '/partners' },
	'/stop/[token]': { value: 'a-token-of-nobody' },
	'/pilots/[id]': { linkedFrom: '/pipeline' },
	'/cabinet/[meeting]/room': { linkedFrom: '/cabinet', as: '/cabinet/[meeting]' },
	'/pilots/[id]/decisions/[decision]': {
		linkedFrom: '/conditions',
		as: '/pilots/[0-9a-f-]+/decisions/[decision]'
	},
	'/pilots/[id]/reviews/[specialty]': { value: 'privacy' },
	'/admin/reviews/[specialty]': { value: 'accessibility-and-equity' }
};

const folder = new URL('../../src/routes', import.meta.url).pathname;

/** All routes, with parameters filled in by what somebody sees who is signed in. */
export async function routes(insider: APIRequestContext): Promise<Route[]> {
	const files = globSync('**/+{page.svelte,server.ts}', { cwd: folder });
	const ids = [...new Set(files.map((file) => `/${dirname(file)}`.replace(/^\/\.$/, '/')))].sort();
	return Promise.all(
		ids.map(async (id) => ({
			id,
			path: await filled(insider, id),
			record: /\[(id|meeting)\]/.test(id),
			page: files.includes(id === '/' ? '+page.svelte' : `${id.slice(1)}/+page.svelte`),
			actions: actionsOf(id)
		}))
	);
}

function actionsOf(id: string): string[] {
	const [file] = globSync('+page.server.ts', { cwd: `${folder}${id}` });
	const source = file ? readFileSync(`${folder}${id}/${file}`, 'utf8') : '';
	const [, block] = /export const actions\b[^=]*= \{\n([\s\S]*?)\n\}/.exec(source) ?? [];
	if (!block) return [];
	const names = [...block.matchAll(/^\t(?:async )?(\w+)[:(,]?/gm)].map(([, name]) => name!);
	if (names.length === 0) throw new Error(`${id} has actions that these tests do not find.`);
	return names;
}

async function filled(insider: APIRequestContext, id: string): Promise<string> {
	const [prefix, name] = /^.*?\[([^\]]+)\]/.exec(id) ?? [];
	if (!prefix || !name) return id.replace(/\/\([^)]+\)/g, '') || '/';
	// What stands for an earlier parameter is filled in by now.
	const record = prefix.replace(/^\/api/, '').replace(/\/[0-9a-f]{8}-[0-9a-f-]{27}(?=\/)/, '/[id]');
	const how = parameters[record];
	if (!how) throw new Error(`tests/e2e/routes.ts does not say what stands for the parameter of ${prefix}.`);
	const value = 'value' in how ? how.value : await firstLink(insider, how.linkedFrom, how.as ?? record);
	return filled(insider, id.replace(`[${name}]`, value));
}

async function firstLink(insider: APIRequestContext, from: string, prefix: string): Promise<string> {
	const html = await (await insider.get(from)).text();
	// Links of a page are relative to it.
	const pattern = prefix.replace(/^\//, '[./]*').replace(/\[[^\]]+\]$/, '([0-9a-f-]{36})');
	const [, id] = new RegExp(`href="${pattern}`).exec(html) ?? [];
	if (!id) throw new Error(`${from} links to nothing below ${prefix}.`);
	return id;
}

/** Somebody signed in with cookies, as a page of ours would send them. */
export async function signedIn(request: APIRequestContext, email: string, password: string) {
	const answer = await request.post('/sign-in', {
		form: { email, password },
		headers: { 'sec-fetch-site': 'same-origin', accept: 'text/html' },
		maxRedirects: 0
	});
	if (answer.status() !== 303) throw new Error(`${email} was not let in: ${answer.status()}`);
	return request;
}
