import { expect, test } from 'vitest';
import { z } from 'zod';
import { formId } from './form-id.ts';

test('each form of a page has an id of its own, the same each time it is asked', () => {
	const draft = 'c0ffee00-1234-4abc-8def-0123456789ab';
	const forms = ['', 'seat', 'partner', 'comment', 'reply:1', 'reply:2', 'part:problem'];
	const ids = forms.map((about) => formId(draft, about));
	expect(new Set(ids).size).toBe(forms.length);
	expect(forms.map((about) => formId(draft, about))).toEqual(ids);
	for (const id of ids) expect(z.uuid().safeParse(id).success, id).toBe(true);
	expect(formId(draft.replace('c', 'd'), 'seat')).not.toBe(formId(draft, 'seat'));
});
