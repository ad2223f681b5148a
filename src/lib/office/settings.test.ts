import { describe, expect, test } from 'vitest';
import { differences, valueInWords } from './settings-words.ts';
import { isSmall, settingsForm, smallDistrict, type Settings } from './settings.ts';

const now: Settings = {
	minimum_group: 10,
	quorum: 2,
	decision_rule: 'chair after quorum',
	email_domains: ['here.org'],
	one_signs_several: false,
	remind_after_days: 7,
	escalate_after_days: 14,
	schools_count: false,
	schools_count_source: '',
	schools_count_read_on: null,
	board_threshold: 100000,
	most_extensions: 2
};
const typed = {
	minimum_group: '12',
	quorum: '2',
	decision_rule: 'majority',
	email_domains: 'here.org, schools.here.org;\n there.org',
	remind_after_days: '7',
	escalate_after_days: '14',
	board_threshold: '$100,000',
	most_extensions: '2'
};

describe('settings', () => {
	test('are read from a form', () => {
		expect(settingsForm.parse(typed)).toEqual({
			...now,
			minimum_group: 12,
			decision_rule: 'majority',
			email_domains: ['here.org', 'schools.here.org', 'there.org']
		});
		expect(settingsForm.parse({ ...typed, one_signs_several: 'yes' }).one_signs_several).toBe(true);
	});

	test.each([
		['minimum_group', '4'],
		['minimum_group', ''],
		['board_threshold', ''],
		['board_threshold', '-1'],
		['board_threshold', '12.50'],
		['board_threshold', '1,000,000,001'],
		['most_extensions', '21'],
		['most_extensions', ''],
		['quorum', '1.5'],
		['quorum', 'two'],
		['remind_after_days', '91'],
		['decision_rule', 'by lot']
	])('that cannot be are told: %s is %s', (name, value) => {
		const parsed = settingsForm.safeParse({ ...typed, [name]: value });
		expect(parsed.error?.issues.map(({ path }) => path[0])).toEqual([name]);
	});

	test('that schools count as sites needs its source and the day on which it was read', () => {
		const count = { ...typed, schools_count: 'yes', schools_count_source: ' ' };
		const parsed = settingsForm.safeParse(count);
		expect(parsed.error?.issues.map(({ path }) => path[0])).toEqual([
			'schools_count_source',
			'schools_count_read_on'
		]);
		const sourced = { ...count, schools_count_source: 'State guidance', schools_count_read_on: '2026-10-02' };
		expect(settingsForm.parse(sourced)).toMatchObject({
			schools_count: true,
			schools_count_source: 'State guidance',
			schools_count_read_on: '2026-10-02'
		});
		expect(settingsForm.safeParse({ ...sourced, schools_count_read_on: '2 October' }).success).toBe(false);
	});

	test('of a small district are three, and known once they are set', () => {
		expect(isSmall(now)).toBe(false);
		expect(isSmall({ ...now, ...smallDistrict })).toBe(true);
		expect(isSmall({ ...now, ...smallDistrict, quorum: 2 })).toBe(false);
	});

	test('are said as people say them', () => {
		expect(valueInWords('email_domains', [])).toBe('any');
		expect(valueInWords('schools_count_read_on', null)).toBe('none');
		expect(valueInWords('schools_count_read_on', '2026-10-02')).toContain('2026');
		expect(valueInWords('one_signs_several', true)).toBe('yes');
		expect(valueInWords('board_threshold', 100000)).toBe('$100,000');
		expect(valueInWords('most_extensions', 0)).toBe('0');
		expect(differences(now, { quorum: 3, minimum_group: 10, email_domains: [] })).toEqual([
			'Quorum: 2',
			'E-mail domains: here.org'
		]);
	});
});
