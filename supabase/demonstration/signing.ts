// What each gate asks to be signed, by whoever signs it in a story and when.
import type { Director } from './director.ts';
import type { Story } from './story.ts';

type Signature = [criterion: string, by: string, on: number, note?: string];

async function sign(director: Director, pilot: string, signatures: Signature[]) {
	for (const [criterion, by, on, note = ''] of signatures) {
		await director.act(by, on, 'sign_criterion', { pilot, criterion, note });
	}
}

export async function signTriage(director: Director, pilot: string, { triage, team }: Story): Promise<void> {
	const { on } = triage!;
	await sign(director, pilot, [['principles', team[0]!, on]]);
}

/** Whoever reviewed a specialty signs what belongs to it; where nobody did, the AI office or the sponsor. */
export async function signLaunch(director: Director, pilot: string, story: Story): Promise<void> {
	const { answers, triage, launched, reviews = [] } = story;
	const reviewed = (specialty: string, otherwise: string, criterion: string, note: string): Signature => {
		const review = reviews.find((one) => one.specialty === specialty);
		return review ? [criterion, review.by, review.on, note] : [criterion, otherwise, launched!.on, note];
	};
	const signatures = [reviewed('security', 'admin', 'tools', 'On the list of approved tools.')];
	if (answers.students && answers.personal) {
		signatures.push(reviewed('privacy', 'admin', 'data_agreement', 'Signed by the vendor for this year.'));
	}
	if (answers.students) {
		signatures.push(
			reviewed(
				'instruction',
				triage!.sponsor,
				'families',
				'Families had a letter, and can say no at any time.'
			)
		);
	}
	await sign(director, pilot, signatures);
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
