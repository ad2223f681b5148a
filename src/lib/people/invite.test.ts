import { describe, expect, test } from 'vitest';
import { readInvitees } from './invite.ts';

const rows = (text: string) => {
	const reading = readInvitees(text);
	if (!reading.ok) throw new Error(reading.message);
	return reading.rows;
};
const message = (text: string) => {
	const reading = readInvitees(text);
	return reading.ok ? 'read' : reading.message;
};

describe('a list of people', () => {
	const maya = {
		email: 'maya@d.org',
		name: 'Maya Ortiz',
		title: 'Teacher',
		site: 'Sunrise',
		roles: ['cabinet', 'reviewer: privacy']
	};

	test.each([
		[
			'commas',
			'E-Mail,Name,Title,School,Roles\nmaya@d.org,Maya Ortiz,Teacher,Sunrise,"cabinet, reviewer: privacy"'
		],
		[
			'semicolons',
			'mail;full name;job title;site;role\r\nmaya@d.org;Maya Ortiz;Teacher;Sunrise;"cabinet; reviewer: privacy"\r\n'
		],
		[
			'tabs',
			'Email address\tFirst name\tLast name\tPosition\tBuilding\tRoles\nmaya@d.org\tMaya\tOrtiz\tTeacher\tSunrise\tcabinet; reviewer: privacy'
		],
		[
			'a byte order mark and empty lines',
			'\uFEFFemail,name,title,site,roles\n\n maya@d.org ,Maya  Ortiz,Teacher,Sunrise,cabinet;reviewer: privacy\n,,,,\n'
		]
	])('is read with %s', (_, text) => {
		expect(rows(text)).toEqual([maya]);
	});

	test('keeps what is wrong with a person for the database to say', () => {
		expect(rows('email,name,roles\nnot an address,,king\n')).toEqual([
			{ email: 'not an address', name: '', roles: ['king'] }
		]);
	});

	test('says who comes from outside', () => {
		const text = 'email,name,outside\na@b.org,A,yes\nb@b.org,B,no\nc@b.org,C,';
		expect(rows(text).map(({ outside }) => outside)).toEqual([true, undefined, undefined]);
	});

	test('says which columns it does not know', () => {
		expect(readInvitees('email,name,shoe size\na@b.org,A,44')).toMatchObject({
			ok: true,
			ignored: ['shoe size']
		});
	});

	test.each([
		[' \n ', /empty/],
		['email,name', /nobody/],
		['name,title\nA,B', /No column is headed “e-mail”/],
		['a@b.org,A\nc@d.org,C', /first line must say/],
		['email,mail,name\na@b.org,c@d.org,A', /Two columns say the same/],
		['email,name\n"a@b.org,A\nc@d.org,C', /quotation mark/],
		[`email,name\n${'a@b.org,A\n'.repeat(501)}`, /501 people/],
		[`email,name\na@b.org,${'x'.repeat(1_000_001)}`, /1 MB/]
	])('that is none is refused: %#', (text, words) => {
		expect(message(text)).toMatch(words);
	});

	test('may have as many as 500 people', () => {
		expect(rows(`email,name\n${'a@b.org,A\n'.repeat(500)}`)).toHaveLength(500);
	});
});
