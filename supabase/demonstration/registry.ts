// What the AI office knows of the tools that the demonstration's pilots name. All vendors are invented.
import type { Director } from './director.ts';

type Tool = {
	/** as the pilots name it */
	name: string;
	/** as it stood in the registry before they did */
	formerly?: string;
	/** what it turned out to be called, and on which day */
	renamed?: { on: number; name: string };
	record: Record<string, unknown>;
	added: number;
	/** by which day it was approved, or restricted to what */
	approved?: number;
	restricted?: { on: number; to: string };
	agreements?: {
		on: number;
		until: number | null;
		version: string;
		ended?: { on: number; reason: string };
		more?: object;
	}[];
	/** What changed after that, and why. */
	changed?: { on: number; by: string; fields: object; reason: string };
	retired?: { on: number; reason: string };
};

const suite = {
	vendor: 'Deskworks',
	sign_on: 'district account',
	hosting_region: 'United States',
	trained_on_student_data: 'no',
	under_13_consent: 'not for under 13',
	generative: true,
	retention: 'As long as the account, then 30 days.',
	website: 'https://deskworks.example/assistant',
	accessibility: 'Conformance report (VPAT 2.5) of last spring: level AA, but for two dialogs.',
	accessibility_link: 'https://deskworks.example/vpat'
};

const tools: Tool[] = [
	{
		name: 'A chat tutor for mathematics',
		renamed: { on: 240, name: 'Abacus Chat' },
		added: 430,
		approved: 426,
		record: {
			vendor: 'Tally Learning',
			purpose: 'Answers questions on a task step by step, and asks back instead of giving the answer away.',
			model: 'Tally Dialogue 2',
			generative: true,
			data_elements: ['assessment', 'content made by students', 'usage'],
			about: ['students'],
			sign_on: 'rostered',
			trained_on_student_data: 'no',
			under_13_consent: 'school consents',
			hosting_region: 'United States',
			subprocessors: ['Northlight Cloud', 'Parlance Models'],
			retention: 'Chats for the school year, then erased.',
			accessibility: 'Conformance report (VPAT 2.5): level AA.',
			accessibility_link: 'https://tally.example/vpat',
			website: 'https://tally.example'
		},
		agreements: [
			{ on: 428, until: 100, version: '1.0', more: { deletion_days: 90, breach_notice_hours: 72 } },
			{
				on: 105,
				until: -210,
				version: '2.0',
				more: {
					deletion_days: 60,
					breach_notice_hours: 48,
					general_offer: true,
					disposition: 'Returned as a file, then erased, with a certificate.',
					link: 'https://tally.example/agreement'
				}
			}
		],
		changed: {
			on: 34,
			by: 'admin',
			fields: { model: 'Tally Dialogue 3', subprocessors: ['Northlight Cloud'] },
			reason: 'The vendor moved to its own model, and hands nothing on to Parlance any more.'
		}
	},
	{
		name: 'A voice agent for calls',
		added: 630,
		approved: 624,
		record: {
			vendor: 'Switchboard Labs',
			purpose: 'Calls families when a student is absent, and notes what they say.',
			generative: true,
			data_elements: ['identity', 'contact', 'education records'],
			about: ['students', 'families'],
			sign_on: 'none',
			trained_on_student_data: 'de-identified',
			hosting_region: 'United States',
			retention: 'Recordings for 90 days.'
		},
		agreements: [
			{
				on: 625,
				until: 260,
				version: '1',
				ended: { on: 350, reason: 'The pilot ended, and the contract with it.' }
			}
		],
		retired: { on: 310, reason: 'The pilot that used it was sunset. Staff call again.' }
	},
	{
		name: 'Assistant of the existing office suite',
		added: 430,
		approved: 420,
		record: {
			...suite,
			purpose: 'Drafts and summarises text for staff.',
			data_elements: ['identity', 'usage'],
			about: ['staff']
		},
		agreements: [{ on: 422, until: null, version: 'District terms' }]
	},
	{
		name: 'Letter assistant of the existing office suite',
		added: 429,
		approved: 420,
		record: {
			...suite,
			purpose: 'Drafts letters to families from notes, in their language.',
			data_elements: ['identity', 'contact'],
			about: ['families', 'staff']
		},
		agreements: [{ on: 422, until: -330, version: 'District terms' }]
	},
	{
		name: 'Mail assistant of the existing office suite',
		added: 429,
		approved: 420,
		record: {
			...suite,
			purpose: 'Suggests answers to mail, which somebody reads before they go out.',
			data_elements: ['identity', 'contact', 'education records'],
			about: ['students', 'families', 'staff']
		},
		agreements: [{ on: 422, until: -45, version: 'District terms', more: { breach_notice_hours: 72 } }]
	},
	{
		name: 'Meeting assistant of the existing office suite',
		added: 120,
		restricted: { on: 100, to: 'Staff meetings only. Never where a student or a family is spoken about.' },
		record: {
			...suite,
			purpose: 'Writes down what is said in a meeting, and what was agreed.',
			data_elements: ['identity', 'usage'],
			about: ['staff']
		},
		agreements: [{ on: 118, until: -250, version: 'District terms' }]
	},
	{
		name: 'Document assistant of the existing office suite',
		added: 36,
		record: {
			...suite,
			purpose: 'Compares documents with a checklist and marks what is missing.',
			data_elements: ['identity', 'usage'],
			about: ['staff']
		}
	},
	{
		name: 'ASSISTments skill builder with worked examples',
		added: 300,
		approved: 290,
		record: {
			vendor: 'A university’s learning lab',
			purpose: 'Gives practice problems one at a time, with hints and worked examples.',
			generative: false,
			data_elements: ['assessment', 'usage'],
			about: ['students'],
			sign_on: 'rostered',
			trained_on_student_data: 'de-identified',
			under_13_consent: 'school consents',
			hosting_region: 'United States',
			retention: 'Until the district asks for its deletion.',
			accessibility: 'Tested with two students who use a screen reader; hints as video have captions.'
		},
		agreements: [
			{
				on: 292,
				until: -20,
				version: 'State template 4',
				more: { general_offer: true, deletion_days: 45, breach_notice_hours: 72 }
			}
		]
	},
	{
		name: 'The Electric Company, a daily reading programme',
		formerly: 'A daily reading programme',
		added: 430,
		approved: 425,
		record: {
			vendor: 'Public television',
			purpose: 'A lesson of half an hour that a class watches together.',
			generative: false,
			data_elements: ['none'],
			about: ['nobody'],
			sign_on: 'none',
			trained_on_student_data: 'no',
			accessibility: 'Captions in English and Spanish.'
		}
	},
	{
		name: 'Route planner of the fleet telematics vendor',
		renamed: { on: 655, name: 'Routewise' },
		added: 715,
		approved: 707,
		record: {
			vendor: 'Axle & Lane',
			purpose: 'Plans bus routes from stops, times and traffic.',
			generative: false,
			data_elements: ['location'],
			about: ['staff'],
			sign_on: 'own account',
			trained_on_student_data: 'no',
			hosting_region: 'European Union',
			website: 'https://axle.example/routewise'
		}
	},
	{
		name: 'Margin Notes',
		added: 48,
		record: {
			vendor: 'Quillworks',
			purpose: 'Comments on students’ drafts by the rubric of the class.',
			generative: true,
			data_elements: ['identity', 'content made by students'],
			about: ['students'],
			sign_on: 'rostered',
			website: 'https://quillworks.example'
		},
		agreements: [{ on: 46, until: 4, version: 'Trial terms' }]
	},
	{
		name: 'Beacon Captions',
		added: 210,
		approved: 205,
		record: {
			vendor: 'Beacon Accessibility',
			purpose: 'Live captions in class, on the student’s own device.',
			generative: false,
			data_elements: ['content made by students'],
			about: ['students', 'staff'],
			sign_on: 'district account',
			trained_on_student_data: 'no',
			under_13_consent: 'school consents',
			retention: 'Nothing is kept.',
			accessibility: 'Made for students who are hard of hearing; tested with them.'
		},
		agreements: [{ on: 207, until: -158, version: '1', more: { deletion_days: 0, breach_notice_hours: 24 } }]
	}
];

