import type { Story } from './story.ts';

/** Pilots along the way. The figures of the two instructional ones are real: see the notes at their rows. */
export const underWay: Story[] = [
	{
		title: 'Answering enrolment questions by chat',
		kind: 'staff productivity',
		objectives: ['1.1', '3.3'],
		sites: ['Family communications'],
		team: ['lead'],
		problem:
			'In August the front offices answer the same forty questions about enrolment all day, and families wait up to two days for an answer.',
		who: 'Families who enrol a child, and the staff of nine front offices.',
		benefit: '',
		know: '',
		tool: '',
		answers: { students: false, under13: false, personal: false, decides: false },
		started: 4
	},
	{
		title: 'A reading companion for English learners',
		kind: 'student-facing instruction',
		objectives: ['3.1', '2.3'],
		sites: ['Sunrise Elementary', 'Mesa Elementary'],
		team: ['teacher', 'grade6'],
		problem:
			'English learners in grade 6 read aloud with an adult about eight minutes a week. Their fluency grows slower than that of their classmates from November on.',
		who: 'About 120 English learners in grade 6, their five teachers and two aides.',
		benefit:
			'Ten more minutes of guided reading aloud a day, at each reader’s own level, with the teacher seeing where they stumble.',
		know: 'Reading assessment in May against classes that start half a year later; and whether children still choose to read with a person.',
		tool: 'A speech-based reading tutor, not chosen yet',
		answers: {
			students: true,
			under13: true,
			personal: true,
			decides: false,
			biometric: true,
			reviewed: 'spot checks'
		},
		template: 'Practice and feedback for students',
		ahead: {
			on: 11,
			classes: 5,
			people: 120,
			grades: ['6'],
			payer: 'English learners programme',
			hours: 9,
			who: 'Five teachers and two aides',
			partners: ['City library']
		},
		forecast: { on: 10, by: 'teacher', value: 24000, cost: 11000 },
		started: 12,
		submitted: 9,
		talk: [
			[
				'evaluator',
				7,
				'Two of the five classes are in the after-school programme that starts in the same month. How would we tell the one from the other?'
			],
			[
				'teacher',
				6,
				'Good question. Mesa starts half a year later, and its classes are in the programme too.\nSo the comparison has it as well.'
			],
			['library', 5, 'I can lend twelve headsets until spring.']
		],
		joining: {
			seats: [
				{
					on: 8,
					role: 'data collector',
					wanted: 'Logs the minutes that each class reads aloud, every Friday until May.',
					hours: 2,
					asks: [{ on: 2, by: 'library', note: 'I am at Mesa on Fridays anyway, and I like tables.' }]
				},
				{
					on: 8,
					role: 'member',
					wanted: 'Speaks Somali or Spanish, and explains the pilot to families.',
					hours: 1.5
				}
			],
			threads: [
				{
					on: 4,
					by: 'cabinet2',
					part: 'who_affected',
					body: 'Do the two aides know that they are in it?',
					answers: [['teacher', 3, 'Both do, and both want it. I add their names when we plan.']],
					settled: { on: 3, by: 'teacher' }
				}
			]
		}
	},
	{
		title: 'One checklist for every AI tool',
		kind: 'back office',
		objectives: ['1.3', '1.4'],
		sites: ['Technology and innovation'],
		team: ['library'],
		problem:
			'A new tool takes 34 working days from request to answer, since five offices ask the same vendor the same questions one after the other.',
		who: 'Staff who wait for a tool, and the five offices that review it.',
		benefit: 'One set of answers that all offices read at once; reviews in three weeks instead of seven.',
		know: 'Working days from proposal to the last review, against the requests of last spring.',
		tool: 'Document assistant of the existing office suite',
		answers: { students: false, under13: false, personal: true, decides: false },
		started: 40,
		submitted: 33,
		triage: { on: 28, sponsor: 'cabinet2' },
		reviews: [
			{
				specialty: 'privacy',
				by: 'reviewer2',
				on: 20,
				reason: 'Vendor documents only; no student data in scope.'
			}
		],
		begun: {
			specialty: 'security',
			by: 'reviewer',
			on: 17,
			concern: 'hosting',
			note: 'The region is named in the new audit, which the vendor has yet to send.'
		},
		joining: {
			partners: [
				{
					on: 24,
					by: 'library',
					name: 'Ines Falk',
					organisation: 'Office suite vendor',
					email: 'ines.falk@vendor.example',
					asked: [
						{
							on: 22,
							by: 'reviewer',
							question: 'Where is what the tool reads kept, and for how long?',
							answered: {
								on: 20,
								answer: 'In two data centres in Ohio, for 30 days. Nothing of it trains a model.'
							}
						},
						{
							on: 6,
							by: 'library',
							question: 'Can the checklist be filled in before a contract is signed?',
							due: -8
						}
					]
				}
			],
			threads: [
				{
					on: 19,
					by: 'reviewer2',
					part: 'how_we_know',
					body: 'Last spring had two tools that took half a year because of one contract. With them in, anything looks faster.',
					answers: [['library', 18, 'True. We say which they are, and show it with and without.']]
				},
				{
					on: 17,
					by: 'reviewer',
					part: 'tool',
					only: true,
					body: 'The vendor’s last audit is two years old. I would rather see the new one before we sign for security.',
					answers: [['cabinet2', 16, 'Agreed. I ask them for it.']]
				}
			]
		},
		plan: {
			on: 18,
			evaluator: 'evaluator2',
			question: 'Should every request for an AI tool go through the one checklist from July?',
			stopRule: 'Stop if two offices miss a finding that the old way would have caught.',
			once: 4000,
			yearly: 6000,
			cycleEnd: -120,
			design: 'before and after',
			unit: 'thing',
			groups: 1,
			people: 30,
			period: 'Spring 2027',
			goals: [
				{
					metric: 'Days from proposal to review outcome',
					objective: '1.3',
					role: 'primary',
					target: 15,
					minimum: 5,
					sd: 9
				},
				{ metric: 'Incidents per month', objective: '1.4', role: 'guardrail', limit: 1.5 },
				{
					metric: 'Data-privacy agreements current',
					objective: '1.4',
					role: 'secondary',
					target: 1,
					minimum: 0.05
				}
			]
		},
		waived: [
			{
				on: 10,
				by: 'cabinet3',
				criterion: 'tools',
				reason:
					'The assistant is part of an office suite that the district has used for four years. The list of approved tools takes it in with the January update.'
			}
		]
	},
	{
		title: 'Reading lessons by television in grades 1 to 4',
		kind: 'student-facing instruction',
		objectives: ['3.1'],
		sites: ['Harbor Elementary', 'Mesa Elementary', 'Sunrise Elementary'],
		team: ['grade6', 'library'],
		problem:
			'Classes with the weakest readers get the least practice time, and a second reading teacher for each is out of reach.',
		who: 'Children in 192 classes of grades 1 to 4 and their teachers.',
		benefit: 'Half an hour of phonics and comprehension a day that a class can watch together.',
		know: 'Class means of the reading test at the end of the year against classes without the programme, grade by grade.',
		tool: 'The Electric Company, a daily reading programme',
		answers: { students: true, under13: true, personal: false, decides: false },
		started: 320,
		submitted: 310,
		triage: { on: 300, sponsor: 'cabinet' },
		reviews: [
			{ specialty: 'privacy', by: 'reviewer2', on: 290 },
			{ specialty: 'security', by: 'reviewer', on: 288 },
			{ specialty: 'instruction', by: 'reviewer', on: 288 }
		],
		plan: {
			on: 285,
			evaluator: 'evaluator',
			question: 'Should every class in grades 1 to 4 watch the programme next year?',
			stopRule: 'Stop if teachers report that reading time with a person went down.',
			once: 12000,
			yearly: 18000,
			cycleEnd: 3,
			design: 'matched comparison',
			unit: 'class',
			analysed: 'class',
			groups: 96,
			people: 96,
			period: 'End of year',
			strata: ['Grade 1', 'Grade 2', 'Grade 3', 'Grade 4'],
			goals: [
				{
					metric: 'Reading assessment score',
					objective: '3.1',
					role: 'primary',
					target: 100,
					minimum: 3,
					sd: 12
				}
			]
		},
		launched: { on: 280, by: 'cabinet' },
		// 192 classes of the Electric Company experiment of 1971 (Ball and Bogatz 1973; data as in Gelman and Hill 2007):
		// n counts classes; mean and sd are of class means.
		results: [
			{
				on: 10,
				by: 'evaluator',
				rows: (
					[
						[
							'Grade 1',
							21,
							15.52857142857143,
							2.7360816612708865,
							77.09047619047618,
							16.412949301143435,
							21,
							15.623809523809525,
							2.087319995090538,
							68.79047619047618,
							13.389656633457964
						],
						[
							'Grade 2',
							34,
							75.8970588235294,
							10.821904982533361,
							101.57058823529412,
							10.242263285975973,
							34,
							70.70882352941176,
							13.607871332810971,
							93.21176470588237,
							11.93149041227082
						],
						[
							'Grade 3',
							20,
							93.5,
							10.764072796014283,
							106.50999999999999,
							7.9934117608782875,
							20,
							95.8,
							9.763843074268829,
							106.175,
							6.832728899241232
						],
						[
							'Grade 4',
							21,
							107.29999999999997,
							6.22422685961879,
							114.06666666666665,
							4.204204244959245,
							21,
							104.23809523809524,
							10.21398434453843,
							110.35714285714286,
							7.290855329011229
						]
					] as const
				).flatMap(([stratum, n1, pre1, preSd1, post1, postSd1, n0, pre0, preSd0, post0, postSd0]) => {
					const row = {
						metric: 'Reading assessment score',
						stratum,
						source: 'Electric Company experiment, class means'
					};
					return [
						{
							...row,
							arm: 'pilot' as const,
							phase: 'baseline' as const,
							period: 'Start of year',
							n: n1,
							mean: pre1,
							sd: preSd1
						},
						{
							...row,
							arm: 'comparison' as const,
							phase: 'baseline' as const,
							period: 'Start of year',
							n: n0,
							mean: pre0,
							sd: preSd0
						},
						{
							...row,
							arm: 'pilot' as const,
							phase: 'outcome' as const,
							period: 'End of year',
							n: n1,
							mean: post1,
							sd: postSd1
						},
						{
							...row,
							arm: 'comparison' as const,
							phase: 'outcome' as const,
							period: 'End of year',
							n: n0,
							mean: post0,
							sd: postSd0
						}
					];
				})
			}
		]
	},
	{
		title: 'Video hints in practice on triangles',
		kind: 'student-facing instruction',
		objectives: ['3.1', '3.2'],
		sites: ['Ridgeview Middle School', 'Clear Creek High School'],
		team: ['lead', 'teacher'],
		problem:
			'Four in ten students give up the practice set on areas of triangles. The worked example they get is a page of text.',
		who: 'Students of seven mathematics classes who practise on the platform, and their teachers.',
		benefit: 'A struggling student sees the example explained in a minute of video instead of reading it.',
		know: 'The platform gives text or video by chance; we compare how many students finish the practice set.',
		tool: 'ASSISTments skill builder with worked examples',
		answers: { students: true, under13: false, personal: false, decides: false },
		started: 190,
		submitted: 180,
		triage: { on: 172, sponsor: 'cabinet' },
		reviews: [
			{ specialty: 'privacy', by: 'reviewer', on: 165 },
			{ specialty: 'security', by: 'reviewer', on: 165 },
			{ specialty: 'instruction', by: 'reviewer', on: 164 }
		],
		plan: {
			on: 160,
			evaluator: 'evaluator',
			question: 'Should worked examples in practice sets be videos from next term?',
			stopRule: 'Stop if fewer students finish with video than with text and the interval leaves out zero.',
			once: 2500,
			yearly: 1500,
			cycleEnd: 14,
			design: 'randomized',
			unit: 'student',
			groups: 7,
			people: 340,
			period: 'Fall 2026',
			goals: [
				{
					metric: 'Skill builder completion',
					objective: '3.1',
					role: 'primary',
					target: 0.65,
					minimum: 0.05,
					sd: 0.49
				}
			]
		},
		launched: { on: 150, by: 'cabinet3' },
		// 683 students of a randomised test on ASSISTments in 2015 (Thompson; published with Selent and others 2016).
		results: [
			{
				on: 12,
				by: 'evaluator',
				rows: [
					{
						metric: 'Skill builder completion',
						arm: 'pilot',
						phase: 'outcome',
						period: 'Fall 2026',
						n: 337,
						mean: 0.6083086053412463,
						sd: 0.4888541507134565,
						source: 'ASSISTments, video examples'
					},
					{
						metric: 'Skill builder completion',
						arm: 'comparison',
						phase: 'outcome',
						period: 'Fall 2026',
						n: 346,
						mean: 0.5578034682080925,
						sd: 0.49736677813052416,
						source: 'ASSISTments, text examples'
					}
				]
			}
		],
		evaluated: {
			on: 8,
			by: 'evaluator',
			summary:
				'683 students were given text or video by chance. With video 61 % finished, with text 56 %. The difference of 5 points could be chance: the interval runs from 2 points worse to 12 points better. A second term at the same size would halve the doubt.',
			recommends: 'extend',
			second: {
				by: 'evaluator2',
				asked: 8,
				on: 6,
				verdict: 'agree with remarks',
				remarks:
					'The figures say what the report says. I would write the quiz into the plan before the second term: without it another term tells us again who finished, and not who learnt.'
			}
		}
	},
	{
		title: 'Letters to families, drafted by AI',
		kind: 'staff productivity',
		objectives: ['1.1', '3.3'],
		sites: ['Family communications', 'Harbor Elementary', 'Sunrise Elementary'],
		team: ['letters', 'library'],
		problem: 'A letter to families takes twenty minutes, and most are late. Translation comes on top.',
		who: '82 office staff who write to families, and about 9,000 families.',
		benefit: 'Drafts in plain words that staff check and send in half the time.',
		know: 'Minutes per letter, checking included, in a time diary; offices with the tool against offices without, drawn by lot.',
		tool: 'Letter assistant of the existing office suite',
		answers: { students: false, under13: false, personal: false, decides: false },
		template: 'Time back for staff',
		ahead: {
			on: 288,
			classes: 6,
			people: 82,
			payer: 'The school offices',
			hours: 4,
			who: 'Two trainers, and an hour of each office a month'
		},
		forecast: {
			on: 268,
			by: 'letters',
			value: 60000,
			cost: 14000,
			effect: { metric: 'Minutes per letter', amount: -5, words: 'A quarter of the twenty minutes.' },
			came: {
				on: 120,
				by: 'cabinet2',
				value: 88000,
				cost: 17500,
				source: 'Ledger of the spring term, and letters sent times minutes saved.'
			}
		},
		started: 290,
		submitted: 284,
		triage: { on: 280, sponsor: 'cabinet2' },
		reviews: [
			{
				specialty: 'privacy',
				by: 'reviewer',
				on: 274,
				reason: 'No names in prompts; the office suite’s agreement covers it.'
			}
		],
		plan: {
			on: 270,
			evaluator: 'evaluator',
			question: 'Should every school office get the letter assistant?',
			stopRule: 'Stop if complaints from families about letters double.',
			once: 3000,
			yearly: 14000,
			cycleEnd: 130,
			design: 'randomized',
			unit: 'staff',
			groups: 41,
			people: 41,
			period: 'Spring 2026',
			goals: [
				{ metric: 'Minutes per letter', objective: '3.3', role: 'primary', target: 12, minimum: 3, sd: 5 },
				{ metric: 'Complaints from families', objective: '1.1', role: 'guardrail', limit: 2 },
				{ metric: 'Letters corrected', objective: '1.1', role: 'guardrail', limit: 0.02 },
				{ metric: 'Staff using the tool weekly', objective: '1.1', role: 'secondary', target: 0.75 },
				{ metric: 'Uses for each member of staff a week', objective: '1.1', role: 'secondary', target: 3 },
				{ metric: 'Minutes saved a week', objective: '1.1', role: 'secondary', target: 90 },
				{ metric: 'Minutes of checking a week', objective: '1.1', role: 'secondary', target: 40 },
				{ metric: 'Cost of the pilot', objective: '3.3', role: 'secondary', target: 10000 }
			]
		},
		launched: { on: 265, by: 'cabinet2' },
		results: [
			{
				on: 264,
				by: 'evaluator',
				rows: [
					{
						metric: 'Minutes per letter',
						arm: 'pilot',
						phase: 'baseline',
						period: 'Winter 2026',
						n: 42,
						mean: 20.1,
						sd: 5.6
					},
					{
						metric: 'Minutes per letter',
						arm: 'comparison',
						phase: 'baseline',
						period: 'Winter 2026',
						n: 40,
						mean: 19.8,
						sd: 5.4
					},
					{
						metric: 'Letters corrected',
						arm: 'pilot',
						phase: 'baseline',
						period: 'Winter 2026',
						n: 1240,
						events: 41
					},
					{
						metric: 'Letters corrected',
						arm: 'comparison',
						phase: 'baseline',
						period: 'Winter 2026',
						n: 1190,
						events: 38
					}
				]
			},
			{
				on: 128,
				by: 'evaluator',
				rows: [
					{
						metric: 'Minutes per letter',
						arm: 'pilot',
						phase: 'outcome',
						period: 'Spring 2026',
						n: 42,
						mean: 11.8,
						sd: 4.1
					},
					{
						metric: 'Minutes per letter',
						arm: 'comparison',
						phase: 'outcome',
						period: 'Spring 2026',
						n: 40,
						mean: 19.6,
						sd: 5.3
					},
					{
						metric: 'Complaints from families',
						arm: 'pilot',
						phase: 'outcome',
						period: 'Spring 2026',
						events: 4,
						exposure: 5
					},
					{
						metric: 'Complaints from families',
						arm: 'comparison',
						phase: 'outcome',
						period: 'Spring 2026',
						events: 5,
						exposure: 5
					},
					{
						metric: 'Letters corrected',
						arm: 'pilot',
						phase: 'outcome',
						period: 'Spring 2026',
						n: 1310,
						events: 40
					},
					{
						metric: 'Letters corrected',
						arm: 'comparison',
						phase: 'outcome',
						period: 'Spring 2026',
						n: 1205,
						events: 39
					},
					{
						metric: 'Staff using the tool weekly',
						arm: 'pilot',
						phase: 'outcome',
						period: 'Spring 2026',
						n: 42,
						events: 36
					},
					{
						metric: 'Uses for each member of staff a week',
						arm: 'pilot',
						phase: 'outcome',
						period: 'Spring 2026',
						n: 42,
						events: 2016,
						exposure: 756,
						note: '42 members of staff, 18 weeks'
					},
					{
						metric: 'Minutes saved a week',
						arm: 'pilot',
						phase: 'outcome',
						period: 'Spring 2026',
						n: 42,
						mean: 104,
						sd: 43
					},
					{
						metric: 'Minutes of checking a week',
						arm: 'pilot',
						phase: 'outcome',
						period: 'Spring 2026',
						n: 42,
						mean: 33,
						sd: 18
					},
					{
						metric: 'Cost of the pilot',
						arm: 'pilot',
						phase: 'outcome',
						period: 'Spring 2026',
						value: 8700,
						source: 'Ledger of the spring term'
					}
				]
			}
		],
		evaluated: {
			on: 124,
			by: 'evaluator',
			summary:
				'Staff with the assistant needed 7.8 minutes less for a letter, checking included. Complaints stayed where they were. Nobody on the comparison side had the tool.',
			recommends: 'scale'
		},
		decided: {
			on: 115,
			votes: [
				['cabinet', 'scale', 'The time is real, and it goes to families.'],
				['cabinet2', 'scale', 'Cheap to run.'],
				['cabinet3', 'scale', ''],
				['chair', 'scale', '']
			],
			outcome: 'scale',
			rationale:
				'A clear gain of almost eight minutes a letter, no more complaints, and a cost that the offices carry themselves.',
			nextReview: -120
		}
	},
	{
		title: 'Bus routes planned by AI',
		kind: 'operations',
		objectives: ['3.3', '1.2'],
		sites: ['Transportation'],
		team: ['transport'],
		problem:
			'Routes are drawn by hand each August and never again, though a tenth of the riders move during the year. Buses drive half empty.',
		who: 'About 3,100 riders, 58 drivers and two planners.',
		benefit: 'Fewer miles with the same arrival times, and a plan that is redone each month.',
		know: 'Miles driven on a school day at the depot with planned routes against the depot without; late arrivals as the guardrail.',
		tool: 'Route planner of the fleet telematics vendor',
		answers: { students: false, under13: false, personal: false, decides: false },
		forecast: {
			on: 676,
			by: 'transport',
			value: 120000,
			cost: 22000,
			effect: { metric: 'Miles driven a day', amount: -60 },
			came: {
				on: 290,
				by: 'cabinet2',
				value: 94000,
				cost: 23400,
				source: 'Fuel and overtime of the year, from the ledger.'
			}
		},
		started: 705,
		submitted: 697,
		triage: { on: 690, sponsor: 'cabinet2' },
		reviews: [{ specialty: 'privacy', by: 'reviewer2', on: 683 }],
		plan: {
			on: 677,
			evaluator: 'evaluator2',
			question: 'Should both depots plan their routes with the tool?',
			stopRule: 'Stop if late arrivals rise by more than two in a hundred runs.',
			once: 9000,
			yearly: 22000,
			cycleEnd: 536,
			design: 'matched comparison',
			unit: 'thing',
			groups: 60,
			people: 60,
			period: 'Spring 2025',
			goals: [
				{
					metric: 'Miles driven a day',
					objective: '3.3',
					role: 'primary',
					target: 1420,
					minimum: 40,
					sd: 90
				},
				{
					metric: 'Minutes on the bus',
					objective: '1.2',
					role: 'key',
					target: 33,
					minimum: 2,
					sd: 8
				},
				{ metric: 'Late arrivals', objective: '1.2', role: 'guardrail', limit: 0.02 },
				{ metric: 'Cost avoided', objective: '3.3', role: 'key', target: 25000 },
				{ metric: 'Uptime', objective: '1.2', role: 'secondary', target: 0.995 },
				{ metric: 'Staff using the tool weekly', objective: '3.3', role: 'secondary', target: 0.8 }
			]
		},
		launched: { on: 670, by: 'admin' },
		results: [
			{
				on: 668,
				by: 'evaluator2',
				rows: [
					{
						metric: 'Miles driven a day',
						arm: 'pilot',
						phase: 'baseline',
						period: 'Fall 2024',
						n: 60,
						mean: 1494,
						sd: 91
					},
					{
						metric: 'Miles driven a day',
						arm: 'comparison',
						phase: 'baseline',
						period: 'Fall 2024',
						n: 60,
						mean: 1491,
						sd: 90
					},
					{
						metric: 'Minutes on the bus',
						arm: 'pilot',
						phase: 'baseline',
						period: 'Fall 2024',
						n: 620,
						mean: 37.9,
						sd: 8.2
					},
					{
						metric: 'Minutes on the bus',
						arm: 'comparison',
						phase: 'baseline',
						period: 'Fall 2024',
						n: 608,
						mean: 37.6,
						sd: 8
					},
					{
						metric: 'Late arrivals',
						arm: 'pilot',
						phase: 'baseline',
						period: 'Fall 2024',
						n: 2410,
						events: 140
					},
					{
						metric: 'Late arrivals',
						arm: 'comparison',
						phase: 'baseline',
						period: 'Fall 2024',
						n: 2390,
						events: 141
					}
				]
			},
			{
				on: 534,
				by: 'evaluator2',
				rows: [
					{
						metric: 'Miles driven a day',
						arm: 'pilot',
						phase: 'outcome',
						period: 'Spring 2025',
						n: 60,
						mean: 1398,
						sd: 88
					},
					{
						metric: 'Miles driven a day',
						arm: 'comparison',
						phase: 'outcome',
						period: 'Spring 2025',
						n: 60,
						mean: 1489,
						sd: 92
					},
					{
						metric: 'Minutes on the bus',
						arm: 'pilot',
						phase: 'outcome',
						period: 'Spring 2025',
						n: 640,
						mean: 32.6,
						sd: 8.1
					},
					{
						metric: 'Minutes on the bus',
						arm: 'comparison',
						phase: 'outcome',
						period: 'Spring 2025',
						n: 615,
						mean: 37.3,
						sd: 8.3
					},
					{
						metric: 'Late arrivals',
						arm: 'pilot',
						phase: 'outcome',
						period: 'Spring 2025',
						n: 2400,
						events: 132
					},
					{
						metric: 'Late arrivals',
						arm: 'comparison',
						phase: 'outcome',
						period: 'Spring 2025',
						n: 2380,
						events: 138
					},
					{
						metric: 'Cost avoided',
						arm: 'pilot',
						phase: 'outcome',
						period: 'Spring 2025',
						value: 31400,
						source: 'Fuel and hours of drivers, by the finance office'
					},
					{
						metric: 'Uptime',
						arm: 'pilot',
						phase: 'outcome',
						period: 'Spring 2025',
						n: 8640,
						events: 8619,
						note: 'A check every half hour'
					},
					{
						metric: 'Staff using the tool weekly',
						arm: 'pilot',
						phase: 'outcome',
						period: 'Spring 2025',
						n: 24,
						events: 20
					}
				]
			}
		],
		evaluated: {
			on: 530,
			by: 'evaluator2',
			summary:
				'Ninety miles less a day at the depot with the tool, arrivals as punctual as before. The depots were alike at the start.',
			recommends: 'scale'
		},
		decided: {
			on: 522,
			votes: [
				['cabinet', 'extend', 'Two depots are two places. One more spring would tell.'],
				['cabinet2', 'abstain', 'I sponsor this pilot.'],
				['cabinet3', 'extend', ''],
				['chair', 'scale', 'The routes of next year are drawn in July.']
			],
			outcome: 'scale',
			rationale: 'The saving pays for the licence four times over, and no child waits longer.',
			override:
				'Two of us would measure one more spring. The routes of next year are drawn in July: waiting costs a whole year of miles, and a depot that goes wrong can go back to its lists within a week.',
			came: {
				on: 140,
				by: 'chair',
				verdict: 'the override was right',
				words:
					'It saved 94,000 dollars in its first year, and no school saw more late buses. At the schools that came later rides became shorter by less than at the depot, which one more spring at two depots would not have shown either.'
			},
			nextReview: 340
		},
		adopted: {
			on: 280,
			by: 'cabinet2',
			owner: 'Transportation',
			budget: 'Transportation, operations 4410',
			nextReview: 175
		}
	}
];
