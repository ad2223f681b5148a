import type { Story } from './story.ts';

/** Two pilots that run into something: one is on hold, the other ran past its end. */
export const marked: Story[] = [
	{
		title: 'A reading companion for newcomers',
		kind: 'student-facing instruction',
		objectives: ['3.1'],
		sites: ['Harbor Elementary'],
		team: ['lead', 'library'],
		problem:
			'Newcomers in grade 4 who learn English read aloud with an adult a few minutes a week, and their fluency grows slower than that of their classmates.',
		who: 'About 40 newcomers of Harbor Elementary and their two teachers.',
		benefit: 'Every newcomer reads aloud ten minutes a day, and hears the words that they stumble over.',
		know: 'Words read per minute in January and in May.',
		tool: 'A speech-based reading tutor, not chosen yet',
		answers: { students: true, under13: true, personal: true, decides: false },
		started: 6,
		submitted: 5,
		different: 'It is for children in their first year of English, who are not in the classes of that pilot.',
		sentBack: {
			on: 2,
			by: 'admin',
			note: 'A good question, and close to what Sunrise and Mesa propose. Please sharpen two parts.',
			parts: [
				{ part: 'how_we_know', reason: 'Against whom? Words per minute grow for everyone until May.' },
				{ part: 'who_affected', reason: 'How many of the 40 are in their first year?' }
			]
		}
	},
	{
		title: 'Notes of team meetings, taken by AI',
		kind: 'staff productivity',
		objectives: ['1.2', '1.4'],
		sites: ['Mesa Elementary', 'Harbor Elementary'],
		team: ['teacher', 'grade6'],
		problem:
			'What grade teams agree in their weekly meetings is written down days later or not at all, and half of it is agreed again the week after.',
		who: '64 teachers of fourteen grade teams in two schools.',
		benefit: 'Notes with who does what until when, an hour after the meeting, without anybody typing.',
		know: 'Hours that team leads spend on notes in a week, in a time diary, against the term before.',
		tool: 'Meeting assistant of the existing office suite',
		answers: { students: false, under13: false, personal: true, decides: false },
		started: 96,
		submitted: 90,
		triage: { on: 84, sponsor: 'cabinet' },
		reviews: [
			{
				specialty: 'privacy',
				by: 'reviewer2',
				on: 78,
				reason: 'Staff only; recordings are deleted after a week.'
			},
			{ specialty: 'security', by: 'reviewer', on: 77 },
			{ specialty: 'instruction', by: 'reviewer', on: 77 }
		],
		plan: {
			on: 74,
			evaluator: 'evaluator2',
			question: 'Should every grade team get the meeting assistant next year?',
			stopRule: 'Stop if a recording or a note reaches anybody outside its team.',
			once: 2000,
			yearly: 5500,
			cycleEnd: -70,
			design: 'before and after',
			unit: 'staff',
			groups: 14,
			people: 64,
			period: 'Winter 2027',
			goals: [
				{
					metric: 'Hours saved a week',
					objective: '1.2',
					role: 'primary',
					target: 1.5,
					minimum: 0.5,
					sd: 1.2
				},
				{ metric: 'Incidents per month', objective: '1.4', role: 'guardrail', limit: 0.5 }
			]
		},
		launched: { on: 70, by: 'cabinet3' },
		results: [
			{
				on: 68,
				by: 'evaluator2',
				rows: [
					{
						metric: 'Hours saved a week',
						arm: 'pilot',
						phase: 'baseline',
						period: 'Fall 2026',
						n: 58,
						mean: 0.1,
						sd: 0.9
					}
				]
			},
			{
				on: 30,
				by: 'evaluator2',
				rows: [
					{
						metric: 'Hours saved a week',
						arm: 'pilot',
						phase: 'outcome',
						period: 'Winter 2027',
						site: 'Mesa Elementary',
						n: 31,
						mean: 0.5,
						sd: 1.1,
						source: 'Time diary, first weeks'
					}
				]
			},
			{
				on: 9,
				by: 'evaluator2',
				rows: [
					{
						metric: 'Hours saved a week',
						arm: 'pilot',
						phase: 'outcome',
						period: 'Winter 2027',
						site: 'Harbor Elementary',
						n: 27,
						mean: 0.9,
						sd: 1.2,
						source: 'Time diary, first weeks'
					}
				]
			}
		],
		looks: [
			{ on: 29, by: ['evaluator2', 'teacher'] },
			{ on: 8, by: ['evaluator2', 'cabinet', 'grade6'] }
		],
		asking: [
			{
				on: 6,
				by: 'evaluator2',
				period: 'Fall 2026',
				closes: -8,
				answers: [
					['grade6', 'weekly', 30, '4445344'],
					['mesa1', 'weekly', 40, '4455445'],
					['mesa2', 'most days', 15, '3444344'],
					['mesa4', 'weekly', 0, '3433323'],
					['mesa6', 'most days', 35, '4545434']
				]
			}
		],
		incidents: [
			{
				on: 41,
				by: 'grade6',
				severity: 'minor',
				kind: 'wrong or harmful output',
				affected: ['staff'],
				occurred: 42,
				what: 'The assistant wrote down a decision that nobody had made. The team lead saw it and took it out before the note was sent.'
			},
			{
				on: 2,
				by: 'teacher',
				severity: 'serious',
				kind: 'privacy or data leak',
				affected: ['staff', 'students'],
				occurred: 3,
				what: 'The recording of a meeting could be opened by everyone with an account of the school for about forty minutes. It is taken down; who opened it is being looked at.'
			}
		]
	},
	{
		title: 'Answers to questions about absences',
		kind: 'operations',
		objectives: ['3.3', '1.1'],
		sites: ['Attendance office', 'Clear Creek High School'],
		team: ['attendance', 'library'],
		problem:
			'Families ask about an absence by mail and wait until the next day, since two people answer some ninety mails each morning.',
		who: 'About 1,900 families of one high school, and the two people of the attendance office.',
		benefit: 'A draft of the answer for each mail, which somebody reads and sends before the first lesson.',
		know: 'Share of unexplained absences for which a family was reached the same day, week by week.',
		tool: 'Mail assistant of the existing office suite',
		answers: { students: false, under13: false, personal: true, decides: false },
		started: 160,
		submitted: 152,
		triage: { on: 146, sponsor: 'cabinet3' },
		reviews: [
			{ specialty: 'privacy', by: 'reviewer2', on: 140 },
			{ specialty: 'security', by: 'reviewer', on: 139 },
			{ specialty: 'instruction', by: 'reviewer', on: 139 }
		],
		recused: [{ on: 138, by: 'cabinet2', reason: 'My sister works for the vendor of the mail assistant.' }],
		plan: {
			on: 134,
			evaluator: 'evaluator',
			question: 'Should every attendance office answer with drafts from the assistant?',
			stopRule: 'Stop if an answer names the wrong student twice.',
			once: 1200,
			yearly: 3600,
			cycleEnd: 9,
			design: 'before and after',
			unit: 'thing',
			groups: 1,
			people: 400,
			period: 'Fall 2026',
			goals: [
				{
					metric: 'Absences answered the same day',
					objective: '3.3',
					role: 'primary',
					target: 0.8,
					minimum: 0.1
				}
			]
		},
		launched: { on: 128, by: 'cabinet' },
		results: [
			{
				on: 126,
				by: 'evaluator',
				rows: [
					{
						metric: 'Absences answered the same day',
						arm: 'pilot',
						phase: 'baseline',
						period: 'Spring 2026',
						n: 412,
						events: 243
					}
				]
			},
			{
				// By the team, so that it waits for the evaluator.
				on: 11,
				by: 'attendance',
				rows: [
					{
						metric: 'Absences answered the same day',
						arm: 'pilot',
						phase: 'outcome',
						period: 'Fall 2026',
						n: 405,
						events: 331,
						source: 'Mailbox of the attendance office'
					}
				]
			}
		]
	}
];
