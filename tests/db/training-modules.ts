// Modules of training for tests: what a district asks is what it wrote, and at first that is nothing.
import type { District } from './district.ts';
import { must } from './pilots.ts';

let made = 0;

/** A module as its form sends it. */
export const moduleFields = (more: object = {}) => ({
	code: `M-${(made += 1)}`,
	title: `Module ${made}`,
	link: 'https://learn.example.org/m',
	minutes: 30,
	about: '',
	tier: 1,
	valid_months: null,
	self_report_counts: true,
	...more
});

/** The AI office writes a module. Answers its id. */
export const addModule = (district: District, more: object = {}): Promise<string> =>
	must(district.people.admin, 'save_training_module', { module: moduleFields(more) });

/** From now on every team of the district lacks a training. Answers how to ask for it no more. */
export async function askForTraining(district: District): Promise<() => Promise<void>> {
	const module = await addModule(district);
	return () => must(district.people.admin, 'retire_training_module', { module, retired: true });
}
