import { describe, expect, test } from 'vitest';
import { MOST_BYTES, readCompletions } from './completions-file.ts';

const rows = (text: string) => {
	const read = readCompletions(text);
	if (!read.ok) throw new Error(read.message);
	return read;
};
const message = (text: string) => {
	const read = readCompletions(text);
	return read.ok ? '' : read.message;
};

describe('a list is read', () => {
	test('with its columns in any order, and says which it does not read', () => {
		expect(rows('Completed on;Score;E-Mail;Course code\r\n3/12/2026;98;Maya@x.org;AI-1\r\n')).toEqual({
			ok: true,
			rows: [{ email: 'Maya@x.org', name: '', module: 'AI-1', on: '2026-03-12' }],
			written: ['3/12/2026'],
			ignored: ['Score']
		});
	});

	test('by name where there is no address', () => {
		expect(
			rows('first name,last name,module,date\nMaya, Ortiz ,"Basics, part 1","March 12, 2026"').rows
		).toEqual([{ email: '', name: 'Maya Ortiz', module: 'Basics, part 1', on: '2026-03-12' }]);
	});

	test('and keeps a date that it can not read, to be shown', () => {
		const {
			rows: [row],
			written
		} = rows('\uFEFFname\tmodule\tdate\nMaya\tAI-1\tlast week');
		expect([row!.on, written]).toEqual([null, ['last week']]);
	});
});

describe('a list is refused', () => {
	test.each([
		['', 'empty'],
		['a,b\n1,2', 'No column is headed e-mail or name, nor module, nor date'],
		['email,module\nx@y.z,AI-1', 'No column is headed date'],
		['email,mail,module,date\na,b,c,d', 'Two columns say the same (email)'],
		['email,module,date,completed\na,b,c,d', 'Two columns say the same (date)'],
		['email,module,date', 'nothing under'],
		['email,module,date\n"a"b,c,d', 'Line'],
		['x'.repeat(MOST_BYTES + 1), 'larger than 1.5 MB'],
		[`email,module,date\n${'a,b,c\n'.repeat(10_001)}`, '10,001 rows']
	])('%#', (text, said) => {
		expect(message(text)).toContain(said);
	});
});
