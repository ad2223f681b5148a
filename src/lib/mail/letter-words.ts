import { lineOf } from '#lib/pilots/activity-words.ts';
import { labelOf, labelsOf } from '#lib/pilots/criterion-words.ts';
import { familyLabelsOf } from '#lib/pilots/family-kinds.ts';
import { decisionLetters } from './letter-words-decision.ts';
import type { Facts, Kind } from './letter-facts.ts';
import { dayOf } from './letter-days.ts';
import type { Draft, Item } from './letter-page.ts';
import { meetingWords } from './letter-words-meetings.ts';
import { contractWords } from './letter-words-contracts.ts';
import { monitoringWords } from './letter-words-monitoring.ts';
import { sunsetWords } from './letter-words-sunset.ts';

type Words = { [K in Exclude<Kind, 'account'>]: (facts: Facts<K>, origin: string) => Draft };

const pilotPage = (origin: string, pilot: string) => `${origin}/pilots/${encodeURIComponent(pilot)}`;
const policyPage = (origin: string, policy: string) => `${origin}/policies/${encodeURIComponent(policy)}`;
const toolPage = (origin: string, tool: string) => `${origin}/tools/${encodeURIComponent(tool)}`;
const open = (origin: string, { pilot }: { pilot: string }) => ({
	label: 'Open the pilot',
	href: pilotPage(origin, pilot)
});
/** What waits and is about no pilot carries the id of its record in the place of a pilot's. */
const pagesOf: Record<string, string> = {
	'acknowledge a policy': 'policies',
	"renew a partner's agreement": 'partners',
	'renew an agreement': 'tools',
	'look at a tool': 'tools',
	'triage an incident': 'incidents',
	'act on an incident': 'incidents',
	'approve closing an incident': 'incidents',
	'prepare the docket': 'cabinet',
	'say whether you come': 'cabinet',
	'sign the minutes': 'cabinet'
};
/** Its detail is told where it says what to do, and not where it is an id. */
const untold: readonly string[] = ['say what came of an override'];
const waitingPage = (origin: string, what: string, id: string) =>
	pagesOf[what] ? `${origin}/${pagesOf[what]}/${encodeURIComponent(id)}` : pilotPage(origin, id);
const incidentPage = (origin: string, incident: string) =>
	`${origin}/incidents/${encodeURIComponent(incident)}`;
/** In which pilots an incident was: 'in “Tutor” and 2 other pilots'. */
const where = (title: string | null | undefined, pilots: number | null | undefined = 1) =>
	title
		? `in “${title}”${(pilots ?? 1) > 1 ? ` and ${count((pilots ?? 1) - 1, 'another pilot', 'other pilots')}` : ''}`
		: 'outside of pilots';
const listed = (origin: string, pilots: { pilot: string; title: string }[]): Item[] =>
	pilots.map(({ pilot, title }) => ({ text: title, href: pilotPage(origin, pilot) }));

const courses = (origin: string, modules: { title: string }[]): Item[] =>
	modules.map(({ title }) => ({ text: title, href: `${origin}/training` }));

const count = (many: number, one: string, more: string) => (many === 1 ? one : `${many} ${more}`);
const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
const because = (reason: string | null | undefined) => reason?.trim() || undefined;
const excerpt = (text: string) => (text.length > 200 ? `${text.slice(0, 199)}…` : text);
/** A line of the activity as the inbox says it, with the reader as you. */
function said(line: Facts<'digest'>['news'][number] | Facts<'notice'>) {
	const facts = line.you ? { ...line.facts, person: 'you' } : line.facts;
	const verb = 'mentions_you' in line && line.mentions_you ? 'mentioned you' : line.verb;
	return lineOf({ at: line.at, actor: line.actor, record: line.record, verb, facts });
}
const onYou = 'You get this because you have a part in it.';

/** Somebody is asked to say whether they agree with an evaluation. */
function secondOpinion({ title, pilot, verb }: Facts<'notice'>, actor: string, origin: string): Draft {
	const again = verb === 'asked again for a second opinion';
	return {
		subject: `Your second opinion on “${title}”`,
		paragraphs: [
			again
				? `${actor} submitted a new version of the evaluation of “${title}”. What you may have said of an earlier one stays with that one.`
				: `${actor} asks you for a second opinion on the evaluation of “${title}”.`,
			'Read the report and the evidence, then say whether you agree. The cabinet reads it beside the report.'
		],
		link: { label: 'Read the report', href: `${pilotPage(origin, pilot)}/evaluation#review` },
		why: 'You get this because you are asked as a second evaluator.'
	};
}

