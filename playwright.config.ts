import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig, devices } from '@playwright/test';

const port = Number(process.env.E2E_PORT ?? 4173);
const executablePath = process.env.CHROMIUM_PATH;
const folder = () => mkdtempSync(join(tmpdir(), 'pilotage-e2e-'));
// Journeys read mails and keys there. Where a server runs already, only whoever started it knows.
if (!process.env.E2E_PORT) process.env.E2E_DATA ??= folder();

/** Journeys run against what users run: `npm start` on a demonstration of their own. */
export default defineConfig({
	testDir: 'tests/e2e',
	workers: 1,
	// A slow machine is slow, not wrong.
	timeout: 90_000,
	expect: { timeout: 15_000 },
	forbidOnly: Boolean(process.env.CI),
	use: {
		...devices['Desktop Chrome'],
		viewport: { width: 1280, height: 900 },
		baseURL: `http://localhost:${port}`,
		// Not a trace of every step, which slows the run: `--trace on` for one test tells more when it is needed.
		screenshot: 'only-on-failure',
		launchOptions: {
			...(executablePath ? { executablePath } : {}),
			args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run']
		}
	},
	webServer: {
		command: 'node bin/start.js',
		url: `http://localhost:${port}/readyz`,
		timeout: 180_000,
		// With E2E_PORT the journeys run against what is there already.
		reuseExistingServer: Boolean(process.env.E2E_PORT),
		gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
		env: {
			PORT: String(port),
			PILOTAGE_API_PORT: String(port + 1),
			PILOTAGE_DATA: process.env.E2E_DATA ?? folder(),
			TICK_SECONDS: '1'
		}
	}
});
