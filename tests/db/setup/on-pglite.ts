import type { TestProject } from 'vitest/node';
import { serve } from './backend.ts';

export default (project: TestProject) => serve(project, 'pglite');
