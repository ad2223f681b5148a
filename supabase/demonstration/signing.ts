// What each gate asks to be signed, by whoever signs it in a story and when.
import type { Director } from './director.ts';
import type { Story } from './story.ts';

type Signature = [criterion: string, by: string, on: number, note?: string];

async function sign(director: Director, pilot: string, signatures: Signature[]) {
	for (const [criterion, by, on, note = ''] of signatures) {
		await director.act(by, on, 'sign_criterion', { pilot, criterion, note });
	}
}

export async function signAdoption(director: Director, pilot: string, story: Story): Promise<void> {
	const { on, by } = story.adopted!;
	await sign(director, pilot, [
		['waves', by, on],
		['guardrails_held', story.plan!.evaluator, on],
		['conditions', by, on]
	]);
}

export async function signRetirement(director: Director, pilot: string, story: Story): Promise<void> {
	const { on } = story.retired!;
	await sign(director, pilot, [
		['work_exported', 'admin', on],
		['deletion_certificate', 'admin', on, 'Filed with the contract.'],
		['contract_ended', 'admin', on],
		['replacement', story.triage!.sponsor, on, 'The practice of before.']
	]);
}
