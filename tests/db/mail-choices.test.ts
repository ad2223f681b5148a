import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { connect, server } from './actors.ts';
import { allowed, denied } from './checks.ts';
import { foundDistrict, type District, type Part } from './district.ts';
import { mailsOf } from './mails.ts';
import { asOwner } from './owner.ts';
import { must, livedPilot } from './pilots.ts';

let district: District;
let pilot: string;

const choose = (part: Part, digest: string, at_once = true, weekday = 1) =>
	allowed(district.people[part].call('save_own_settings', { digest, weekday, at_once }));
const settings = (part: Part) => allowed(district.people[part].call('own_settings'));
const hold = () => must(district.people.admin, 'raise_hold', { pilot, reason: 'Wait.' });
const mailsTo = async (part: Part, kind?: string) =>
	(await mailsOf(district.id, kind)).filter(({ person }) => person === district.people[part].id);
/** The token that goes out with somebody's mail of this kind. */
const tokenFor = async (part: Part, kind: string) => {
	const [row] = await asOwner<{ token: string }>(
		'select private.stop_token($1, private.stoppable($2)) as token',
		district.people[part].id,
		kind
	);
	return row!.token;
};

beforeAll(async () => {
	district = await foundDistrict();
	pilot = await livedPilot(district, 'experiment');
});
beforeEach(() => asOwner('delete from private.mails where district_id = $1', district.id));

describe('what somebody chooses', () => {
	test('is kept, and theirs alone', async () => {
		expect(await settings('lead')).toEqual({ digest: 'weekly', weekday: 1, at_once: true });
		await choose('lead', 'daily', false);
		expect(await settings('lead')).toMatchObject({ digest: 'daily', at_once: false });
		await choose('lead', 'weekly', true, 4);
		expect(await settings('lead')).toEqual({ digest: 'weekly', weekday: 4, at_once: true });
		await choose('lead', 'never', true);
		expect(await settings('lead')).toMatchObject({ digest: 'never', at_once: true });
		expect(await settings('teammate')).toEqual({ digest: 'weekly', weekday: 1, at_once: true });
	});

	test('must make sense', async () => {
		const { lead } = district.people;
		await denied(lead.call('save_own_settings', { digest: 'hourly' }), '422 missing');
		await denied(lead.call('save_own_settings', { digest: 'weekly', weekday: 8 }), '422 no_weekday');
		await denied(lead.call('save_own_settings', { digest: 'weekly', weekday: null }), '422 no_weekday');
		await denied(lead.call('save_own_settings', { digest: 'daily', at_once: null }), '422 missing');
	});

	test('mails at once are not sent to whoever wants none, and the notice is there all the same', async () => {
		await choose('lead', 'weekly', false);
		await hold();
		expect(await mailsTo('lead', 'hold_raised')).toMatchObject([{ state: 'given up', facts: {} }]);
		expect(await mailsTo('sponsor', 'hold_raised')).toMatchObject([{ state: 'waits' }]);
		const { lines } = await allowed(district.people.lead.call('inbox'));
		expect(lines[0]).toMatchObject({ verb: 'put on hold' });
	});

	test('what waits to be sent is heeded too, and a later choice brings nothing back', async () => {
		await choose('lead', 'weekly', true);
		await hold();
		expect(await mailsTo('lead', 'hold_raised')).toMatchObject([{ state: 'waits' }]);
		await choose('lead', 'weekly', false);
		expect(await mailsTo('lead', 'hold_raised')).toMatchObject([{ state: 'given up' }]);
		await choose('lead', 'weekly', true);
		expect(await mailsTo('lead', 'hold_raised')).toMatchObject([{ state: 'given up' }]);
	});

	test('what concerns safety and seats comes whatever they chose', async () => {
		await choose('sponsor', 'never', false);
		await must(district.people.teammate, 'report_incident', {
			pilot,
			severity: 'serious',
			occurred_on: new Date().toISOString().slice(0, 10),
			what_happened: 'Something.'
		});
		expect(await mailsTo('sponsor', 'incident')).toMatchObject([{ state: 'waits' }]);
		expect(await mailsTo('sponsor', 'hold_raised')).toMatchObject([{ state: 'given up' }]);
		await choose('sponsor', 'weekly', true);
	});
});

