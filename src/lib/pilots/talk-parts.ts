/** What a comment can be about, beside the pilot as a whole, in words that go on after 'on'. */
export const talkParts = {
	problem: 'the problem',
	who_affected: 'who is affected',
	benefit: 'what would be better',
	how_we_know: 'how we would know',
	tool: 'the tool',
	risk: 'the risk answers',
	plan: 'the plan',
	evidence: 'the evidence',
	budget: 'the budget',
	team: 'the team'
} as const;
export type TalkPart = keyof typeof talkParts;

/** A part in words; one that nobody wrote words for is said as it is. */
export function talkPart(part: string): string {
	return Object.hasOwn(talkParts, part) ? talkParts[part as TalkPart] : part.replaceAll('_', ' ');
}
