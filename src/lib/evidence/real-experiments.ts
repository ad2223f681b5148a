/* Group summaries of two real experiments, for tests. No person's row is here. */
import type { Row } from './input.ts';
import { means } from './fixtures.ts';

/**
 * The Electric Company experiment of 1971 on television lessons for reading, grades 1 to 4: n counts classes, mean and sd are of class
 * means of the reading test. Source: Ball & Bogatz (1973), Reading with Television; data as in Gelman & Hill (2007), chapter 23.
 */
export const electricCompany: Row[] = [
	...grade(
		'Grade 1',
		21,
		[15.528571428571428, 2.7360816612708865],
		[15.623809523809523, 2.0873199950905375],
		[77.0904761904762, 16.412949301143435],
		[68.79047619047618, 13.38965663345796]
	),
	...grade(
		'Grade 2',
		34,
		[75.8970588235294, 10.821904982533361],
		[70.70882352941176, 13.607871332810973],
		[101.57058823529412, 10.242263285975971],
		[93.21176470588236, 11.93149041227082]
	),
	...grade(
		'Grade 3',
		20,
		[93.5, 10.764072796014283],
		[95.8, 9.763843074268827],
		[106.51, 7.993411760878288],
		[106.175, 6.832728899241232]
	),
	...grade(
		'Grade 4',
		21,
		[107.3, 6.224226859618791],
		[104.23809523809524, 10.213984344538432],
		[114.06666666666666, 4.204204244959245],
		[110.35714285714286, 7.2908553290112295]
	)
];

type MeanAndSd = [mean: number, sd: number];

function grade(
	stratum: string,
	n: number,
	pre1: MeanAndSd,
	pre0: MeanAndSd,
	post1: MeanAndSd,
	post0: MeanAndSd
) {
	return [
		...means([n, ...pre1], [n, ...pre0], { stratum, phase: 'baseline' }),
		...means([n, ...post1], [n, ...post0], { stratum })
	];
}

/**
 * Video against text hints in a practice set on triangles: share of students who completed it, as a mean of 0 and 1.
 * Source: T. Thompson's test on ASSISTments, 2015; data of Selent, Patikorn & Heffernan (2016), ASSISTments Dataset from Multiple
 * Randomized Controlled Experiments.
 */
export const assistments: Row[] = means(
	[337, 0.6083086053412463, 0.488854150713457],
	[346, 0.5578034682080925, 0.49736677813052277]
);
