import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import * as conditions from '#lib/decisions/conditions/conditions.server.ts';
import { requirePerson } from '#lib/people/guard.server.ts';
import * as contracts from '#lib/contracts/contracts.server.ts';
import { partsHeld } from '#lib/people/me.ts';
import * as amendments from '#lib/pilots/amendments.server.ts';
import * as drafting from '#lib/pilots/drafting.server.ts';
import * as joining from '#lib/joining/joining.server.ts';
import * as people from '#lib/pilots/people.server.ts';
import * as activityLog from '#lib/pilots/activity-log.server.ts';
import * as forecasts from '#lib/pilots/forecasts.server.ts';
import * as pilots from '#lib/pilots/pilots.server.ts';
import type { Reply } from '#lib/ui/reply.ts';
import { saying } from '#lib/pilots/said.ts';
import * as seats from '#lib/pilots/seats.server.ts';
import * as gates from '#lib/reviews/gates.server.ts';
import * as holds from '#lib/reviews/holds.server.ts';
import { sendBack } from '#lib/reviews/sending-back.server.ts';
import * as signing from '#lib/reviews/signing.server.ts';
import * as comments from '#lib/talk/comments.server.ts';
import * as tools from '#lib/tools/record/records.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const me = requirePerson(event);
	const pilot = await pilots.read(event.locals.supabase, event.params.id);
	const [candidates, activity, talk, amended, used, contract, owners] = await Promise.all([
		seats.candidates(event.locals.supabase, pilot, me.person.id),
		activityLog.ofPilot(event.locals.supabase, pilot.id, event.url.searchParams),
		comments.discussion(event.locals.supabase, pilot.id, event),
		// Nobody amends what is not locked.
		pilot.plan?.locked_at ? amendments.list(event.locals.supabase, pilot.id) : [],
		// A draft's tools are not in the registry yet.
		pilot.tools.length > 0 && pilot.proposed_at ? tools.ofPilot(event.locals.supabase, pilot.id) : null,
		contracts.ofPilot(event.locals.supabase, pilot),
		conditions.owners(event.locals.supabase, pilot)
	]);
	return {
		pilot,
		candidates,
		activity,
		talk,
		amendments: amended,
		tools: used,
		contract,
		owners,
		me: { id: me.person.id, roles: partsHeld(me) }
	};
};

type Do = (database: App.Locals['supabase'], pilot: string, form: FormData) => Promise<Reply>;

async function answer(event: RequestEvent<{ id: string }>, work: Do) {
	const reply = await work(event.locals.supabase, event.params.id, await event.request.formData());
	if (!reply.ok) return fail(reply.status, reply);
	redirect(303, saying(event.params.id, reply.said, reply.place));
}

export const actions: Actions = {
	advance: (event) => {
		const { person } = requirePerson(event);
		return answer(event, (database, id, form) => gates.advance(database, person.name, id, form));
	},
	sendBack: (event) => {
		const { person } = requirePerson(event);
		return answer(event, (database, id, form) => sendBack(database, person.name, id, form));
	},
	differences: (event) => (requirePerson(event), answer(event, drafting.sayDifferences)),
	seek: (event) => (requirePerson(event), answer(event, drafting.seekAgain)),
	fill: (event) => (requirePerson(event), answer(event, gates.fillIn)),
	forecast: (event) => (requirePerson(event), answer(event, forecasts.save)),
	appoint: (event) => (requirePerson(event), answer(event, seats.appoint)),
	seat: (event) => (requirePerson(event), answer(event, seats.seat)),
	lead: (event) => (requirePerson(event), answer(event, people.passOn)),
	leave: (event) => (requirePerson(event), answer(event, people.leave)),
	recuse: (event) => (requirePerson(event), answer(event, people.recuse)),
	substitute: (event) => (requirePerson(event), answer(event, people.substitute)),
	criterion: (event) => (requirePerson(event), answer(event, signing.signCriterion)),
	waive: (event) => (requirePerson(event), answer(event, signing.waive)),
	hold: (event) => (requirePerson(event), answer(event, holds.raise)),
	lift: (event) => (requirePerson(event), answer(event, holds.lift)),
	incident: (event) => (requirePerson(event), answer(event, holds.report)),
	comment: (event) => (requirePerson(event), answer(event, comments.comment)),
	takeBack: (event) => (requirePerson(event), answer(event, comments.takeBack)),
	settle: (event) => (requirePerson(event), answer(event, comments.settle)),
	openSeat: (event) => (requirePerson(event), answer(event, joining.openSeat)),
	closeSeat: (event) => (requirePerson(event), answer(event, joining.closeSeat)),
	askToJoin: (event) => (requirePerson(event), answer(event, joining.ask)),
	answerJoin: (event) => (requirePerson(event), answer(event, joining.respond)),
	withdrawJoin: (event) => (requirePerson(event), answer(event, joining.withdraw)),
	partner: (event) => (requirePerson(event), answer(event, joining.savePartner)),
	removePartner: (event) => (requirePerson(event), answer(event, joining.removePartner)),
	reportCondition: (event) => (requirePerson(event), answer(event, conditions.report)),
	closeCondition: (event) => (requirePerson(event), answer(event, conditions.close)),
	liftCondition: (event) => (requirePerson(event), answer(event, conditions.lift)),
	changeCondition: (event) => (requirePerson(event), answer(event, conditions.change)),
	seen: async (event) => {
		requirePerson(event);
		await comments.see(event.locals.supabase, event.params.id);
	}
};
