import type { Role } from '#lib/people/me.ts';
import type { IconName } from '#lib/ui/icons.ts';

export type Place = {
	href: string;
	label: string;
	icon: IconName;
	/** What else people call it. */
	also: string;
	kind: 'page' | 'action';
	/** Whose it is; everyone's without. */
	roles?: readonly Role[];
	/** Not for people from outside the district. */
	inside?: true;
};

/** Where one can go and what one can begin, each where its own page lets the same people in. */
const places: readonly Place[] = [
	{
		href: '/pilots/new',
		label: 'Propose a pilot',
		icon: 'plus',
		also: 'new idea start create',
		kind: 'action',
		inside: true
	},
	{
		href: '/tools/new',
		label: 'Propose a tool',
		icon: 'tool',
		also: 'registry software app new add vendor',
		kind: 'action',
		inside: true
	},
	{
		href: '/cabinet#call',
		label: 'Call a meeting',
		icon: 'calendar',
		also: 'cabinet docket date new',
		kind: 'action',
		roles: ['clerk', 'admin']
	},
	{
		href: '/account#calendar',
		label: 'Meetings in my calendar',
		icon: 'calendar',
		also: 'ics subscribe feed outlook google',
		kind: 'action',
		inside: true
	},
	{
		href: '/admin/people#invite',
		label: 'Invite people',
		icon: 'people',
		also: 'add staff account',
		kind: 'action',
		roles: ['admin']
	},
	{
		href: '/incidents/new',
		label: 'Report an incident',
		icon: 'alert',
		also: 'harm wrong leak outage bias problem',
		kind: 'action'
	},
	{ href: '/inbox', label: 'Inbox', icon: 'bell', also: 'notifications notices news unread', kind: 'page' },
	{ href: '/', label: 'Home', icon: 'home', also: 'start waiting tasks to do dashboard', kind: 'page' },
	{
		href: '/pipeline',
		label: 'Pipeline',
		icon: 'pipeline',
		also: 'board stages kanban list pilots',
		kind: 'page'
	},
	{
		href: '/reviews',
		label: 'Reviews',
		icon: 'shield',
		also: 'reviewers load assign waiting overdue findings',
		kind: 'page',
		roles: ['reviewer', 'admin']
	},
	{
		href: '/cabinet/decisions',
		label: 'Decision log',
		icon: 'cabinet',
		also: 'decided outcomes votes rationale record csv',
		kind: 'page',
		inside: true
	},
	{
		href: '/cabinet/overrides',
		label: 'Override ledger',
		icon: 'cabinet',
		also: 'against evidence majority departed who was right',
		kind: 'page',
		inside: true
	},
	{ href: '/strategy', label: 'Strategy', icon: 'strategy', also: 'goals objectives plan', kind: 'page' },
	{
		href: '/metrics',
		label: 'Metrics',
		icon: 'chart',
		also: 'library measures outcomes indicators kpi',
		kind: 'page'
	},
	{
		href: '/tools',
		label: 'Tools',
		icon: 'tool',
		also: 'registry apps vendors agreements software',
		kind: 'page',
		inside: true
	},
	{
		href: '/principles',
		label: 'Guiding principles',
		icon: 'scale',
		also: 'responsible ethics values',
		kind: 'page'
	},
	{
		href: '/policies',
		label: 'Policies',
		icon: 'document',
		also: 'rules acknowledge staff',
		kind: 'page',
		inside: true
	},
	{
		href: '/principles/sources',
		label: 'Laws and frameworks',
		icon: 'book',
		also: 'sources ferpa coppa essa idea wcag legal',
		kind: 'page'
	},
	{
		href: '/training',
		label: 'Training',
		icon: 'cap',
		also: 'modules courses completions certificates learn',
		kind: 'page'
	},
	{
		href: '/training/coverage',
		label: 'How trained the district is',
		icon: 'cap',
		also: 'training coverage sites missing expiring',
		kind: 'page',
		roles: ['admin', 'cabinet', 'reviewer'],
		inside: true
	},
	{
		href: '/admin/training',
		label: 'Keep the training modules',
		icon: 'cap',
		also: 'office courses tiers rules confirm',
		kind: 'page',
		roles: ['admin']
	},
	{
		href: '/admin/training/import',
		label: 'Import completions of training',
		icon: 'cap',
		also: 'office csv course system',
		kind: 'action',
		roles: ['admin']
	},
	{
		href: '/incidents',
		label: 'Incidents',
		icon: 'alert',
		also: 'responsible safety harm leak outage bias trends',
		kind: 'page'
	},
	{
		href: '/cabinet',
		label: 'Cabinet',
		icon: 'cabinet',
		also: 'docket meetings decisions votes',
		kind: 'page'
	},
	{
		href: '/conditions',
		label: 'Conditions of decisions',
		icon: 'check',
		also: 'cabinet ledger owner due overdue follow-up',
		kind: 'page',
		inside: true
	},
	{
		href: '/partners',
		label: 'Partners',
		icon: 'people',
		also: 'organisations vendors universities contacts agreements',
		kind: 'page',
		inside: true
	},
	{
		href: '/account',
		label: 'Your account',
		icon: 'person',
		also: 'settings password mail sessions digest',
		kind: 'page'
	},
	{
		href: '/admin/reviews',
		label: 'Reviews and their questions',
		icon: 'shield',
		also: 'office specialties vetting checklist questionnaire which needed',
		kind: 'page',
		roles: ['admin']
	},
	{
		href: '/admin/people',
		label: 'People and roles',
		icon: 'people',
		also: 'office staff members',
		kind: 'page',
		roles: ['admin']
	},
	{
		href: '/admin/sites',
		label: 'Sites',
		icon: 'flag',
		also: 'office schools departments',
		kind: 'page',
		roles: ['admin']
	},
	{
		href: '/admin/calendar',
		label: 'School year',
		icon: 'calendar',
		also: 'office calendar terms days off',
		kind: 'page',
		roles: ['admin']
	},
	{
		href: '/admin/strategy',
		label: 'Edit the strategy',
		icon: 'strategy',
		also: 'office goals objectives versions',
		kind: 'page',
		roles: ['admin']
	},
	{
		href: '/admin/metrics',
		label: 'Metric library',
		icon: 'chart',
		also: 'office metrics owners versions',
		kind: 'page',
		roles: ['admin']
	},
	{
		href: '/admin/gates',
		label: 'What gates ask',
		icon: 'shield',
		also: 'office rules criteria',
		kind: 'page',
		roles: ['admin']
	},
	{
		href: '/admin/runbook',
		label: 'Runbook of a sunset',
		icon: 'sunset',
		also: 'office close retire steps template end',
		kind: 'page',
		roles: ['admin']
	},
	{
		href: '/risk',
		label: 'Risk tiers',
		icon: 'shield',
		also: 'table points safeguards families',
		kind: 'page'
	},
	{
		href: '/risk/overrides',
		label: 'Risk overrides and downgrades',
		icon: 'shield',
		also: 'ledger tier presumed high',
		kind: 'page',
		roles: ['cabinet', 'admin', 'clerk']
	},
	{
		href: '/admin/risk',
		label: 'Edit the risk table',
		icon: 'shield',
		also: 'office points tiers',
		kind: 'page',
		roles: ['admin']
	},
	{
		href: '/admin/safeguards',
		label: 'What families are asked',
		icon: 'people',
		also: 'office students notice consent safeguards',
		kind: 'page',
		roles: ['admin']
	},
	{
		href: '/admin/monitoring',
		label: 'What a monitoring review asks',
		icon: 'clock',
		also: 'office adopted questions review cycle',
		kind: 'page',
		roles: ['admin']
	},
	{
		href: '/admin/principles',
		label: 'Keep the guiding principles',
		icon: 'scale',
		also: 'office principles versions',
		kind: 'page',
		roles: ['admin']
	},
	{
		href: '/admin/policies',
		label: 'Keep the policies',
		icon: 'document',
		also: 'office policies publish exceptions coverage',
		kind: 'page',
		roles: ['admin']
	},
	{
		href: '/admin/facts',
		label: 'Look up laws and frameworks',
		icon: 'book',
		also: 'office sources facts verify',
		kind: 'page',
		roles: ['admin']
	},
	{
		href: '/admin/activity',
		label: 'Activity of the district',
		icon: 'clock',
		also: 'office log audit history',
		kind: 'page',
		roles: ['admin']
	},
	{
		href: '/admin/settings',
		label: 'Settings of the district',
		icon: 'settings',
		also: 'office reminders quorum escalation',
		kind: 'page',
		roles: ['admin']
	}
];

