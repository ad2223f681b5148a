import type { Story } from './story.ts';

/** Pilots that left the path. A pilot that ended with a lesson did its work. */
export const concluded: Story[] = [
	{
		title: 'A tutor for fractions in grade 6',
		kind: 'student-facing instruction',
		objectives: ['3.2'],
		sites: ['Mesa Elementary', 'Sunrise Elementary'],
		team: ['grade6', 'teacher'],
		problem: 'A third of grade 6 starts without fractions, and the catch-up group has room for twelve.',
		who: 'About 300 students of grade 6 and their nine teachers.',
		benefit: 'Everyone who needs it gets explained fractions at their own pace.',
		know: 'Common unit assessment, students with the tutor against students with the usual practice, drawn by lot.',
		tool: 'A chat tutor for mathematics',
		answers: { students: true, under13: true, personal: false, decides: false },
		started: 260,
		submitted: 252,
		triage: { on: 245, sponsor: 'cabinet' },
		reviews: [
			{ specialty: 'privacy', by: 'reviewer', on: 236 },
			{ specialty: 'security', by: 'reviewer', on: 236 },
			{
				specialty: 'instruction',
				by: 'reviewer',
				on: 230,
				reason: 'Signed with the wish that teachers see each chat.'
			}
		],
		plan: {
			on: 225,
			evaluator: 'evaluator',
			question: 'Should the catch-up hour in grade 6 use the tutor?',
			stopRule: 'Stop if students with the tutor score lower and the interval leaves out zero.',
			once: 5000,
			yearly: 16000,
			cycleEnd: 45,
			design: 'randomized',
			unit: 'student',
			groups: 9,
			people: 150,
			period: 'Unit 4',
			goals: [
				{
					metric: 'Unit assessment score',
					objective: '3.2',
					role: 'primary',
					target: 72,
					minimum: 3,
					sd: 15
				},
				{ metric: 'Engagement rating', objective: '3.2', role: 'secondary', minimum: 0.2, sd: 0.8 }
			]
		},
		launched: { on: 215, by: 'cabinet' },
		results: [
			{
				on: 44,
				by: 'evaluator',
				rows: [
					{
						metric: 'Unit assessment score',
						arm: 'pilot',
						phase: 'baseline',
						period: 'Unit 2',
						n: 148,
						mean: 58.4,
						sd: 14.9
					},
					{
						metric: 'Unit assessment score',
						arm: 'comparison',
						phase: 'baseline',
						period: 'Unit 2',
						n: 151,
						mean: 58.9,
						sd: 15.2
					},
					{
						metric: 'Unit assessment score',
						arm: 'pilot',
						phase: 'outcome',
						period: 'Unit 4',
						n: 148,
						mean: 61.2,
						sd: 16.1
					},
					{
						metric: 'Unit assessment score',
						arm: 'comparison',
						phase: 'outcome',
						period: 'Unit 4',
						n: 151,
						mean: 67.9,
						sd: 15.5
					},
					{
						metric: 'Engagement rating',
						arm: 'pilot',
						phase: 'outcome',
						period: 'Unit 4',
						n: 139,
						mean: 3.9,
						sd: 0.8
					},
					{
						metric: 'Engagement rating',
						arm: 'comparison',
						phase: 'outcome',
						period: 'Unit 4',
						n: 143,
						mean: 3.7,
						sd: 0.9
					}
				]
			}
		],
		asking: [
			{
				on: 60,
				by: 'evaluator',
				period: 'Unit 4',
				closes: 46,
				closed: 47,
				answers: [
					['grade6', 'daily', 25, '4454344'],
					['mesa1', 'daily', 30, '4555445'],
					['mesa2', 'most days', 10, '3443233'],
					['mesa3', 'weekly', 0, '3433333'],
					['mesa4', 'most days', -20, '2322122'],
					['mesa5', 'less than weekly', -10, '3422222'],
					['mesa6', 'weekly', 15, '4544344'],
					['mesa7', 'most days', 20, '4554434'],
					['teacher', 'daily', 30, '4454344'],
					['sunrise1', 'daily', 45, '5555455'],
					['sunrise2', 'most days', 15, '3443233'],
					['sunrise3', 'weekly', -30, '2211112'],
					['sunrise4', 'most days', 10, '4443343'],
					['sunrise5', 'less than weekly', 0, '3433323']
				]
			}
		],
		evaluated: {
			on: 40,
			by: 'evaluator',
			summary:
				'Students liked the tutor and learnt less: 6.7 points lower on the unit assessment. The chats show why: it gave the next step before they had tried.',
			recommends: 'sunset'
		},
		decided: {
			on: 27,
			votes: [
				['cabinet', 'sunset', 'I sponsor this pilot, and the numbers are clear.'],
				['cabinet2', 'sunset', ''],
				['cabinet3', 'sunset', ''],
				['chair', 'sunset', '']
			],
			outcome: 'sunset',
			rationale:
				'The tutor did harm to what it was meant to help. We thank the team, who measured it so well that we could see it in one term.'
		}
	},
	{
		title: 'Automatic calls about absences',
		kind: 'operations',
		objectives: ['3.3'],
		sites: ['Attendance office', 'Ridgeview Middle School'],
		team: ['attendance'],
		problem: 'A family hears of an unexplained absence on the next day, if at all.',
		who: 'Families of about 2,400 students, and the attendance office.',
		benefit: 'A call in the family’s language within the hour, without a person dialling.',
		know: 'Absences for which a family was reached on the same day; absences called by the tool against absences called by staff, by lot.',
		tool: 'A voice agent for calls',
		answers: { students: false, under13: false, personal: true, decides: false },
		started: 600,
		submitted: 595,
		triage: { on: 588, sponsor: 'cabinet2' },
		reviews: [
			{ specialty: 'privacy', by: 'reviewer2', on: 575 },
			{ specialty: 'security', by: 'reviewer', on: 574 },
			{ specialty: 'instruction', by: 'reviewer', on: 574 }
		],
		plan: {
			on: 570,
			evaluator: 'evaluator2',
			question: 'Should the voice agent call for all schools?',
			stopRule: 'Stop at the first call that gives away whose child it is about.',
			once: 6000,
			yearly: 24000,
			cycleEnd: 400,
			design: 'randomized',
			unit: 'thing',
			groups: 800,
			people: 800,
			period: 'Fall 2025',
			goals: [
				{
					metric: 'Absences answered the same day',
					objective: '3.3',
					role: 'primary',
					target: 0.8,
					minimum: 0.06
				}
			]
		},
		launched: { on: 560, by: 'cabinet2' },
		results: [
			{
				on: 398,
				by: 'evaluator2',
				rows: [
					{
						metric: 'Absences answered the same day',
						arm: 'pilot',
						phase: 'outcome',
						period: 'Fall 2025',
						n: 812,
						events: 511
					},
					{
						metric: 'Absences answered the same day',
						arm: 'comparison',
						phase: 'outcome',
						period: 'Fall 2025',
						n: 790,
						events: 494
					}
				]
			}
		],
		evaluated: {
			on: 395,
			by: 'evaluator2',
			summary:
				'The agent reached as many families as people did: 63 in a hundred either way. It calls sooner, and is hung up on more often.',
			recommends: 'sunset'
		},
		decided: {
			on: 388,
			votes: [
				['cabinet', 'shelve', ''],
				['cabinet2', 'shelve', 'I sponsor this pilot. A better voice may come.'],
				['cabinet3', 'abstain', ''],
				['chair', 'sunset', '']
			],
			outcome: 'sunset',
			rationale:
				'No gain that matters for 24,000 dollars a year. The same money pays two hours of a bilingual caller each day.',
			override:
				'Two of us would wait for a better voice. The vendor names no date for one, and a pilot that rests keeps its licence and its families waiting.'
		},
		retired: {
			on: 350,
			lesson:
				'Speed was not the problem: families hang up on a voice they do not know. Callers who say the school’s name first reach more of them.'
		}
	},
	{
		title: 'AI champions in every school',
		kind: 'staff productivity',
		objectives: ['2.2'],
		sites: ['Clear Creek High School', 'Harbor Elementary', 'Ridgeview Middle School'],
		team: ['library'],
		problem:
			'Whoever knows how to use a tool well is asked by everyone, in their lunch break, and paid for none of it.',
		who: 'About 20 staff who would serve as champions, and their colleagues.',
		benefit: 'A named, trained and paid colleague in each school who helps others to try and to stop.',
		know: 'Champions who finished the course and are still serving after a term.',
		tool: '',
		answers: { students: false, under13: false, personal: false, decides: false },
		started: 75,
		submitted: 70,
		plan: {
			on: 66,
			evaluator: 'evaluator2',
			question: 'Should every school have a champion with four paid hours a week?',
			stopRule: 'Stop if a champion is taken from their classes for it.',
			once: 9000,
			yearly: 36000,
			cycleEnd: -150,
			design: 'before and after',
			unit: 'school',
			analysed: 'school',
			groups: 5,
			people: 5,
			period: 'Spring 2027',
			goals: [
				{
					metric: 'AI champions for each school',
					objective: '2.2',
					role: 'primary',
					target: 1,
					minimum: 0.5
				},
				{ metric: 'Staff trained', objective: '2.2', role: 'secondary', target: 0.6, minimum: 0.1 }
			]
		},
		leaves: {
			on: 61,
			by: 'admin',
			to: 'shelved',
			note: 'A good plan without money this year: it comes back before the next budget.',
			wakeOn: -62
		}
	},
	{
		title: 'Face recognition at school entrances',
		kind: 'operations',
		objectives: ['1.2'],
		sites: ['Clear Creek High School'],
		team: ['attendance'],
		problem: 'Doors are propped open in the morning rush, and nobody knows who came in.',
		who: 'Everyone who enters Clear Creek High School.',
		benefit: 'Doors that open for those who belong to the school.',
		know: 'Doors found open, a week.',
		tool: 'Cameras with face recognition',
		answers: {
			students: true,
			under13: false,
			personal: true,
			decides: true,
			biometric: true,
			reviewed: 'nobody',
			reversible: 'with effort'
		},
		started: 140,
		submitted: 138,
		leaves: {
			on: 134,
			by: 'admin',
			to: 'declined',
			note: 'Biometric identification of students is against our guiding principles. Badge readers solve the open doors and are in the building plan.'
		}
	},
	{
		title: 'Prompt-writing workshops for paraprofessionals',
		kind: 'staff productivity',
		objectives: ['2.1'],
		sites: ['Mesa Elementary'],
		team: ['grade6'],
		problem: 'Paraprofessionals have the assistant on their devices and no hour in which to learn it.',
		who: '46 paraprofessionals.',
		benefit: 'Three short workshops, and a partner to practise with.',
		know: 'Confidence rating before and after.',
		tool: 'Assistant of the existing office suite',
		answers: { students: false, under13: false, personal: false, decides: false },
		started: 110,
		submitted: 105,
		triage: {
			on: 101,
			sponsor: 'cabinet3',
			tier: 'moderate',
			reason: 'They work with students who have a plan, so that security and instruction look at it too.'
		},
		leaves: {
			on: 95,
			by: 'grade6',
			to: 'withdrawn',
			note: 'The professional learning office offers the same course from January, so there is nothing left to pilot.'
		}
	}
];
