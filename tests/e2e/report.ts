import type { Page } from '@playwright/test';
import { factors } from '../../src/lib/evidence/report.ts';

/** Fills the form of an evaluation with all that it asks, and leaves it to be sent. */
export async function fillReport(page: Page, summary: string, recommends: string): Promise<void> {
	await page.locator('[name=summary]').fill(summary);
	await page.locator('[name=findings]').fill('What was measured, outcome by outcome.');
	await page.locator('[name=limits]').fill('One term at one school.');
	await page.locator('[name=fidelity][value="as planned"]').check();
	for (const factor of factors) await page.locator(`[name="factor:${factor}"][value=neither]`).check();
	await page.locator(`[name=recommendation][value=${recommends}]`).check();
	await page.locator('[name=reasons]').fill('The interval leaves out no effect at all.');
}
