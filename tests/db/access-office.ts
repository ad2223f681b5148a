// The office of a district of the access matrix: somebody invited, a calendar, a strategy with versions.
import { randomUUID } from 'node:crypto';
import { server } from './actors.ts';
import type { District } from './district.ts';
import { day } from './forms.ts';
import { asOwner } from './owner.ts';
import { must } from './pilots.ts';

export async function furnishOffice(district: District) {
	const { admin } = district.people;
	const address = `invited.${randomUUID()}@tests.example`;
	await must(admin, 'invite_people', { rows: [{ email: address, name: 'Ines' }] });
	const invited = await invitationFor(address);
	await must(admin, 'invite_people', { rows: [{ email: district.stranger.email, name: 'Sam' }] });
	const term = await must(admin, 'save_term', {
		term: null,
		revision: null,
		fields: { name: 'Fall', starts_on: day(1), ends_on: day(100) }
	});
	await must(admin, 'save_days_off', {
		days_off: null,
		revision: null,
		fields: { name: 'A break', starts_on: day(30) }
	});
	const first = await strategyOf(district.id, 'Another title');
	await must(admin, 'save_strategy', { version: 0, goals: first, note: 'Another title.' });
	return {
		invited: invited.person,
		invitation: invited.id,
		mail: invited.mail,
		token: await must(server, 'mint_invitation', { invitation: invited.id }),
		tokenOfStranger: await must(server, 'mint_invitation', {
			invitation: (await invitationFor(district.stranger.email)).id
		}),
		term,
		/** what the link of somebody's mail carries */
		stop: await stopTokenOf(district.people.colleague.id),
		limit: await must(admin, 'save_wip_limit', {
			wip_limit: null,
			revision: null,
			fields: { stage: 'vetting', per: 'site', most: 50, mode: 'warn' }
		}),
		strategy: await strategyOf(district.id, 'The title of next year')
	};
}

async function invitationFor(address: string) {
	const [found] = await asOwner<{ id: string; person: string; mail: string }>(
		`select i.id, i.person_id as person, m.id as mail from public.invitations i join public.people p on p.id = i.person_id
		join private.mails m on m.person_id = p.id where p.email = $1`,
		address
	);
	return found!;
}

async function stopTokenOf(person: string) {
	const [row] = await asOwner<{ token: string }>(`select private.stop_token($1, 'digest') as token`, person);
	return row!.token;
}

/** The strategy as it is sent back to be saved, with other titles. */
async function strategyOf(district: string, title: string) {
	const [goal] = await asOwner<{ id: string; code: string }>(
		'select id, code from public.goals where district_id = $1',
		district
	);
	const objectives = await asOwner<{ id: string; code: string }>(
		'select id, code from public.objectives where district_id = $1 order by code',
		district
	);
	const line = { title, intent: '', retired: false };
	return [{ ...goal!, ...line, objectives: objectives.map((one) => ({ ...one, ...line })) }];
}
