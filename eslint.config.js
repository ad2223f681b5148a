import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** Which domains each one may import from: along the pilot's own way, never back. */
/** @type {Record<string, string[]>} */
const mayImport = {
	ui: [],
	db: [],
	mail: ['db', 'pilots'],
	people: ['db', 'ui'],
	office: ['db', 'ui', 'people'],
	pilots: ['db', 'ui', 'people'],
	templates: ['db', 'ui', 'people', 'pilots'],
	metrics: ['db', 'ui', 'people', 'pilots'],
	talk: ['db', 'ui', 'people', 'pilots'],
	inbox: ['db', 'ui', 'people', 'pilots'],
	search: ['db', 'ui', 'people', 'pilots'],
	evidence: ['db', 'ui', 'people', 'pilots'],
	tools: ['db', 'ui', 'people', 'pilots'],
	principles: ['db', 'ui', 'people', 'pilots'],
	training: ['db', 'ui', 'people', 'pilots'],
	reviews: ['db', 'ui', 'people', 'pilots', 'evidence', 'tools'],
	safeguards: ['db', 'ui', 'people', 'pilots', 'reviews'],
	contracts: ['db', 'ui', 'people', 'pilots'],
	incidents: ['db', 'ui', 'people', 'pilots', 'tools'],
	partners: ['db', 'ui', 'people', 'pilots', 'joining'],
	scaling: ['db', 'ui', 'people', 'pilots'],
	joining: ['db', 'ui', 'people', 'pilots', 'reviews'],
	monitoring: ['db', 'ui', 'people', 'pilots', 'evidence'],
	decisions: ['db', 'ui', 'people', 'pilots', 'evidence', 'reviews'],
	strategy: ['db', 'ui', 'people', 'pilots', 'inbox', 'evidence', 'reviews', 'decisions'],
	sunset: ['db', 'ui', 'people', 'pilots']
};

/** @type {any[]} */
const directions = Object.entries(mayImport).map(([domain, allowed]) => {
	const others = Object.keys(mayImport).filter((other) => other !== domain && !allowed.includes(other));
	return {
		files: [`src/lib/${domain}/**`],
		rules: {
			'no-restricted-imports': [
				'error',
				{
					patterns: [
						{
							group: [...others.map((other) => `#lib/${other}/*`), '$lib/*', '../../*'],
							message: `${domain} may import from ${allowed.join(', ') || 'nothing else'} only, by #lib/….`
						}
					]
				}
			]
		}
	};
});

export default ts.config(
	{ ignores: ['build/', '.svelte-kit/', '.data/', '.tools/', 'src/lib/db/database.types.ts'] },
	js.configs.recommended,
	...ts.configs.strict,
	...svelte.configs.recommended,
	{
		languageOptions: { globals: { ...globals.node, ...globals.browser } },
		rules: {
			'no-undef': 'off',
			'@typescript-eslint/no-non-null-assertion': 'off',
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }]
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: {
			parserOptions: { extraFileExtensions: ['.svelte'], parser: ts.parser, svelteConfig }
		}
	},
	...directions
);
