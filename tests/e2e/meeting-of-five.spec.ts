import { expect, type Browser, type Page } from '@playwright/test';
import { test } from './journey.ts';
import { apiOf } from './meeting.ts';
import { as, expectAccessible } from './people.ts';

// A whole meeting, as the cabinet has it: seven people at once, five pilots, an hour. One member recuses themselves, one vote is tied,
// the quorum is lost in the middle, one decision departs from the evidence, and one pilot is scaled.

const today = new Date().toISOString().slice(0, 10);
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const said = (page: Page, words: string) =>
	expect(page.getByRole('status').filter({ hasText: words })).toBeVisible();

const [hints, television, absences, letters, notes] = [
	'Video hints in practice on triangles',
	'Reading lessons by television in grades 1 to 4',
	'Answers to questions about absences',
	'Letters to families, drafted by AI',
	'Notes of team meetings, taken by AI'
] as const;
const members = ['cabinet', 'cabinet2', 'cabinet3'] as const;
type Voter = (typeof members)[number] | 'chair';

/** Two more pilots come before the cabinet: one that scales is asked about again, and one that runs is stopped. */
async function bringTwoMore() {
	const [cabinet, cabinet2] = await Promise.all([apiOf('cabinet'), apiOf('cabinet2')]);
	const find = async (title: string, stage: string) => {
		const columns = await cabinet('pipeline', { filters: { q: title } });
		const cards = (columns as { stage: string; cards: { id: string; title: string }[] }[]).find(
			(column) => column.stage === stage
		)!.cards;
		return cards.find((card) => card.title === title)!.id;
	};
	await cabinet2('advance_pilot', {
		pilot: await find(letters, 'scaling'),
		from_stage: 'scaling',
		to_stage: 'decision',
		note: 'The second wave asks for more than was planned.'
	});
	await cabinet('advance_pilot', {
		pilot: await find(notes, 'experiment'),
		from_stage: 'experiment',
		to_stage: 'decision',
		note: 'Two teams have left, so that nothing can be learnt any more.'
	});
}

/** The chair opens the next item by its title; everybody's page follows by itself. */
async function opens(chair: Page, title: string, others: Page[]) {
	await chair.getByRole('navigation', { name: 'Docket' }).getByRole('link', { name: title }).click();
	await expect(chair.getByRole('heading', { level: 2, name: title })).toBeVisible();
	await chair.getByRole('button', { name: 'Open this item' }).click();
	await said(chair, 'The item is open');
	for (const page of others) await expect(page.getByRole('heading', { level: 2, name: title })).toBeVisible();
}

async function votes(page: Page, choice: string, reason: string) {
	const again = page.getByText('See or change your vote');
	if (await again.isVisible()) await again.click();
	const form = page.getByRole('form', { name: 'Your vote' });
	await form.getByRole('radio', { name: choice, exact: true }).check();
	await form.getByLabel('Reason').fill(reason);
	const statement = form.getByRole('checkbox', { name: 'I have no interest' });
	if (choice !== 'Recuse yourself') await statement.check();
	await form.getByRole('button', { name: /your vote/ }).click();
	await said(page, 'Your vote is cast');
}

async function closes(chair: Page) {
	await chair.getByRole('button', { name: 'Close the voting' }).click();
	await said(chair, 'Voting is closed');
}

async function records(chair: Page, outcome: string, rationale: string, more?: () => Promise<unknown>) {
	const form = chair.locator('#decision');
	await form.getByRole('radio', { name: outcome }).check();
	await form.getByLabel('Rationale').fill(rationale);
	await more?.();
	// However often it is pressed, it is recorded once.
	await form.getByRole('button', { name: 'Record the decision' }).dblclick();
	await expect(chair.getByRole('heading', { name: `Decided: ${outcome}` })).toBeVisible();
}

async function attendance(
	clerk: Page,
	who: RegExp[],
	what: 'They are here' | 'Arrived or came back' | 'Left'
) {
	const form = clerk.getByRole('form', { name: 'Attendance' });
	for (const name of who) await form.getByRole('checkbox', { name }).check();
	await form.getByRole('button', { name: what, exact: true }).click();
	await said(clerk, 'Noted.');
}

async function around(browser: Browser, path: string) {
	const [chair, cabinet, cabinet2, cabinet3, clerk, admin] = await Promise.all(
		(['chair', ...members, 'clerk', 'admin'] as const).map((account) => as(browser, account, path))
	);
	return {
		chair: chair!,
		cabinet: cabinet!,
		cabinet2: cabinet2!,
		cabinet3: cabinet3!,
		clerk: clerk!,
		admin: admin!
	};
}

