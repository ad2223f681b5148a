import { defineConfig, devices } from '@playwright/test';

const executablePath = process.env.CHROMIUM_PATH;

/** Journeys run against what users run: `npm start`, on a demonstration for each file; with E2E_PORT, on what runs there. */
export default defineConfig({
	testDir: 'tests/e2e',
	globalSetup: './tests/e2e/demonstration.ts',
	workers: process.env.E2E_PORT ? 1 : 2,
	// A slow machine is slow, not wrong.
	timeout: 240_000,
	expect: { timeout: 45_000 },
	forbidOnly: Boolean(process.env.CI),
	use: {
		...devices['Desktop Chrome'],
		// What is not there to be pressed ends a journey sooner than its whole time.
		actionTimeout: 90_000,
		viewport: { width: 1280, height: 900 },
		// Not a trace of every step, which slows the run: `--trace on` for one test tells more when it is needed.
		screenshot: 'only-on-failure',
		launchOptions: {
			...(executablePath ? { executablePath } : {}),
			args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run']
		}
	}
});