/** What somebody with these roles reaches. */
export function placesFor(roles: readonly Role[], outside = false): Place[] {
	return places.filter(
		(place) =>
			(!place.roles || place.roles.some((role) => roles.includes(role))) && !(outside && place.inside)
	);
}

const words = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/**
 * How well a text answers what was typed: 0 for the best, null for not at all. Each word that was typed must begin a
 * word of it; that the label itself begins so is best, then all words in the label, then other names of it.
 */
export function rank(query: string, label: string, also = ''): number | null {
	const typed = words(query);
	if (typed.length === 0) return 0;
	const begins = (among: string[]) => typed.every((word) => among.some((other) => other.startsWith(word)));
	if (label.toLowerCase().startsWith(query.trim().toLowerCase())) return 0;
	if (begins(words(label))) return 1;
	// Two letters begin too many other names to mean one.
	const meant = typed.every((word) => word.length > 2);
	return meant && begins([...words(label), ...words(also)]) ? 2 : null;
}

/** The places that answer, the best first; among equals in their own order. */
export function matching(query: string, among: readonly Place[], most = 6): Place[] {
	return among
		.map((place) => ({ place, rank: rank(query, place.label, place.also) }))
		.filter((found) => found.rank !== null)
		.sort((a, b) => a.rank! - b.rank!)
		.slice(0, most)
		.map(({ place }) => place);
}
