// What happens to a pilot beside its way: a criterion waived, somebody who steps away, something that went wrong.
import type { Director } from './director.ts';
import type { Story } from './story.ts';

/** Before it is launched. */
export async function beforeLaunch(director: Director, pilot: string, story: Story): Promise<void> {
	for (const { on, by, reason } of story.recused ?? []) {
		await director.act(by, on, 'recuse', { pilot, reason });
	}
	for (const { on, by, criterion, reason } of story.waived ?? []) {
		await director.act(by, on, 'waive', { pilot, criterion, reason });
	}
}

/** While it runs. */
export async function whileRunning(director: Director, pilot: string, story: Story): Promise<void> {
	for (const { on, by, severity, kind, affected, occurred, what, lifted } of story.incidents ?? []) {
		const report = {
			pilots: [pilot],
			kind,
			severity,
			affected,
			occurred_on: director.day(occurred),
			detected_on: director.day(on),
			what_happened: what
		};
		await director.act(by, on, 'file_incident', { report });
		if (lifted) {
			const [hold] = await director.sql(
				'select id from public.holds where pilot_id = $1 and lifted_at is null',
				[pilot]
			);
			await director.act(lifted.by, lifted.on, 'lift_hold', { pilot, hold: hold!.id, reason: lifted.reason });
		}
	}
}
