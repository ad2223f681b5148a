import { sveltekit } from '@sveltejs/kit/vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

/** The rules of the database are tested by actor, the same files on each database that we own. */
function database(name: 'pglite' | 'postgres') {
	return {
		extends: true as const,
		test: {
			name: `db on ${name}`,
			include: ['tests/db/**/*.test.ts'],
			environment: 'node' as const,
			globalSetup: [`tests/db/setup/on-${name}.ts`],
			setupFiles: ['tests/db/setup/leave.ts'],
			// One backend for all files: each file founds a district of its own.
			fileParallelism: false,
			// A process for each would take longer to start than most take to run.
			isolate: false,
			// A slow machine is slow, not wrong.
			testTimeout: 240_000,
			hookTimeout: 240_000
		}
	};
}

/** Kit hides its route announcer by a style attribute, which a strict policy drops: our style sheet does it (text.css). */
const announcerWithoutStyle: Plugin = {
	name: 'announcer-without-style',
	enforce: 'pre',
	transform(code, id) {
		if (!id.endsWith('/generated/root.svelte')) return;
		const styled = /(<div id="svelte-announcer"[^>]*?) style="[^"]*"/;
		if (!styled.test(code))
			throw new Error('Kit writes its route announcer in another way: see vite.config.ts.');
		return code.replace(styled, '$1');
	}
};

export default defineConfig({
	plugins: [announcerWithoutStyle, sveltekit()],
	test: {
		projects: [
			{
				extends: true,
				test: { name: 'unit', include: ['src/**/*.test.ts', 'bin/**/*.test.ts'], environment: 'node' }
			},
			database('pglite'),
			database('postgres')
		]
	}
});
