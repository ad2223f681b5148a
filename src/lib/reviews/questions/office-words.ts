import { capital, specialties } from '#lib/pilots/words.ts';

/** What the page says once something is done. */
export function saidInWords(address: URLSearchParams): string | null {
	const done = address.get('done');
	if (done === 'rules') return 'Saved. It holds for pilots that are taken into vetting from now on.';
	if (done === 'same') return 'Nothing was different, so that nothing was published.';
	const specialty = specialties.find((one) => one === done);
	return specialty
		? `${capital(specialty)}: published as a new version. Reviews that are under way keep theirs.`
		: null;
}