/** The registry as the pilots found it. */
export async function keepRegistry(director: Director): Promise<void> {
	for (const tool of tools) await keep(director, tool);
}

async function keep(director: Director, tool: Tool) {
	const { id } = (await director.act('admin', tool.added, 'save_tool', {
		tool: { ...tool.record, name: tool.formerly ?? tool.name }
	})) as { id: string };
	const moves = (on: number, state: string, reason = '') => become(director, id, on, 'admin', state, reason);
	if (tool.formerly)
		await director.act('admin', tool.added - 1, 'save_tool', { tool: { id, revision: 1, name: tool.name } });
	await moves(tool.added - 1, 'in review');
	for (const { on, until, version, more, ended } of tool.agreements ?? []) {
		const expires_on = until === null ? null : director.day(until);
		const agreement = { ...more, version, signed_on: director.day(on), expires_on };
		const recorded = (await director.act('reviewer', on, 'record_agreement', { tool: id, agreement })) as {
			id: string;
		};
		if (ended)
			await director.act('admin', ended.on, 'end_agreement', {
				tool: id,
				agreement: recorded.id,
				ended_on: director.day(ended.on),
				reason: ended.reason
			});
	}
	if (tool.approved !== undefined) await moves(tool.approved, 'approved');
	if (tool.restricted) await moves(tool.restricted.on, 'restricted', tool.restricted.to);
}

/** What became of the tools while pilots used them. */
export async function changeRegistry(director: Director): Promise<void> {
	const found = async (name: string) => {
		// A demonstration of another kind writes more into each name.
		const [row] = await director.sql(
			'select n.tool_id as id from private.tool_names n where starts_with(n.name, $1) limit 1',
			[name.slice(0, 40)]
		);
		if (!row) throw new Error(`The demonstration has no tool “${name}”.`);
		return String(row.id);
	};
	const change = async (name: string, on: number, by: string, fields: object, reason: string) => {
		const id = await found(name);
		const tool = { ...fields, id, revision: await standing(director, id), reason };
		await director.act(by, on, 'save_tool', { tool });
	};
	for (const { name, renamed, changed, retired } of tools) {
		if (renamed) await change(name, renamed.on, 'admin', { name: renamed.name }, 'As its vendor calls it.');
		if (changed) await change(name, changed.on, changed.by, changed.fields, changed.reason);
		if (retired) await become(director, await found(name), retired.on, 'admin', 'retired', retired.reason);
	}
	const reason = 'It recognises people by their faces, which board policy rules out in schools.';
	await become(director, await found('Cameras with face recognition'), 130, 'reviewer', 'blocked', reason);
	await director.act('lead', 3, 'propose_tool', {
		tool: {
			name: 'Storyloom',
			vendor: 'Loomlight',
			purpose:
				'Makes picture stories from words that a class has learnt. We would use it on Fridays in grade 2.'
		}
	});
}

const standing = async (director: Director, id: string) => {
	const [row] = await director.sql('select revision from private.tools where id = $1', [id]);
	return Number(row!.revision);
};

async function become(director: Director, id: string, on: number, by: string, state: string, reason: string) {
	const revision = await standing(director, id);
	await director.act(by, on, 'set_tool_state', { tool: id, state, reason, revision });
}
