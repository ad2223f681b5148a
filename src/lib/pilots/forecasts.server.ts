import { isId } from '#lib/db/ids.ts';
import { ask, attempt } from '#lib/db/ask.server.ts';
import { refused, wrong, type Reply } from '#lib/ui/reply.ts';
import { forecastAbout, type ForecastAbout } from './forecasts.ts';

type Database = App.Locals['supabase'];

/** Saves a forecast, or what came of one. The form names an outcome by the id of its metric. */
export async function save(database: Database, pilot: string, form: FormData): Promise<Reply> {
	const actual = form.get('actual') === 'yes';
	const place = actual ? 'actual' : 'forecast';
	const given = String(form.get('about') ?? '');
	const words = String(form.get('words') ?? '').replaceAll('\r\n', '\n');
	const typed = String(form.get('amount') ?? '')
		.trim()
		.replace(/^[−–]/, '-')
		.replace(/[$,\s%]/g, '');
	const about = isId(given) ? 'effect' : (given as ForecastAbout);
	const errors: Record<string, string> = {};
	if (!forecastAbout.includes(about)) errors.about = 'Choose one.';
	if (typed !== '' && !/^-?\d{1,11}(\.\d{1,6})?$/.test(typed)) {
		errors.amount = 'Write a figure, such as 12,500 or -0.05; or leave it empty and say it in words.';
	}
	if (Object.keys(errors).length > 0) return wrong(place, form, errors);
	const asked = {
		pilot,
		about,
		words,
		actual,
		...(typed === '' ? {} : { amount: Number(typed) }),
		...(about === 'effect' && isId(given) ? { metric: given } : {})
	};
	const done = await attempt(ask(database.rpc('save_forecast', asked)));
	if (done.ok) return { ok: true, said: place };
	const reply = refused(place, form, done);
	const field = { no_amount: 'amount', no_unit: 'amount', no_source: 'words', too_long: 'words' }[done.key];
	return field ? { ...reply, errors: { [field]: done.message } } : reply;
}
