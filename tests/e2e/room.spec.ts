import { expect, type Page } from '@playwright/test';
import { test } from './journey.ts';
import { openToday } from './meeting.ts';
import { as, expectAccessible } from './people.ts';

const TITLE = 'Video hints in practice on triangles';
const NEXT = 'Reading lessons by television in grades 1 to 4';
const sideways = (page: Page) =>
	page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
const said = (page: Page, words: string) =>
	expect(page.getByRole('status').filter({ hasText: words })).toBeVisible();
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

async function vote(page: Page, choice: string, reason: string) {
	const form = page.getByRole('form', { name: 'Your vote' });
	await form.getByRole('radio', { name: choice, exact: true }).check();
	await form.getByLabel('Reason').fill(reason);
	await form.getByRole('checkbox', { name: 'I have no interest' }).check();
	// However often it is pressed, it is sent once.
	await form.getByRole('button', { name: /your vote/ }).dblclick();
	await said(page, 'Your vote is cast');
}

test('a meeting opens an item, votes, is tied, opens voting again, closes it and decides', async ({
	browser
}) => {
	test.slow();
	const path = `/cabinet/${await openToday()}/room`;
	const chair = await as(browser, 'chair', path);
	await chair.getByRole('link', { name: TITLE }).click();
	await expect(chair.getByRole('heading', { level: 2, name: TITLE })).toBeVisible();
	await chair.getByRole('button', { name: 'Open this item' }).click();
	await said(chair, 'The item is open');
	await expect(chair.getByRole('timer', { name: 'This item' })).toBeVisible();
	await expect(chair.locator('#chair'), 'the focus stays where the chair works').toBeFocused();
	await expectAccessible(chair);

	// The others follow, on a laptop and on a phone; the clerk's page is on the wall.
	const [first, second, wall] = [
		await as(browser, 'cabinet', path),
		await as(browser, 'cabinet2', path),
		await as(browser, 'clerk', path)
	];
	await second.setViewportSize({ width: 390, height: 844 });
	await expect(first.getByRole('heading', { level: 2, name: TITLE })).toBeVisible();
	await expect(wall.getByText('0 of 4 have voted')).toBeVisible();
	await expect(wall.getByRole('form', { name: 'Your vote' })).toHaveCount(0);
	await expectAccessible(second);
	expect(await sideways(second)).toBe(0);

	// What somebody types stays theirs, whatever the others do.
	await second.getByLabel('Reason').fill('This can wait');
	await vote(first, 'Extend', 'One more term.');
	await expect(second.getByText('1 of 4 has voted').first()).toBeVisible();
	await expect(
		second.getByRole('status').filter({ hasText: '1 of 4 has voted.' }),
		'also to hear'
	).toHaveCount(1);
	await expect(second.getByLabel('Reason')).toHaveValue('This can wait');
	await vote(second, 'Shelve', 'This can wait for a teacher.');
	await expect(wall.getByText('2 of 4 have voted').first()).toBeVisible();
	for (const words of ['One more term', 'This can wait']) {
		await expect(wall.getByText(words)).toHaveCount(0);
		await expect(chair.getByText(words)).toHaveCount(0);
	}

	await chair.getByRole('button', { name: 'Close the voting' }).dblclick();
	await said(chair, 'Voting is closed');
	await expect(chair.getByRole('heading', { name: '1 for extend, 1 for shelve: a tie' })).toBeVisible();
	await expect(chair.getByRole('button', { name: 'Record the decision' })).toHaveCount(0);
	await expect(wall.getByText('One more term.')).toBeVisible();
	await expectAccessible(wall);

	await chair.getByText('Open voting again', { exact: true }).first().click();
	const again = chair.getByRole('form', { name: 'Open voting again' });
	await again.getByLabel('Why voting is opened again').fill('It was a tie.');
	await again.getByRole('button', { name: 'Open voting again' }).click();
	await said(chair, 'Voting is open again');
	await expect(wall.getByText('One more term.')).toHaveCount(0);

	await first.getByText('See or change your vote').click();
	await vote(first, 'Shelve', 'Then let it rest.');
	await expect(first.getByLabel('Reason'), 'others may see the screen').toBeHidden();
	// Somebody is still typing when the voting is closed.
	await second.getByText('See or change your vote').click();
	await second.getByLabel('Reason').fill('I thought about it once more');
	await chair.getByRole('button', { name: 'Close the voting' }).click();
	await said(chair, 'Voting is closed');
	await expect(second.getByText('closed the voting.').first()).toBeVisible();
	await expect(second.getByLabel('Reason')).toHaveValue('I thought about it once more');
	await expect(second.getByRole('button', { name: 'Change your vote' })).toBeDisabled();

	await expectAccessible(chair);
	const decision = chair.locator('#decision');
	await decision.getByRole('radio', { name: 'Shelve' }).check();
	await decision.getByLabel('The pilot wakes up on').fill(inDays(120));
	await decision.getByLabel('Rationale').fill('Nobody has the time for it this term.');
	await decision.getByRole('button', { name: 'Record the decision' }).click();
	await expect(chair.getByRole('heading', { name: 'Decided: Shelve' })).toBeVisible();
	await expect(wall.getByRole('heading', { name: 'Decided: Shelve' })).toBeVisible();
	await expect(wall.getByText('1 of 3 items done')).toBeVisible();

	// Whoever loses the connection is told, and follows again by themselves.
	await wall.context().setOffline(true);
	await expect(wall.getByText('does not reach the meeting')).toBeVisible();
	await wall.context().setOffline(false);
	await expect(wall.getByText('does not reach the meeting')).toHaveCount(0);

	// The next item is opened while the second member still has the words of the last one before them.
	await chair.getByRole('link', { name: 'Go on to the next item' }).click();
	await expect(chair.getByRole('heading', { level: 2, name: TITLE })).toHaveCount(0);
	// Of the two that wait the second member is kept out of one.
	await chair.getByRole('navigation', { name: 'Docket' }).getByRole('link', { name: NEXT }).click();
	await expect(chair.getByRole('heading', { level: 2, name: NEXT })).toBeVisible();
	await chair.getByRole('button', { name: 'Open this item' }).click();
	await said(chair, 'The item is open');
	await expect(second.getByText('is on the table now')).toBeVisible();
	await expect(second.getByLabel('Reason')).toHaveValue('I thought about it once more');
	await second.getByRole('button', { name: 'Go on' }).click();
	await expect(second.getByRole('heading', { level: 2, name: TITLE })).toHaveCount(0);
	await expect(second.getByRole('form', { name: 'Your vote' })).toBeVisible();
	await chair.getByText('Carry it over', { exact: true }).first().click();
	await chair.getByLabel('Why it is carried over').fill('No time left.');
	await chair.getByRole('button', { name: 'Carry it over' }).click();
	await expect(wall.getByText('Carried over', { exact: true })).toBeVisible();

	await chair.goto('/cabinet');
	const teacher = await as(browser, 'teacher', path);
	await expect(teacher.getByText('The room is for the cabinet, the clerk and the AI office.')).toBeVisible();
});
