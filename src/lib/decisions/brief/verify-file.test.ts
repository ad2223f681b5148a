import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exported } from '#lib/evidence/analysis-file-fixtures.ts';
import { input, means } from '#lib/evidence/fixtures.ts';
import { fileOf } from './brief-fixtures.ts';
import { verifyFile } from './verify-file.ts';

let folder: string;
const pilot = input({ rows: means([50, 64, 9], [50, 60, 9]) });

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'pilotage-brief-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function verified(value: unknown) {
	const path = join(folder, 'brief.json');
	writeFileSync(path, typeof value === 'string' ? value : JSON.stringify(value));
	const { code, lines } = verifyFile(path);
	return { code, said: lines.join('\n') };
}

describe('the file of a brief', () => {
	test('is read, and every figure is the same', () => {
		const { code, said } = verified(fileOf(pilot, true));
		expect(said).toMatch(/^P-0007 A tutor for fractions: brief, version 1, frozen at 2026-06-02T08:00:00Z/);
		expect(said).toMatch(/^Not compared, since it is the record of its moment.*: .*brief\.risks \(\d+\)/m);
		expect(said).toMatch(/Every figure that can be computed is the same\.$/);
		expect(code).toBe(0);
	});

	test('that was changed does not follow from its group summaries', () => {
		const file = fileOf(pilot, true);
		file.brief.evidence.permitted = ['sunset'];
		const { code, said } = verified(file);
		expect(said).toMatch(/brief\.evidence\.permitted: exported "sunset"/);
		expect(said).toMatch(/This brief does not follow from its group summaries\.$/);
		expect(code).toBe(1);
	});

	test('of an analysis is read as before', () => {
		const { code, said } = verified(exported(pilot, true));
		expect(said).toMatch(/^P-0007 A tutor for fractions: analysis computed at/);
		expect(code).toBe(0);
	});

	test.each<[string, () => unknown, RegExp]>([
		[
			'of a newer version',
			() => ({ ...fileOf(pilot, true), version: 2 }),
			/^brief\.json is of version 2 of the format/
		],
		[
			'without its figures',
			() => {
				const file = fileOf(pilot, true);
				return { ...file, brief: { ...file.brief, figures: undefined } };
			},
			/^brief\.json is incomplete: brief\.figures is missing/
		],
		[
			'without its analysis',
			() => ({ ...fileOf(pilot, true), analysis: undefined }),
			/^brief\.json is incomplete: analysis is missing/
		],
		[
			'with an analysis that is none',
			() => ({ ...fileOf(pilot, true), analysis: {} }),
			/^brief\.json has an analysis that is in another format/
		],
		['that is no JSON', () => 'a;b', /^brief\.json is not JSON\.$/]
	])('%s ends with 2 and one sentence', (_, file, expected) => {
		const { code, said } = verified(file());
		expect(said).toMatch(expected);
		expect(said.split('\n')).toHaveLength(1);
		expect(code).toBe(2);
	});
});
