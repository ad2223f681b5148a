import type { OfficeModule } from './training-schema.ts';

export type ModuleField =
	'code' | 'title' | 'link' | 'minutes' | 'about' | 'tier' | 'valid_months' | 'self_report_counts';
export type ModuleValues = Record<ModuleField, string>;

/** A module as its form shows it; a new one asks for the first tier, and counts what people say. */
export function moduleValues(module: OfficeModule | null): ModuleValues {
	return {
		code: module?.code ?? '',
		title: module?.title ?? '',
		link: module?.link ?? '',
		minutes: module ? String(module.minutes) : '',
		about: module?.about ?? '',
		tier: String(module?.tier ?? 1),
		valid_months: module?.valid_months ? String(module.valid_months) : '',
		self_report_counts: (module?.self_report_counts ?? true) ? 'yes' : ''
	};
}

const whole = (text: string, least: number, most: number) =>
	/^\d{1,5}$/.test(text) && Number(text) >= least && Number(text) <= most;

/** Reads the form of a module, or says what is wrong at which field. */
export function readModule(
	form: FormData
): { ok: true; module: object } | { ok: false; errors: Partial<Record<ModuleField, string>> } {
	const text = (name: ModuleField) => String(form.get(name) ?? '').trim();
	const errors: Partial<Record<ModuleField, string>> = {};
	if (!/^[a-z0-9][a-z0-9._-]{0,29}$/i.test(text('code')))
		errors.code = 'Enter a code of letters, figures, dots and hyphens, such as AI-101.';
	if (text('title') === '') errors.title = 'Enter its title.';
	if (text('link') !== '' && !/^https?:\/\/\S+$/.test(text('link')))
		errors.link = 'A link begins with https:// or http:// and has no spaces.';
	if (!whole(text('minutes'), 1, 6000))
		errors.minutes = 'Enter how many minutes it takes, between 1 and 6,000.';
	if (!['1', '2', '3'].includes(text('tier'))) errors.tier = 'Choose tier 1, 2 or 3.';
	if (text('valid_months') !== '' && !whole(text('valid_months'), 1, 120))
		errors.valid_months = 'Enter for how many months it is good, between 1 and 120, or leave it empty.';
	if (Object.keys(errors).length > 0) return { ok: false, errors };
	return {
		ok: true,
		module: {
			code: text('code'),
			title: text('title'),
			link: text('link'),
			about: text('about').replaceAll('\r\n', '\n'),
			minutes: Number(text('minutes')),
			tier: Number(text('tier')),
			valid_months: text('valid_months') === '' ? null : Number(text('valid_months')),
			self_report_counts: form.get('self_report_counts') === 'yes'
		}
	};
}
