import { formatCount } from '#lib/ui/numbers.ts';
import type { IconName } from '#lib/ui/icons.ts';
import type { Tone } from '#lib/ui/tones.ts';
import type { ReviewLine } from './review-schema.ts';

export const stateWords: Record<ReviewLine['state'], { label: string; tone: Tone; icon: IconName }> = {
	asked: { label: 'Waiting', tone: 'neutral', icon: 'clock' },
	signed: { label: 'Signed', tone: 'good', icon: 'check' },
	refused: { label: 'Refused', tone: 'bad', icon: 'cross' }
};

const answerWords: Record<string, string> = { yes: 'Yes', no: 'No', 'not applicable': 'Not applicable' };

/** A choice as it is said; what was typed, as it was typed. */
export const answerInWords = (answer: string): string => answerWords[answer] ?? answer;

/** '3 of 5 questions answered, 1 concern'; 'no questions'. */
export function progressInWords({
	questions,
	answered,
	concerns
}: Pick<ReviewLine, 'questions' | 'answered' | 'concerns'>): string {
	if (questions === 0) return 'No questions';
	const done =
		answered === questions
			? `${questions === 1 ? 'Its question' : `All ${questions} questions`} answered`
			: `${answered} of ${formatCount(questions, 'question')} answered`;
	return concerns > 0 ? `${done}, ${formatCount(concerns, 'concern')}` : done;
}

/** What the page of a review says once something is done. */
const said: Record<string, string> = {
	saved: 'Your answers are saved. Nothing is signed yet.',
	taken: 'Taken over, and saved with your other answers. Nothing is signed yet.',
	signed: 'Signed. Thank you.',
	refused: 'Refused, with your reason. The team reads it, and you may send the pilot back.'
};

export const saidInWords = (address: URLSearchParams): string | null =>
	said[address.get('done') ?? ''] ?? null;
