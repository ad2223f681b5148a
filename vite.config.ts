import { sveltekit } from '@sveltejs/kit/vite';
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
			// One backend for all files: each file founds a district of its own.
			fileParallelism: false,
			testTimeout: 20_000
		}
	};
}

export default defineConfig({
	plugins: [sveltekit()],
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
