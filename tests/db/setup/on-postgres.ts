import type { TestProject } from 'vitest/node';
import { startPostgres } from '../../../bin/setup/postgres.js';
import { serve } from './backend.ts';

export default async function onPostgres(project: TestProject) {
	const postgres = await startPostgres();
	try {
		const stop = await serve(project, 'postgres', postgres.url);
		return () => stop().finally(postgres.stop);
	} catch (error) {
		await postgres.stop();
		throw error;
	}
}
