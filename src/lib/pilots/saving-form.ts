import type { Answer, Autosave } from './autosave.ts';

/**
 * Saves what is typed into a form, until the function that it answers is called: after a rest, before it is submitted, when the network is
 * back, and when the page is left.
 */
export function saveWhileTyping(
	form: HTMLFormElement,
	saver: Pick<Autosave<unknown>, 'typed' | 'rest' | 'now' | 'done' | 'stop' | 'sending' | 'unsaved'>,
	{ isField, ontyped }: { isField: (name: string) => boolean; ontyped?: () => void }
): () => void {
	let sent = false;
	const typed = (event: Event) => {
		if (!isField((event.target as HTMLInputElement).name)) return;
		sent = false;
		ontyped?.();
		saver.typed();
	};
	/** Pressed while something is on its way: that first, so that the form is not refused for what it sent itself. */
	const submit = (event: SubmitEvent) => {
		sent = true;
		if (!saver.sending) return void saver.rest();
		event.preventDefault();
		event.stopImmediatePropagation();
		const { submitter } = event;
		// In a task of its own: a form ignores whoever sends it while it is telling that it is sent.
		void saver.rest().then(() => setTimeout(() => form.requestSubmit(submitter)));
	};
	const online = () => saver.now();
	const leaving = () => document.visibilityState === 'hidden' && saver.now();

	form.addEventListener('input', typed);
	form.addEventListener('submit', submit, { capture: true });
	window.addEventListener('online', online);
	document.addEventListener('visibilitychange', leaving);
	return () => {
		// What is typed reached the server, or somebody left it, and their copy waits for them.
		if (sent || !saver.unsaved) saver.done();
		else saver.stop();
		form.removeEventListener('input', typed);
		form.removeEventListener('submit', submit, { capture: true });
		window.removeEventListener('online', online);
		document.removeEventListener('visibilitychange', leaving);
	};
}

/** What came of sending a draft: the server's own answer, or what stands in its place. */
type Sent<Saved> = { answer: Saved } | { instead: Answer<never> };

/** Sends a draft as it stands in its form. */
export async function sendDraft<Saved>(
	address: string,
	body: FormData,
	keepalive = false
): Promise<Sent<Saved>> {
	try {
		const response = await fetch(address, { method: 'POST', body, keepalive });
		if (response.redirected) {
			const message = 'You are signed out: sign in again in another tab.';
			return { instead: { is: 'refused', message } };
		}
		if (response.status >= 500) return { instead: { is: 'gone' } };
		return { answer: await response.json() };
	} catch {
		return { instead: { is: 'gone' } };
	}
}
