import { newId } from '#lib/db/ids.ts';
import { choose, columnOf, type Use } from './changes.ts';
import { fileReader } from './file-reader.ts';
import { keptMapping, proposedMapping } from './first-mapping.ts';
import { MOST_SENT } from './limits.ts';
import type { Look } from './look.ts';
import type { Mapping } from './mapping.ts';
import { problemsOf, type About, type Problem } from './problems.ts';
import { Refused } from './refused.ts';
import { resultsOf } from './results.ts';
import { sentOf, type ImportSetting, type SentResult } from './sent.ts';
import { rangeOf } from './settle.ts';
import type { Reading } from './source.ts';
import type { Summed } from './summarize-file.ts';

type Chosen = { blob: Blob; name: string };
/** What a file comes to, and the results as they are sent: their ids are made once, so that sending again logs once. */
export type Preview = {
	summed: Summed;
	results: SentResult[];
	mapping: Mapping;
	source: string;
	bytes: number;
};

/** A file on its way through the page. Everything that takes long is done in the worker. */
export class Importing {
	#setting: () => ImportSetting;
	#reader: ReturnType<typeof fileReader> | null = null;
	/** What is asked of the worker is forgotten when something else is asked. */
	#turn = 0;

	chosen = $state.raw<Chosen | null>(null);
	/** What is under way, and how much of it is done, from 0 to 1. */
	working = $state.raw<{ on: 'reading' | 'adding up'; share: number } | null>(null);
	refused = $state.raw<Refused | null>(null);
	look = $state.raw<Look | null>(null);
	mapping = $state.raw<Mapping | null>(null);
	/** Whether the mapping is the one that was kept with the file before. */
	remembered = $state.raw(false);
	about = $state.raw<About>({ outcome: '', baseline: '', source: '' });
	problems = $state.raw<Problem[]>([]);
	preview = $state.raw<Preview | null>(null);

	constructor(setting: () => ImportSetting) {
		this.#setting = setting;
	}

	/** Looks at a file that was chosen, dropped or pasted. */
	async open(blob: Blob, name: string): Promise<void> {
		this.#stop();
		const { today, launched } = this.#setting();
		this.chosen = { blob, name };
		this.look = null;
		this.mapping = null;
		this.preview = null;
		this.about = { outcome: today, baseline: launched ?? today, source: name.slice(0, 200) };
		await this.read();
	}

	/** Looks at the file again, with a corrected reading. */
	async read(reading: Reading = {}): Promise<void> {
		const { chosen } = this;
		if (!chosen) return;
		this.preview = null;
		const look = await this.#work('reading', (reader, onShare) => reader.look(chosen.blob, reading, onShare));
		if (!look) return;
		this.mapping = null;
		this.look = look;
		// What was found is drawn first, and the columns after it, so that neither holds up the page.
		await new Promise((drawn) => setTimeout(drawn));
		if (this.look === look) this.map();
	}

	/** Maps the columns: as those of the last file, or as their names and values propose. */
	map(): void {
		const { look } = this;
		if (!look) return;
		const setting = this.#setting();
		this.preview = null;
		this.problems = [];
		const kept = keptMapping(look, setting);
		this.remembered = kept !== null;
		this.mapping = kept ?? proposedMapping(look, setting);
	}

	/** Forgets what was kept, and proposes anew. */
	mapAnew(): void {
		if (!this.look) return;
		this.remembered = false;
		this.change(proposedMapping(this.look, this.#setting()));
	}

	choose(use: Use, name: string | null): void {
		if (!this.mapping || !this.look || columnOf(this.mapping, use) === name) return;
		const column = this.look.columns.find((one) => one.name === name && one.identity === null) ?? null;
		this.change(choose(this.mapping, use, column, this.#setting()));
	}

	/** A mapping that was changed makes other groups. */
	change(mapping: Mapping): void {
		this.mapping = mapping;
		this.preview = null;
	}

	tell(about: Partial<About>): void {
		this.about = { ...this.about, ...about };
		this.preview = null;
	}

	/** Adds up the groups, once nothing is missing. */
	async addUp(): Promise<void> {
		const { mapping, about } = this;
		if (!mapping) return;
		const { goal, minimum, today } = this.#setting();
		this.preview = null;
		this.problems = problemsOf(mapping, about, today);
		if (this.problems.length > 0) return;
		const trimmed = {
			...mapping,
			period: { ...mapping.period, name: mapping.period.name.trim(), pretest: mapping.period.pretest.trim() }
		};
		const rules = { about: goal.about, minimum, range: rangeOf(goal) };
		const summed = await this.#work('adding up', (reader, onShare) => reader.sumUp(trimmed, rules, onShare));
		if (!summed) return;
		const source = about.source.trim();
		const all = resultsOf(summed.groups, {
			metric: goal.metric_id,
			measuredOn: { baseline: about.baseline, outcome: about.outcome },
			source,
			newId
		});
		const results = all.map(sentOf);
		this.preview = {
			summed,
			results,
			mapping: trimmed,
			source,
			bytes: new Blob([JSON.stringify(results)]).size
		};
	}

	get tooMany(): boolean {
		return (this.preview?.results.length ?? 0) > MOST_SENT;
	}

	/** Stops what is under way and begins again. */
	cancel(): void {
		this.#stop();
		this.working = null;
		this.chosen = null;
		this.look = null;
		this.mapping = null;
		this.preview = null;
		this.refused = null;
	}

	close(): void {
		this.#stop();
	}

	#stop(): void {
		this.#turn++;
		this.#reader?.close();
		this.#reader = null;
	}

	async #work<Answer>(
		on: 'reading' | 'adding up',
		ask: (reader: ReturnType<typeof fileReader>, onShare: (share: number) => void) => Promise<Answer>
	): Promise<Answer | null> {
		const turn = ++this.#turn;
		this.refused = null;
		this.working = { on, share: 0 };
		try {
			this.#reader ??= fileReader();
			const answer = await ask(this.#reader, (share) => {
				if (turn === this.#turn) this.working = { on, share };
			});
			return turn === this.#turn ? answer : null;
		} catch (error) {
			if (turn !== this.#turn) return null;
			this.refused = error instanceof Refused ? error : new Refused('failed', {});
			return null;
		} finally {
			if (turn === this.#turn) this.working = null;
		}
	}
}
