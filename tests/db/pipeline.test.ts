import { beforeAll, describe, expect, test } from 'vitest';
import { foundDistrict, type District } from './district.ts';
import { must, pilotIn } from './pilots.ts';

let district: District;
beforeAll(async () => {
	district = await foundDistrict();
});

describe('x', () => {
	test('y', async () => {
		await pilotIn(district, 'vetting');
		await pilotIn(district, 'draft');
		await pilotIn(district, 'experiment');
		const {lead, cabinet2} = district.people;
		const short = (x: any) => x.filter((c:any)=>c.count).map((c: any) => [c.stage, c.count, c.capped, c.overdue, c.cards.map((y:any)=>y.number)].join(' '));
		const p = async (filters: object, who = lead) => console.log(JSON.stringify(filters), JSON.stringify(short(await must(who, 'pipeline', {filters}))));
		await p({});
		await p({q: 'tutor'}); await p({q: 'fractons'}); await p({q: 'P-0002'}); await p({q: 'fract tut'}); await p({q: '%%'});
		await p({q: 'tutor', kind: 'operations'}); await p({waiting: true}); await p({waiting: true}, district.people.evaluator); await p({mine: 'true'}); await p({overdue: 'true'});
		await p({site: district.sites[0]}); await p({site: district.sites[0], objective: '3.1'}); await p({stage: 'vetting,draft'}); await p({}, cabinet2);
		await p({status: 'on the cabinet', risk: 'moderate'}); await p({sponsor: 'none'}); await p({evaluator: 'none'}, cabinet2);
		console.log(JSON.stringify(await must(lead, 'pipeline_facets', {filters: {stage: 'x', foo: 1, site: 'a', objective: '9.9'}}), null, 1));
		console.log(JSON.stringify(await must(lead, 'pipeline_facets', {filters: {kind: 'student-facing instruction', q:'tutor'}})));
		for (const s of 'stage number title days status kind risk cycle_end once yearly sponsor evaluator sites objectives x'.split(' ')) for (const d of ['', '-']) {
			const seen = []; let after: string | null = null; let r: any;
			do { r = await must(lead, 'pipeline_rows', {sort: d + s, after, most: 1}); seen.push(r.rows[0].number); after = r.next; } while (after);
			console.log(d + s, seen.join(' '), JSON.stringify(r.ignored));
		}
		console.log(JSON.stringify(await must(lead, 'pipeline_rows', {after: '[1,2'}), null, 0).slice(0, 10));
		console.log(JSON.stringify(await must(lead, 'pipeline_rows', {after: '["vetting","x","y"]'}), null, 0).slice(-200));
		for (const by of ['objective', 'site', 'sponsor']) { const g: any = await must(lead, 'pipeline_groups', {by}); console.log(by, g.next, g.groups.map((x:any) => [x.value, x.label, x.count].join())); }
		const g: any = await must(lead, 'pipeline_groups', {by: 'site', shape: 'list'}); console.log(g.next, g.groups.map((x:any) => [x.value, x.label, x.count, x.rows.length].join()));
	});
});
