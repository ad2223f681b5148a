// The organisations that the district works with, as the AI office keeps them, and the agreements with them.
import type { Director } from './director.ts';

type Agreement = { kind: string; title: string; signed: number; expires?: number };

const organisations: {
	name: string;
	kind: string;
	about: string;
	website: string;
	agreements: Agreement[];
}[] = [
	{
		name: 'Northfield University, School of Education',
		kind: 'university',
		about: 'Reads evaluations of the district with us, and lends a second evaluator where none is free.',
		website: 'https://education.northfield.example',
		agreements: [{ kind: 'research', title: 'Research partnership', signed: 400, expires: -330 }]
	},
	{
		name: 'City library',
		kind: 'public office',
		about: 'Lends books and rooms for reading after school.',
		website: '',
		agreements: [{ kind: 'memorandum', title: 'Rooms for reading', signed: 700, expires: 20 }]
	},
	{
		name: 'Office suite vendor',
		kind: 'vendor',
		about: 'The district’s suite for mail and documents, with the drafting assistant in it.',
		website: 'https://suite.vendor.example',
		agreements: [{ kind: 'contract', title: 'Suite for staff', signed: 330, expires: -35 }]
	}
];

export async function knowPartners(director: Director): Promise<void> {
	const known = (name: string) =>
		// A pilot may have named it before, perhaps with more behind the name.
		director.sql('select o.id, o.revision from private.organisations o where starts_with(o.name, $1)', [
			name
		]);
	for (const { agreements, ...organisation } of organisations) {
		const [there] = await known(organisation.name);
		const id = await director.act('admin', 30, 'save_organisation', {
			organisation: there ? { ...organisation, id: there.id, revision: there.revision } : organisation
		});
		for (const { kind, title, signed, expires } of agreements) {
			await director.act('admin', 30, 'record_partner_agreement', {
				organisation: id,
				agreement: {
					kind,
					title,
					signed_on: director.day(signed),
					expires_on: expires === undefined ? null : director.day(expires)
				}
			});
		}
	}
}