/** The words of each kind of mail that we write ourselves. */
export const words: Words = {
	...decisionLetters,
	...contractWords,
	...monitoringWords,
	invitation: ({ inviter, district, token, expires_on }, origin) => ({
		subject: `${inviter} invites you to Pilotage`,
		paragraphs: [
			`${district} proposes, measures and decides its AI pilots in Pilotage. ${inviter} has invited you.`
		],
		link: { label: 'Accept the invitation', href: `${origin}/join/${encodeURIComponent(token)}` },
		after: [`The link is yours alone. It works once, and until ${dayOf(expires_on)}.`],
		why: 'If you do not expect this, do nothing: without you nothing happens.'
	}),
	email_changed: ({ new_address }, origin) => ({
		subject: 'The address of your Pilotage account has changed',
		paragraphs: [`Your account now uses ${new_address}. This is the last mail to your old address.`],
		link: { label: 'Open Pilotage', href: origin },
		why: 'If it was not you, tell your AI office at once.'
	}),
	mention: ({ author, title, excerpt: said, pilot, comment }, origin) => ({
		subject: `${author} mentions you in “${title}”`,
		paragraphs: said
			? [`${author} mentions you in a comment on “${title}”:`]
			: [
					`${author} mentions you in a comment on “${title}” that is for its reviewers only. It is read on the page.`
				],
		...(said ? { quote: excerpt(said) } : {}),
		link: comment
			? {
					label: 'Open the comment',
					href: `${pilotPage(origin, pilot)}?comment=${encodeURIComponent(comment)}#comment-${encodeURIComponent(comment)}`
				}
			: open(origin, { pilot }),
		why: 'You get this because you were mentioned.'
	}),
	join_asked: ({ by, title, wanted, note, pilot }, origin) => ({
		subject: `${by} asks to join “${title}”`,
		paragraphs: [
			wanted
				? `${by} asks for a seat on the team of “${title}”: ${wanted}`
				: `${by} asks to join the team of “${title}”.`,
			'Whoever joins takes no part in the pilot’s reviews, evaluation or decision from then on.'
		],
		...(because(note) ? { quote: excerpt(because(note)!) } : {}),
		link: { label: 'Answer', href: `${pilotPage(origin, pilot)}#team` },
		why: 'You get this because you lead it.'
	}),
	join_answered: ({ by, title, accepted, note, pilot }, origin) => ({
		subject: accepted ? `You are on the team of “${title}”` : `Your request to join “${title}” is declined`,
		paragraphs: [
			accepted
				? `${by} took you into the team of “${title}”. From now on you take no part in its reviews, evaluation or decision.`
				: `${by} answered your request to join the team of “${title}”: not this time.`
		],
		...(because(note) ? { quote: excerpt(because(note)!) } : {}),
		link: open(origin, { pilot }),
		why: 'You get this because you asked to join.'
	}),
	incident: ({ title, severity, pilot, pilots, incident }, origin) => ({
		subject: `${capital(severity)} incident ${where(title, pilots)}`,
		paragraphs: [
			severity === 'serious'
				? `A serious incident was reported ${where(title, pilots)}.${title ? ` ${(pilots ?? 1) > 1 ? 'These pilots are' : 'The pilot is'} on hold: nothing carries ${(pilots ?? 1) > 1 ? 'them' : 'it'} on until the hold is lifted.` : ''}`
				: `An incident (${severity}) was reported ${where(title, pilots)}.`,
			'What happened is told on its page, to those who may read it.'
		],
		link: incident
			? { label: 'Open the incident', href: incidentPage(origin, incident) }
			: open(origin, { pilot: pilot ?? '' }),
		why: onYou
	}),
	partner_question: ({ title, name, district, token, due_on, closes_on }, origin) => ({
		subject: `${district} asks you about “${title}”`,
		paragraphs: [
			`Hello ${name},`,
			`${district} tries out “${title}”, and asks you a question about it.${due_on ? ` An answer is due by ${dayOf(due_on)}.` : ''}`
		],
		link: { label: 'Read and answer', href: `${origin}/partner/${encodeURIComponent(token)}` },
		after: [`The link is yours alone. It opens your questions and nothing else, until ${dayOf(closes_on)}.`],
		why: 'You get this because the district named you as a contact. If that is wrong, do nothing.'
	}),
	partner_answered: ({ title, name, organisation, pilot }, origin) => ({
		subject: `${name} answered about “${title}”`,
		paragraphs: [`${name} of ${organisation} answered your question about “${title}”.`],
		link: { label: 'Read the answer', href: `${pilotPage(origin, pilot)}/partners` },
		why: 'You get this because you asked.'
	}),
	partner_agreement: ({ organisation, name, agreement, expires_on }, origin) => ({
		subject: `An agreement with ${name} ends on ${dayOf(expires_on)}`,
		paragraphs: [
			`“${agreement}” with ${name} holds through ${dayOf(expires_on)}, and a pilot is under way with them.`
		],
		link: { label: 'Open the partner', href: `${origin}/partners/${encodeURIComponent(organisation)}` },
		why: 'You get this because you are of the AI office.'
	}),
	incident_waits: ({ incident, late, severity, since, title }, origin) => ({
		subject:
			late === 'triage'
				? `Nobody has looked into an incident ${where(title)}`
				: `The interim report of an incident ${where(title)} is late`,
		paragraphs: [
			late === 'triage'
				? `An incident (${severity}) was reported ${where(title)} on ${dayOf(since)}. Somebody of the AI office or a reviewer says how severe it is, and who answers for it.`
				: `A serious incident ${where(title)} was to have its interim report by ${dayOf(since)}: what is known so far, even if that is little.`
		],
		link: { label: 'Open the incident', href: incidentPage(origin, incident) },
		why: 'You get this because you answer for it, or are of the AI office.'
	}),
	review_waits: ({ reviews }, origin) => ({
		subject: `${count(reviews.length, 'A review waits', 'reviews wait')} for you`,
		paragraphs: [`${count(reviews.length, 'This review is', 'reviews are')} asked of your specialty:`],
		items: reviews.map(({ title, pilot, specialty, since }) => ({
			text: title,
			detail: `${capital(specialty)}, since ${dayOf(since)}`,
			href: pilotPage(origin, pilot)
		})),
		why: 'You get this because you review for your district.'
	}),
	reviews_overdue: ({ reviews }, origin) => ({
		subject: `${count(reviews.length, 'A review has', 'reviews have')} waited too long`,
		paragraphs: ['Somebody must sign or refuse these, or another person must be named:'],
		items: reviews.map(({ title, pilot, specialty, since, nobody }) => ({
			text: title,
			detail: `${capital(specialty)}, since ${dayOf(since)}${nobody ? '. Nobody may sign it: name somebody.' : ''}`,
			href: pilotPage(origin, pilot)
		})),
		why: 'You get this because you are of the AI office.'
	}),
	reviews_reopened: ({ tool, why, in_all, pilots }, origin) => ({
		subject: `${tool} changed: reviews are asked again`,
		paragraphs: [
			why,
			`${count(in_all, 'A pilot of yours uses', 'pilots of yours use')} it. The reviews that the change touches are asked again, and nothing else changes:`
		],
		items: pilots.map(({ pilot, title, specialties }) => ({
			text: title,
			detail: capital(specialties.join(', ')),
			href: pilotPage(origin, pilot)
		})),
		...(in_all > pilots.length ? { after: [`And ${in_all - pilots.length} more.`] } : {}),
		why: 'You get this because you signed a review, lead or sponsor one of them.'
	}),
	findings_overdue: ({ findings }, origin) => ({
		subject: `${count(findings.length, 'A finding is', 'findings are')} overdue`,
		paragraphs: ['Say what was done, pass it on, or ask the reviewer for more time:'],
		items: findings.map(({ title, pilot, finding, severity, due_on, yours }) => ({
			text: finding,
			detail: `${title}: ${severity}, due ${dayOf(due_on)}${yours ? '. Yours to answer' : ''}`,
			href: `${pilotPage(origin, pilot)}/findings`
		})),
		why: 'You get this because you have to settle it, or lead the pilot.'
	}),
	cycle_ends: ({ cycle_end, pilots }, origin) => ({
		subject: `${count(pilots.length, 'A cycle ends', 'cycles end')} on ${dayOf(cycle_end)}`,
		paragraphs: [
			`The cycle of ${count(pilots.length, 'this pilot', 'pilots')} ends on ${dayOf(cycle_end)}. Results and the evaluation are due by then.`
		],
		items: listed(origin, pilots),
		why: onYou
	}),
	overdue: ({ cycle_end, pilots }, origin) => ({
		subject: `${count(pilots.length, 'A pilot is', 'pilots are')} overdue`,
		paragraphs: [
			`The cycle ended on ${dayOf(cycle_end)} without an evaluation. No pilot goes on silently: it comes before the cabinet, with an evaluation or without.`
		],
		items: listed(origin, pilots),
		why: 'You get this because you evaluate or sponsor it, or are of the AI office.'
	}),
	training_expires: ({ expires_on, modules }, origin) => ({
		subject: `Your training expires on ${dayOf(expires_on)}`,
		paragraphs: [
			`What you completed is good until ${dayOf(expires_on)}. Do it again before then, and it goes on without a gap:`
		],
		items: courses(origin, modules),
		link: { label: 'Open your training', href: `${origin}/training` },
		why: 'You get this because what you do here asks for this training.'
	}),
	training_expired: ({ expires_on, modules }, origin) => ({
		subject: 'Your training has expired',
		paragraphs: [`It was good until ${dayOf(expires_on)}. No pilot of your team is launched without it:`],
		items: courses(origin, modules),
		link: { label: 'Open your training', href: `${origin}/training` },
		why: 'You get this because what you do here asks for this training.'
	}),
	vote_waits: ({ held_on, pilots }, origin) => ({
		subject: `Your vote is missing for the meeting on ${dayOf(held_on)}`,
		paragraphs: [`The cabinet decides on ${dayOf(held_on)}. You have not voted on:`],
		items: pilots.map(({ pilot, title }) => ({ text: title, href: `${pilotPage(origin, pilot)}/vote` })),
		why: 'You get this because you sit in the cabinet.'
	}),
	agreement_ends: ({ tool, name, version, until, past, pilots }, origin) => ({
		subject: past
			? `The agreement of ${name} expired on ${dayOf(until)}`
			: `The agreement of ${name} expires on ${dayOf(until)}`,
		paragraphs: [
			`The data-privacy agreement of ${name}${version ? ` (version ${version})` : ''} ${past ? `expired on ${dayOf(until)}, and none has followed it` : `counts until ${dayOf(until)}`}. ${count(pilots.length, 'This pilot works', 'pilots work')} with it:`
		],
		items: listed(origin, pilots),
		link: { label: 'Open the tool', href: toolPage(origin, tool) },
		why: 'You get this because you lead or sponsor a pilot that uses it, review privacy, or are of the AI office.'
	}),
	triage_waits: ({ pilots }, origin) => ({
		subject: `${count(pilots.length, 'A proposal waits', 'proposals wait')} for triage`,
		paragraphs: [
			'Take these into vetting, send them back, shelve or decline them. Their teams wait for an answer:'
		],
		items: pilots.map(({ title, pilot, since }) => ({
			text: title,
			detail: `Since ${dayOf(since)}`,
			href: pilotPage(origin, pilot)
		})),
		why: 'You get this because you sponsor it, sit in the cabinet or are of the AI office.'
	}),
	notice: (told, origin) => {
		const { actor, did, note } = said(told);
		const asked = told.record === 'reviews' && told.verb === 'asked';
		if (told.record === 'second_evaluators' && told.you) return secondOpinion(told, actor, origin);
		return {
			subject: asked ? `“${told.title}” waits for your review` : `${told.title}: ${actor} ${did}`,
			paragraphs: [
				asked
					? `“${told.title}” has come to vetting, and its risk tier asks for a review that you may sign.`
					: `${actor} ${did}: “${told.title}”.`
			],
			...(note && !asked ? { quote: note } : {}),
			link: open(origin, told),
			why: onYou
		};
	},
	woken: ({ title, pilot }, origin) => ({
		subject: `“${title}” is proposed again`,
		paragraphs: [`“${title}” was shelved until now. Its day has come, and it waits for triage again.`],
		link: open(origin, { pilot }),
		why: onYou
	}),
	mitigation_overdue: ({ title, pilot, what, due_on }, origin) => ({
		subject: `A mitigation of “${title}” is overdue`,
		paragraphs: [`You took on a mitigation of “${title}”, due by ${dayOf(due_on)}:`],
		quote: excerpt(what),
		link: { label: 'Mark it done', href: `${pilotPage(origin, pilot)}/safeguards#mitigations` },
		why: 'You get this because you own it.'
	}),
	hold_raised: ({ title, pilot, by, reason }, origin) => ({
		subject: `“${title}” is on hold`,
		paragraphs: [
			`${by ?? 'An incident'} put “${title}” on hold. Nothing carries it on until the hold is lifted; it can still be stopped or decided.`
		],
		...(because(reason) ? { quote: because(reason)! } : {}),
		link: open(origin, { pilot }),
		why: onYou
	}),
	hold_lifted: ({ title, pilot, by, reason }, origin) => ({
		subject: `The hold on “${title}” is lifted`,
		paragraphs: [`${by ?? 'Somebody'} lifted a hold on “${title}”.`],
		...(because(reason) ? { quote: because(reason)! } : {}),
		link: open(origin, { pilot }),
		why: onYou
	}),
	waived: ({ title, pilot, criterion, criterion_title, by, reason }, origin) => ({
		subject: `A criterion was waived for “${title}”`,
		paragraphs: [
			`${by ?? 'The cabinet'} waived “${labelOf({ criterion, title: criterion_title ?? null })}” for “${title}”. The reason stays on the record:`
		],
		...(because(reason) ? { quote: because(reason)! } : {}),
		link: open(origin, { pilot }),
		why: onYou
	}),
	digest: ({ waiting, in_all, news, daily }, origin) => ({
		subject:
			in_all > 0
				? `${count(in_all, 'One thing waits', 'things wait')} on you ${daily ? 'today' : 'this week'}`
				: `What is new in your pilots ${daily ? 'today' : 'this week'}`,
		paragraphs: [
			in_all > 0
				? 'What waits on you, what is due first on top:'
				: 'Nothing waits on you. New since the last mail:'
		],
		items: [
			...waiting.map(({ what, title, pilot, since, detail }) => ({
				text: title ? `${capital(what)}: ${title}` : capital(what),
				detail:
					capital(
						[
							what === 'sign what a gate asks' || what === 'say what scaling needs'
								? labelsOf(detail ?? '')
								: what === 'settle what families need'
									? familyLabelsOf(detail ?? '').join(', ')
									: untold.includes(what)
										? null
										: detail,
							since && `since ${dayOf(since)}`
						]
							.filter(Boolean)
							.join(', ')
					) || undefined,
				href: pilot ? waitingPage(origin, what, pilot) : origin
			})),
			...news.slice(0, 8).map((line) => {
				const { actor, did, at } = said(line);
				return {
					text: `New: ${line.pilot.title}`,
					detail: `${actor} ${did}, ${dayOf(at)}`,
					href: pilotPage(origin, line.pilot.id)
				};
			})
		],
		link: {
			label: in_all > waiting.length ? `See all ${in_all} on your home page` : 'Open your home page',
			href: origin
		},
		why: `You get this ${daily ? 'on working days' : 'once a week'} when something waits on you or is new. You can choose another day in your account: ${origin}/account`
	}),
	...meetingWords,
	...sunsetWords,
	policy_asked: ({ policy, title, again, reason, effective_on }, origin) => ({
		subject: again ? `Changed: the policy “${title}”` : `Please acknowledge the policy “${title}”`,
		paragraphs: [
			again
				? `The policy “${title}” has changed, and asks for your acknowledgement again.`
				: `The district published the policy “${title}”. Read it, and say that you work by it.`,
			`It holds from ${dayOf(effective_on)}.`
		],
		...(again && because(reason) ? { quote: because(reason)! } : {}),
		link: { label: 'Read the policy', href: policyPage(origin, policy) },
		why: 'You get this because the policy is for you.'
	}),
	policy_waits: ({ policy, title }, origin) => ({
		subject: `The policy “${title}” waits for you`,
		paragraphs: [`You have not acknowledged the policy “${title}” yet. It takes a few minutes to read.`],
		link: { label: 'Read the policy', href: policyPage(origin, policy) },
		why: 'You get this once because the policy is for you.'
	}),
	facts_stale: ({ sources }, origin) => ({
		subject: `${count(sources.length, 'A law or framework is', 'laws and frameworks are')} to be looked up again`,
		paragraphs: ['Pilotage states these, and nobody has compared them with their sources for a year:'],
		items: sources.map(({ title, verified_on }) => ({
			text: title,
			detail: `Looked up on ${dayOf(verified_on)}`,
			href: `${origin}/admin/facts`
		})),
		why: 'You get this because you are of the AI office.'
	}),
	deactivated_seats: ({ person, by, seats }, origin) => ({
		subject: `You take over from ${person}`,
		paragraphs: [`${person} has left Pilotage${by ? `, and ${by} handed you` : '. You were handed'}:`],
		items: seats.map(({ seat, title, pilot }) => ({
			text: `${capital(seat)}: ${title}`,
			href: pilot ? pilotPage(origin, pilot) : `${origin}/cabinet`
		})),
		why: 'You get this because these seats are yours now.'
	})
};
