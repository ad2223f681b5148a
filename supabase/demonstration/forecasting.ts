import type { Director } from './director.ts';
import type { Story } from './story.ts';

/** What stays open until launch, as far as the lead knows it already. */
export async function fillAhead(director: Director, pilot: string, { ahead, team }: Story) {
	if (!ahead) return;
	const { on, classes, people, grades, payer, hours, who, partners } = ahead;
	const given = { classes, people, grades, payer, staff_hours: hours, staff_who: who, partners };
	const facts = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
	await director.act(team[0]!, on, 'save_facts', { pilot, facts });
}

/** What the team expects before the launch. */
export async function forecast(director: Director, pilot: string, { forecast }: Story) {
	if (!forecast) return;
	const { on, by, value, cost, effect } = forecast;
	const say = (more: object) => director.act(by, on, 'save_forecast', { pilot, ...more });
	if (value !== undefined) await say({ about: 'value', amount: value });
	if (cost !== undefined) await say({ about: 'cost', amount: cost });
	if (effect) {
		const metric = await director.metric(effect.metric);
		await say({ about: 'effect', metric, amount: effect.amount, words: effect.words ?? '' });
	}
}

/** What came of it, by somebody who did not hope for it. */
export async function sayWhatCame(director: Director, pilot: string, { forecast }: Story) {
	if (!forecast?.came) return;
	const { on, by, source, ...came } = forecast.came;
	for (const about of ['value', 'cost'] as const) {
		if (came[about] === undefined) continue;
		await director.act(by, on, 'save_forecast', {
			pilot,
			about,
			amount: came[about],
			words: source,
			actual: true
		});
	}
}
