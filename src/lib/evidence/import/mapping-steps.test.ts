import { expect, test } from 'vitest';
import { choose, columnOf, mean, meaningOf, signsOf } from './changes.ts';
import { differencesOf } from './difference.ts';
import { differenceWords } from './difference-words.ts';
import { keptMapping, proposedMapping } from './first-mapping.ts';
import type { Summary } from './group.ts';
import { lookAt } from './look.ts';
import { problemsOf } from './problems.ts';
import type { ImportSetting } from './sent.ts';
import { csv, file, mapping } from './test-files.ts';

const district = {
	sites: [{ id: 's1', name: 'North Elementary' }],
	strata: ['Grade 4'],
	subgroups: ['English learners']
};

async function columns() {
	const rows = csv(
		['who', 'score', 'school', 'grade', 'passed'],
		['Pilot', 1, 'north elementary', 4, 'yes'],
		['control', 2, 'South', 5, 'no']
	);
	const { look } = await lookAt(file(rows));
	return (name: string) => look.columns.find((column) => column.name === name)!;
}

test('a column that is chosen brings what its labels most likely stand for', async () => {
	const column = await columns();
	const armed = choose(mapping(), 'arm', column('who'), district);
	expect(armed.arm).toEqual({ column: 'who', pilot: ['pilot'], comparison: ['control'] });
	expect(choose(armed, 'site', column('school'), district).site.ids).toEqual({ northelementary: 's1' });
	expect(choose(armed, 'stratum', column('grade'), district).stratum.names).toEqual({ 4: 'Grade 4' });
	const share = choose(mapping({ kind: 'proportion' }), 'outcome', column('passed'), district);
	expect(share).toMatchObject({ outcome: 'passed', events: ['yes'], others: ['no'] });
});

test('a column is one thing: what it was before, it is no more', async () => {
	const column = await columns();
	const first = mapping({ outcome: 'score', cluster: 'grade' });
	const second = choose(first, 'stratum', column('grade'), district);
	expect(columnOf(second, 'cluster')).toBeNull();
	expect(choose(second, 'pretest', column('score'), district)).toMatchObject({
		outcome: '',
		pretest: 'score'
	});
	expect(columnOf(choose(second, 'stratum', null, district), 'stratum')).toBeNull();
});

test('a label changes sides, or stands for nothing', () => {
	const first = mapping();
	expect(meaningOf(first, 'arm', 'pilot')).toBe('pilot');
	const turned = mean(first, 'arm', 'pilot', 'comparison');
	expect(turned.arm).toMatchObject({ pilot: [], comparison: ['comparison', 'pilot'] });
	expect(meaningOf(mean(turned, 'arm', 'pilot', ''), 'arm', 'pilot')).toBe('');
	const sited = mean(first, 'site', 'north', 's1');
	expect(meaningOf(sited, 'site', 'north')).toBe('s1');
	expect(meaningOf(sited, 'site', 'constructor')).toBe('');
	expect(mean(sited, 'site', 'north', '').site.ids).toEqual({});
	expect(signsOf(' -999, absent;, ')).toEqual(['-999', 'absent']);
});

test('what is missing before groups can be added up, at its field', () => {
	const about = { outcome: '2026-03-31', baseline: '', source: '' };
	const keys = (changes: object, more: object = {}) =>
		problemsOf(mapping(changes), { ...about, ...more }, '2026-04-01').map(({ key }) => key);
	expect(keys({})).toEqual([]);
	expect(keys({ outcome: '' })).toEqual(['no outcome']);
	expect(keys({ kind: 'proportion' })).toEqual(['no events']);
	expect(keys({ arm: { column: 'arm', pilot: [], comparison: [] } })).toEqual(['no arms']);
	expect(keys({ period: { column: null, name: ' ', pretest: '' } })).toEqual(['no period']);
	expect(keys({ period: { column: null, name: '<b>', pretest: '' } })).toEqual(['no label']);
	expect(keys({ pretest: 'pre', period: { column: 'term', name: '', pretest: '' } })).toEqual([
		'no pretest period',
		'no day'
	]);
	expect(keys({}, { outcome: '2026-04-02' })).toEqual(['future']);
	expect(keys({}, { source: 'x'.repeat(201) })).toEqual(['too long']);
});

const group = (more: Partial<Summary>) =>
	({ phase: 'outcome', period: 'Spring', site: null, stratum: null, subgroup: null, ...more }) as Summary;

test('the difference of two arms, as the evidence page will show it', () => {
	// ASSISTments, 2015: completion with video and with text.
	const [found] = differencesOf(
		[
			group({ arm: 'pilot', n: 337, mean: 0.6083086053412463, sd: 0.488854150713457 }),
			group({ arm: 'comparison', n: 346, mean: 0.5578034682080925, sd: 0.49736677813052277 }),
			group({ arm: 'pilot', subgroup: 'English learners', n: 20, mean: 0, sd: 1 })
		],
		'mean'
	);
	const words = differenceWords(found!, { kind: 'mean', unit: 'share' });
	expect(words.plain).toBe(
		'Spring: pilot less comparison +0.0505\u00a0share, 95% interval −0.0236 to 0.1246\u00a0share. The interval holds zero, so it could be chance. Chance alone makes one this large 18 times in 100.'
	);
	expect(words.exact).toContain('Welch’s t = 1.3383, df = 680.94, p = 0.1812');
});

test('shares of several sites are added up; without the other arm there is no difference', () => {
	const parts = [
		group({ arm: 'pilot', site: 'a', n: 200, events: 120 }),
		group({ arm: 'pilot', site: 'b', n: 137, events: 85 }),
		group({ arm: 'comparison', n: 346, events: 193 })
	];
	const [found] = differencesOf(parts, 'proportion');
	expect(found!.pilot.level).toBeCloseTo(205 / 337, 12);
	expect(found!.interval!.p).toBeCloseTo(0.1808, 4);
	expect(differenceWords(found!, { kind: 'proportion', unit: '' }).plain).toContain(
		'+5.1\u00a0percentage points'
	);
	expect(differencesOf(parts.slice(0, 2), 'proportion')).toEqual([]);
	expect(differencesOf(parts, 'total')).toEqual([]);
});

test('the next file is mapped as the last one, for the period that counts', async () => {
	const rows = csv(['arm', 'score', 'more'], ['pilot', 1, 2], ['comparison', 2, 3]);
	const { look } = await lookAt(file(rows));
	const goal = { kind: 'mean', metric: 'Score' } as ImportSetting['goal'];
	const kept = (name: string) => ({
		mapping: mapping({ period: { column: null, name, pretest: 'Fall' } }),
		by: 'Ana',
		at: ''
	});
	const setting = {
		...district,
		goal,
		period: 'Spring',
		compares: true,
		kept: null
	} as unknown as ImportSetting;
	expect(keptMapping(look, setting)).toBeNull();
	expect(keptMapping(look, { ...setting, kept: kept('Winter') })!.period.name).toBe('Spring');
	expect(keptMapping(look, { ...setting, kept: kept('Spring') })!.period.name).toBe('');
	const share = { ...goal, kind: 'proportion' as const };
	expect(keptMapping(look, { ...setting, goal: share, kept: kept('Winter') })).toBeNull();
	expect(proposedMapping(look, setting)).toMatchObject({
		outcome: 'score',
		arm: { column: 'arm' },
		period: { name: 'Spring', pretest: 'Before the pilot' }
	});
	// A plan without comparison has no other arm to look for.
	expect(proposedMapping(look, { ...setting, compares: false }).arm.column).toBeNull();
});