test('seven people, five pilots, an hour: a recusal, a tie, a lost quorum, an override, and minutes', async ({
	browser
}) => {
	test.setTimeout(900_000);
	await bringTwoMore();

	// The clerk has it today, with all five on its docket, and opens it.
	const clerk = await as(browser, 'clerk', '/cabinet');
	await clerk
		.getByRole('link', { name: /^Meeting of / })
		.first()
		.click();
	await clerk.getByText('Change day, time, place or chair').click();
	const form = clerk.getByRole('form', { name: 'Change the meeting' });
	await form.getByLabel('Day').fill(today);
	await form.getByRole('button', { name: 'Save the meeting' }).click();
	await said(clerk, 'The meeting is saved.');
	for (const title of [hints, television, absences, letters, notes])
		await expect(clerk.locator('#docket')).toContainText(title);
	await clerk.getByRole('button', { name: 'Open the meeting' }).click();
	await said(clerk, 'The meeting is in session.');
	const everyone = [/Novak/, /Webb/, /Lindqvist/, /Ibarra/];
	await attendance(clerk, everyone, 'They are here');

	const meeting = new URL(clerk.url()).pathname;
	const { chair, cabinet, cabinet2, cabinet3, clerk: wall, admin } = await around(browser, `${meeting}/room`);
	const voters: Record<Voter, Page> = { chair, cabinet, cabinet2, cabinet3 };
	const lead = await as(browser, 'lead', '/cabinet');

	await test.step('one is scaled, with somebody who recuses themselves', async () => {
		await opens(chair, hints, [cabinet, cabinet2, cabinet3, wall, admin]);
		await expect(wall.getByText('4 of the 4 who may vote are here')).toBeVisible();
		// All four at once.
		await Promise.all([
			votes(chair, 'Scale', 'It costs little.'),
			votes(cabinet, 'Scale', 'Teachers ask for it.'),
			votes(cabinet2, 'Scale', 'It can run by itself.'),
			votes(cabinet3, 'Recuse yourself', 'My brother made the videos.')
		]);
		await expect(wall.getByText('4 of 4 have voted').first()).toBeVisible();
		await expect(wall.getByRole('main')).not.toContainText('My brother');
		await closes(chair);
		await expect(wall.getByText('My brother made the videos.')).toBeVisible();
		await records(
			chair,
			'Scale',
			'A minute of video for each task is little, and students take to it.',
			async () => {
				const decision = chair.locator('#decision');
				await decision.locator('summary', { hasText: 'Conditions' }).click();
				await decision.getByLabel('What is to be done').first().fill('Captions for every video.');
				await decision.getByLabel('Owner').first().selectOption({ index: 1 });
				await decision.getByLabel('Due on').first().fill(inDays(60));
			}
		);
		await expectAccessible(chair);
	});

	await test.step('a tie decides nothing, until somebody turns', async () => {
		await opens(chair, notes, [cabinet, cabinet2, cabinet3, wall, admin]);
		await votes(chair, 'Sunset', 'Nobody is left.');
		await votes(cabinet, 'Sunset', 'It is over.');
		await votes(cabinet2, 'Shelve', 'In spring the teams are back.');
		await votes(cabinet3, 'Shelve', 'Let it rest.');
		await closes(chair);
		await expect(wall.getByRole('heading', { name: /a tie decides nothing/ })).toBeVisible();
		await expect(chair.getByRole('button', { name: 'Record the decision' })).toHaveCount(0);
		await chair.getByText('Open voting again', { exact: true }).first().click();
		const again = chair.getByRole('form', { name: 'Open voting again' });
		await again.getByLabel('Why voting is opened again').fill('A tie decides nothing.');
		await again.getByRole('button', { name: 'Open voting again' }).click();
		await said(chair, 'Voting is open again');
		await expect(wall.getByText('It is over.')).toHaveCount(0);
		await votes(cabinet, 'Shelve', 'Then in spring.');
		await closes(chair);
		await records(chair, 'Shelve', 'The teams are complete again in spring.', () =>
			chair.locator('#decision').getByLabel('The pilot wakes up on').fill(inDays(120))
		);
	});

	await test.step('the quorum is lost in the middle of the meeting, and comes back', async () => {
		await opens(chair, absences, [cabinet, cabinet2, cabinet3, wall, admin]);
		// Marcus Webb recused himself from this one long ago, and has no ballot.
		await expect(cabinet2.getByRole('form', { name: 'Your vote' })).toHaveCount(0);
		await votes(cabinet, 'Extend', 'Two months were too few.');
		await votes(chair, 'Extend', 'Families like it.');
		await attendance(clerk, [/Novak/, /Webb/, /Lindqvist/], 'Left');
		await expect(wall.getByText('1 of the 3 who may vote is here')).toBeVisible();
		await chair.getByRole('button', { name: 'Close the voting' }).click();
		await expect(chair.getByRole('alert')).toContainText('and 1 is present');
		await attendance(clerk, [/Novak/, /Webb/], 'Arrived or came back');
		await expect(wall.getByText('2 of the 3 who may vote are here')).toBeVisible();
		await closes(chair);
		// It was stopped by an incident whose hold is lifted or not: what holds it is said, and nothing is lost.
		await records(chair, 'Shelve', 'Its agreement is settled first.', async () => {
			const decision = chair.locator('#decision');
			await decision.getByLabel('The pilot wakes up on').fill(inDays(90));
			await decision
				.getByLabel('Reason for departing')
				.fill('Both outcomes are permitted; the contract comes first.');
		});
	});

	await test.step('one decision departs from what the evidence permits', async () => {
		await attendance(clerk, [/Lindqvist/], 'Arrived or came back');
		await opens(chair, television, [cabinet, cabinet2, cabinet3, wall, admin]);
		for (const voter of ['chair', 'cabinet', 'cabinet2'] as const)
			await votes(voters[voter], 'Shelve', 'The channel closes in June.');
		await votes(cabinet3, 'Extend', 'One more year would tell.');
		await closes(chair);
		const decision = chair.locator('#decision');
		await decision.getByRole('radio', { name: 'Shelve' }).check();
		await expect(decision.getByText('This departs from what the evidence permits')).toBeVisible();
		await decision.getByLabel('The pilot wakes up on').fill(inDays(200));
		await decision.getByLabel('Rationale').fill('The channel closes, and there is no other.');
		await decision.getByRole('button', { name: 'Record the decision' }).click();
		await expect(decision.getByRole('alert').first()).toContainText('a written reason for that is needed');
		await expect(decision.getByLabel('Rationale'), 'nothing is lost').toHaveValue(/The channel closes/);
		await records(chair, 'Shelve', 'The channel closes, and there is no other.', async () => {
			await decision.getByLabel('Reason for departing').fill('What was measured cannot go on being done.');
			await decision.getByLabel('Who stands with you').selectOption({ label: 'Helen Novak' });
		});
	});

	await test.step('the last one stays for the next meeting', async () => {
		await opens(chair, letters, [cabinet, cabinet2, cabinet3, wall, admin]);
		await votes(cabinet, 'Scale', 'It saves hours.');
		await chair.getByText('Carry it over', { exact: true }).first().click();
		await chair.getByLabel('Why it is carried over').fill('The hour is over.');
		await chair.getByRole('button', { name: 'Carry it over' }).click();
		await expect(wall.getByText('Carried over', { exact: true })).toBeVisible();
		await clerk.reload();
		await clerk.getByRole('button', { name: 'End the meeting' }).click();
		await said(clerk, 'The meeting has ended.');
	});

	await test.step('minutes, log and ledger say what happened; the district has tallies and no names', async () => {
		await clerk.getByRole('link', { name: 'Write the minutes' }).click();
		const minutes = clerk.getByRole('form', { name: 'Minutes' });
		await expect(minutes.getByLabel('Who was there')).toHaveValue(/Novak/);
		const written = await minutes
			.getByRole('textbox')
			.evaluateAll((all) => all.map((one) => (one as HTMLTextAreaElement).value).join('\n'));
		for (const words of [
			'Novak',
			'The channel closes, and there is no other.',
			'Captions for every video.',
			'until another meeting is called. The hour is over.'
		])
			expect(written).toContain(words);
		expect(written).not.toContain('One more year would tell.');
		await minutes.getByRole('button', { name: 'Save the minutes' }).click();
		await said(clerk, 'saved as a new version');
		await chair.goto(`${meeting}/minutes`);
		await chair.getByRole('button', { name: 'Sign the minutes' }).click();
		await expect(chair.getByText(/^Signed by /)).toBeVisible();

		await lead.goto('/cabinet/overrides');
		await expect(lead.getByRole('main')).toContainText(television);
		await expect(lead.getByRole('main')).toContainText('What was measured cannot go on being done.');
		await lead.goto('/cabinet/decisions');
		for (const title of [hints, notes, absences, television])
			await expect(lead.getByRole('main')).toContainText(title);
		await lead.getByRole('link', { name: hints }).first().click();
		await expect(lead.getByRole('main')).toContainText('Captions for every video.');
		await expect(lead.getByRole('main')).not.toContainText('My brother made the videos.');
		await expectAccessible(lead);
	});
});
