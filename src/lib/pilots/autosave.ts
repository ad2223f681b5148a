/** Saves a draft while somebody types: one request at a time, kept on the device meanwhile, sent once when the network is back. */

export type SaveState =
	| { is: 'idle' }
	/** Typed, and on its way; on this device until then. */
	| { is: 'waiting' }
	| { is: 'saving' }
	| { is: 'saved'; at: string }
	/** No network: it is tried again by itself. */
	| { is: 'offline'; kept: boolean }
	/** It cannot be saved as it is: a text too long, a title missing. */
	| { is: 'refused'; message: string; kept: boolean }
	/** Somebody saved the same fields meanwhile, and a person chooses. */
	| { is: 'conflict' };

/** What came of a request. `gone` is no answer at all. */
export type Answer<Conflict> =
	| { is: 'saved'; at: string }
	| { is: 'refused'; message: string }
	| { is: 'conflict'; conflict: Conflict }
	| { is: 'gone' };

type Wiring<Conflict> = {
	/** Sends what stands in the form now. */
	send: () => Promise<Answer<Conflict>>;
	/** Keeps it on the device at once. @returns whether that worked */
	keep: () => boolean;
	/** The server has it. */
	forget: () => void;
	tell: (state: SaveState, conflict?: Conflict) => void;
	/** Milliseconds of rest before it is sent. */
	rest?: number;
};

const AGAIN = [3_000, 6_000, 15_000, 30_000];

export class Autosave<Conflict> {
	#wiring: Wiring<Conflict>;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#sending: Promise<void> | null = null;
	/** Typed since it was last sent. */
	#dirty = false;
	#kept = false;
	#tries = 0;
	#stopped = false;
	/** A person has to choose first. */
	#paused = false;

	constructor(wiring: Wiring<Conflict>) {
		this.#wiring = wiring;
	}

	/** Whether something typed here is not on the server. */
	get unsaved(): boolean {
		return this.#dirty || this.#sending !== null;
	}

	get sending(): boolean {
		return this.#sending !== null;
	}

	typed(): void {
		if (this.#stopped) return;
		this.#dirty = true;
		this.#kept = this.#wiring.keep();
		if (this.#paused) return;
		if (!this.#sending) this.#wiring.tell({ is: 'waiting' });
		this.#later(this.#wiring.rest ?? 1_500);
	}

	/** Sends at once what waits: the network is back, the page is being left. */
	now(): void {
		if (this.#dirty && !this.#sending && !this.#stopped && !this.#paused) void this.#send();
	}

	/** Waits for what is on its way, and sends nothing more by itself: the form is being sent as a whole. */
	async rest(): Promise<void> {
		clearTimeout(this.#timer);
		await this.#sending;
		clearTimeout(this.#timer);
	}

	/** Two versions wait for a choice: what is typed meanwhile stays on this device. */
	pause(): void {
		this.#paused = true;
		clearTimeout(this.#timer);
	}

	resume(): void {
		this.#paused = false;
	}

	/** The page shows another form. */
	stop(): void {
		this.#stopped = true;
		clearTimeout(this.#timer);
	}

	/** The form as a whole reached the server. */
	done(): void {
		this.stop();
		this.#dirty = false;
		this.#wiring.forget();
	}

	#later(ms: number): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => this.now(), ms);
	}

	#send(): Promise<void> {
		clearTimeout(this.#timer);
		this.#dirty = false;
		this.#wiring.tell({ is: 'saving' });
		this.#sending = this.#wiring.send().then((answer) => {
			this.#sending = null;
			if (!this.#stopped) this.#take(answer);
		});
		return this.#sending;
	}

	#take(answer: Answer<Conflict>): void {
		const { tell } = this.#wiring;
		const typedSince = this.#dirty;
		if (answer.is === 'saved') {
			this.#tries = 0;
			if (!typedSince) this.#wiring.forget();
			tell(typedSince ? { is: 'waiting' } : { is: 'saved', at: answer.at });
			if (typedSince) this.#later(this.#wiring.rest ?? 1_500);
		} else if (answer.is === 'gone') {
			this.#dirty = true;
			tell({ is: 'offline', kept: this.#kept });
			this.#later(AGAIN[Math.min(this.#tries++, AGAIN.length - 1)]!);
		} else if (answer.is === 'refused') {
			// The same again would be refused again: it waits for the next letter.
			tell({ is: 'refused', message: answer.message, kept: this.#kept });
			if (typedSince) this.#later(this.#wiring.rest ?? 1_500);
			else this.#dirty = true;
		} else {
			this.#dirty = true;
			this.pause();
			tell({ is: 'conflict' }, answer.conflict);
		}
	}
}