describe('the link in a mail', () => {
	const anyone = connect();
	const stops = (token: string) => anyone.rpc('stops', { token });
	const stop = (token: string) => anyone.rpc('stop_mails', { token });

	test('goes with each mail that can be stopped, and with no other', async () => {
		await choose('lead', 'weekly', true);
		await hold();
		await asOwner(
			`select private.queue_mail('test:' || gen_random_uuid(), $1, $2, 'lead@tests.example', 'incident', '{}')`,
			district.id,
			district.people.lead.id
		);
		await asOwner(
			`update private.mails set given_up_at = now() where district_id <> $1 and sent_at is null and given_up_at is null`,
			district.id
		);
		const claimed = (await allowed(server.call('claim_mails', { most: 50 }))) as {
			kind: string;
			stop: string | null;
		}[];
		expect(claimed.length).toBeGreaterThan(3);
		for (const { kind, stop: token } of claimed) {
			if (kind === 'incident') expect(token).toBeNull();
			else expect(token, kind).toMatch(/^[0-9a-f]{32}a[0-9a-f]{40}$/);
		}
	});

	test('stops that kind for whoever has it, signed in or not, and said twice is done once', async () => {
		await choose('lead', 'weekly', true, 3);
		const token = await tokenFor('lead', 'notice');
		expect(await allowed(stops(token))).toEqual({ what: 'at once', stopped: false });
		await hold();
		expect(await allowed(stop(token))).toEqual({ what: 'at once', stopped: true });
		expect(await allowed(stop(token))).toEqual({ what: 'at once', stopped: true });
		expect(await mailsTo('lead', 'hold_raised')).toMatchObject([{ state: 'given up' }]);
		// The other kind, and the day of the week, stay as they are.
		expect(await settings('lead')).toEqual({ digest: 'weekly', weekday: 3, at_once: false });
		await allowed(stop(await tokenFor('lead', 'digest')));
		expect(await settings('lead')).toMatchObject({ digest: 'never', at_once: false });
		expect(await settings('teammate')).toEqual({ digest: 'weekly', weekday: 1, at_once: true });
	});

	test('stops nothing when a letter of it is another', async () => {
		const token = await tokenFor('teammate', 'digest');
		const other = await tokenFor('lead', 'digest');
		const forged = [
			token.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
			token.slice(0, 32) + 'a' + token.slice(33),
			other.slice(0, 32) + token.slice(32),
			token.slice(0, -1),
			token.toUpperCase(),
			`${token}0`,
			'',
			"' or true --",
			'zz'.repeat(36)
		];
		for (const wrong of forged) {
			expect(await allowed(stops(wrong)), wrong).toBeNull();
			await denied(stop(wrong), '404 no_such_link', wrong);
		}
		expect(await settings('teammate')).toEqual({ digest: 'weekly', weekday: 1, at_once: true });
	});
});

describe('the digest', () => {
	const tickAt = async (time: Date) => {
		const [row] = await asOwner<{ done: { digest: number } }>(
			`select set_config('pilotage.replay_at', $1, true), private.tick() as done`,
			time.toISOString()
		);
		return row!.done.digest;
	};
	const ticksAt = async (time: Date) => {
		for (let turn = 0; turn < 6; turn += 1) await tickAt(time);
	};
	/** A week's day at this hour, in the week after next: 1 for Monday. */
	const on = (weekday: number, hour = 13, weeks = 0) => {
		const time = new Date();
		time.setUTCHours(hour, 0, 0, 0);
		time.setUTCDate(time.getUTCDate() - ((time.getUTCDay() + 6) % 7) + 14 + weeks * 7 + weekday - 1);
		return time;
	};
	const days = async (part: Part) =>
		(await mailsTo(part, 'digest')).map(({ key }) => new Date(key.slice(-10)).getUTCDay());

	beforeAll(async () => {
		await asOwner('update public.people set digest = (district_id = $1)', district.id);
	});
	beforeEach(() => asOwner('delete from private.digests where district_id = $1', district.id));

	test('comes on the weekday of one’s choice, each working day, or never; not before noon', async () => {
		await choose('evaluator', 'weekly', true, 3);
		await choose('sponsor', 'daily');
		await choose('admin', 'never');
		for (let weekday = 1; weekday <= 7; weekday += 1) {
			await ticksAt(on(weekday, 11));
			await ticksAt(on(weekday));
			await ticksAt(on(weekday, 20));
		}
		expect(await days('evaluator')).toEqual([3]);
		expect(await days('sponsor')).toEqual([1, 2, 3, 4, 5]);
		expect(await days('admin')).toEqual([]);
	});

	test('says what is new since the last one, once', async () => {
		await choose('teammate', 'weekly', true, 2);
		await asOwner(
			`select set_config('pilotage.replay_at', $3, true),
				private.note_activity($1, $2, 'comments', gen_random_uuid(), 'commented', '{"mentioned": 0}')`,
			district.id,
			pilot,
			on(1).toISOString()
		);
		await ticksAt(on(2));
		const digests = await mailsTo('teammate', 'digest');
		expect(digests).toHaveLength(1);
		const { news } = digests[0]!.facts as { news: { verb: string; pilot: { id: string } }[] };
		expect(news.filter(({ verb }) => verb === 'commented')).toMatchObject([{ pilot: { id: pilot } }]);
		// Nothing waits on a teammate, and nothing is new: no mail.
		await ticksAt(on(2, 13, 1));
		expect(await mailsTo('teammate', 'digest')).toHaveLength(1);
	});
});

describe('a proposal that waits for triage', () => {
	let place: District;
	const told = async () => {
		const part = Object.fromEntries(Object.entries(place.people).map(([name, { id }]) => [id, name]));
		return (await mailsOf(place.id, 'triage_waits')).map(({ person }) => part[person!]).sort();
	};
	const waits = (proposal: string, since: number) =>
		asOwner(
			`update public.pilots set stage_since = now() - make_interval(days => $2) where id = $1`,
			proposal,
			since
		);

	test('is told to admins and its sponsor, then to the cabinet, once in a period', async () => {
		place = await foundDistrict();
		const proposal = await livedPilot(place, 'proposed');
		const tick = () => allowed(server.call('tick'));
		await waits(proposal, 6);
		await tick();
		expect(await told()).toEqual([]);
		await waits(proposal, 8);
		await Promise.all([tick(), tick(), tick()]);
		await tick();
		expect(await told()).toEqual(['admin', 'sponsor']);
		await waits(proposal, 15);
		await tick();
		expect(await told()).toEqual(['admin', 'cabinet2', 'cabinet3', 'chair', 'sponsor']);
	});
});
