import { factors, type Factor, type Rating, type Report } from '../../src/lib/evidence/report.ts';

/** The evaluators' reports of the demonstration, by the title of their pilot; what is not said of a factor was not observed. */
type Written = Omit<Report, 'factors'> & { context: Partial<Record<Factor, [Rating, string?]>> };

const written: Record<string, Written> = {
	'Video hints in practice on triangles': {
		findings:
			'Students who asked for help got the worked example as a video or as text, by chance. Of those with video 61 in a hundred finished the practice set, of those with text 56. Both schools point the same way, and no class stands out.\nThe difference is what one would expect of a small help for many, and smaller than the plan called important.',
		limits:
			'The interval runs from 2 points worse to 12 points better, so that chance alone could have made this. Finishing a set is not learning it: nobody was tested afterwards. Students who never asked for help are not in these figures.',
		reasons:
			'The direction is good, the cost is small and nothing speaks of harm. A second term at the same size halves the doubt, and a short quiz at the end of the set would tell whether they learnt.',
		educators:
			'Teachers liked that students could watch again without asking. Two classes share headphones, and there the videos were skipped.',
		fidelity: 'partly',
		fidelity_note:
			'In two of seven classes there were headphones for half of the students, so that some of them saw the video without sound.',
		context: {
			adoption: ['helped', 'The mathematics department chose it among three ways to help.'],
			'competing priorities': ['hindered', 'State tests took two of the ten weeks.'],
			'foundational resources': ['hindered', 'Headphones were missing in two classes.'],
			'implementation plan': ['helped', 'The platform draws the lot by itself; nobody had to remember it.'],
			'professional learning': ['neither', 'Half an hour was enough to show it.'],
			'staff agency': ['helped', 'Teachers chose which sets to give.'],
			'strategic leadership support': ['neither'],
			'teacher beliefs and knowledge': ['helped', 'Most had used worked examples before.'],
			'vision for teaching and learning': ['neither']
		}
	},
	'Letters to families, drafted by AI': {
		findings:
			'Offices with the assistant needed 7.8 minutes less for a letter, with the time for checking counted in. The offices were drawn by lot and were alike at the start. Complaints from families stayed where they were.',
		limits:
			'Minutes are from a time diary that the offices kept themselves. One spring term does not show whether letters read the same in a year.',
		reasons:
			'The gain is more than the plan called important, whichever end of the interval is true, and nobody complained more. What it costs is far less than the time.',
		educators:
			'Office staff say that the first draft is the hard part and is now there. They want their own words for condolences, and the tool is not used for those.',
		fidelity: 'as planned',
		fidelity_note: '',
		context: {
			adoption: ['helped', 'The offices asked for it.'],
			'competing priorities': ['neither'],
			'foundational resources': ['helped', 'It is part of the office suite that everyone has.'],
			'implementation plan': ['helped', 'An hour each month, kept by all but one office.'],
			'professional learning': ['helped', 'Two trainers sat beside people for the first letters.'],
			'school and staff culture': ['helped', 'Offices shared their best prompts.'],
			'staff agency': ['helped', 'Nobody had to use a draft.'],
			'strategic leadership support': ['helped']
		}
	},
	'Bus routes planned by AI': {
		findings:
			'The depot with the planner drove ninety miles less on a school day than the other one; before, they drove alike. Arrivals were as punctual as before in both.',
		limits:
			'Two depots are two places: what else differed between them that spring can’t be told apart from the tool. Miles are from the telematics, not from fuel.',
		reasons:
			'The saving is twice what the plan called important, and the guardrail held. Should it come from something else at that depot, the second one will show it within a term.',
		educators: 'Drivers say that the routes make sense once the three dead ends are taken out by hand.',
		fidelity: 'as planned',
		fidelity_note: '',
		context: {
			adoption: ['helped', 'The planners chose it with two drivers.'],
			'competing priorities': ['hindered', 'Driver shortage in February.'],
			'foundational resources': ['helped', 'The telematics were there.'],
			'implementation plan': ['helped'],
			'professional learning': ['neither'],
			'staff agency': ['helped', 'Planners overrule any route.'],
			'strategic leadership support': ['helped']
		}
	},
	'A tutor for fractions in grade 6': {
		findings:
			'Students with the tutor scored 6.7 points lower on the unit assessment than those without, drawn by lot and alike at the start. They rated their engagement a little higher. The chats show why: the tutor gave the next step before they had tried.',
		limits:
			'One unit of one grade. Nobody can say from this what a tutor would do that waits for an attempt.',
		reasons:
			'All of the interval is on the wrong side, and the stop rule names this case. A tutor that gives the step away takes the practice from those who need it most.',
		educators: 'Teachers saw it in the second week and said so. They would try one again that asks first.',
		fidelity: 'as planned',
		fidelity_note: '',
		context: {
			adoption: ['neither'],
			'competing priorities': ['neither'],
			'foundational resources': ['helped', 'A device for each student.'],
			'implementation plan': ['helped', 'The catch-up hour was kept every week.'],
			'professional learning': ['hindered', 'Training showed the buttons, not how to teach with it.'],
			'staff agency': ['hindered', 'Teachers could not change how the tutor answers.'],
			'teacher beliefs and knowledge': ['helped', 'They know how fractions are learnt, and noticed.'],
			'vision for teaching and learning': ['hindered', 'We want students to try first.']
		}
	},
	'Automatic calls about absences': {
		findings:
			'63 in a hundred absences were answered the same day, whether an agent called or a person. The agent calls sooner and is hung up on more often.',
		limits: 'Whether more students came to school the next day was not measured.',
		reasons:
			'The interval leaves out any gain that the plan called important, and a year costs 24,000 dollars. The same money pays for callers who reach as many.',
		educators: 'The attendance office missed the talks in which families say what is wrong.',
		fidelity: 'partly',
		fidelity_note: 'For the first three weeks the agent spoke English only.',
		context: {
			adoption: ['hindered', 'The office was told, not asked.'],
			'competing priorities': ['neither'],
			'foundational resources': ['helped'],
			'implementation plan': ['hindered', 'The second language came late.'],
			'staff agency': ['hindered'],
			'school and staff culture': ['neither']
		}
	}
};

/** The report on a pilot as `rpc/submit_evaluation` takes it. */
export function reportOn(title: string): Report {
	const told = written[title];
	if (!told) throw new Error(`The demonstration has no report on “${title}”.`);
	const { context, ...report } = told;
	const rated = factors.map((factor) => {
		const [rating, note = ''] = context[factor] ?? ['not observed'];
		return [factor, { rating, note }];
	});
	return { ...report, factors: Object.fromEntries(rated) as Report['factors'] };
}
