import type { Director } from './director.ts';
import type { Story } from './story.ts';

/** Somebody logs results, with the names of the story in place of ids. All of them are taken, or the story is wrong. */
export async function log(
	director: Director,
	pilot: string,
	{ on, by, rows }: NonNullable<Story['results']>[number]
) {
	const given = [];
	for (const { metric, site, ...row } of rows) {
		given.push({
			...row,
			id: crypto.randomUUID(),
			metric_id: await director.metric(metric),
			site_id: site ? await director.site(site) : null,
			measured_on: director.day(on)
		});
	}
	const answers = (await director.act(by, on, 'log_measurements', { pilot, rows: given })) as {
		state: string;
	}[];
	const refused = answers.find(({ state }) => state !== 'logged');
	if (refused) throw new Error(`A result of the demonstration was refused: ${JSON.stringify(refused)}`);
}
