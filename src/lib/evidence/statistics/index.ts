/*
 * What the numbers of a pilot's groups may be said to show: pure functions over group summaries, without framework, for Node and browser.
 * Every function takes one object and returns one; throws a `RangeError` that names the argument for impossible input; and returns
 * `{ undefined: true, reason }` where the input is possible but the quantity isn't defined. Intervals are at 95% unless `confidence`
 * says otherwise. Nothing is rounded.
 */
export { adjustedDifference, type Paired } from './adjusted-difference.ts';
export { sampleRatio } from './assignment.ts';
export { attrition } from './attrition.ts';
export { baselineEquivalence } from './baseline.ts';
export { clusterAdjust, clusterMeans, type ClusterAdjusted, type ClusterSummary } from './cluster.ts';
export { combine, type Combined } from './combination.ts';
export { minimumDetectableEffect } from './detectable-effect.ts';
export { coxIndex, hedgesG, improvementIndex } from './effect-size.ts';
export { meanInterval, type Interval } from './interval.ts';
export { differenceInDifferences, meanChange, type Basis, type BeforeAndAfter } from './mean-change.ts';
export { meanDifference, pooledDifference, type TwoGroups } from './mean-difference.ts';
export { benjaminiHochberg } from './multiplicity.ts';
export { nonInferiority } from './non-inferiority.ts';
export { power, sampleSize, sampleSizeProportions } from './power.ts';
export { riskDifference, wilson, type Share, type TwoShares } from './proportion.ts';
export { rateRatio, type Rate } from './rate.ts';
export { alwaysValid } from './sequential.ts';
export { pool, summarize, type Group, type SingleValue, type Summary } from './summary.ts';
export type { NoEstimate, TEstimate } from './t-estimate.ts';
export { trend, type Point, type Trend } from './trend.ts';
export { isUndefined, type Undefined } from './undefined.ts';
