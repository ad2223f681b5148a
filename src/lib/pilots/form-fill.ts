/** Puts values into a form as if somebody had typed them, so that everything that listens to typing hears of it. */
export function fillForm(form: HTMLFormElement, values: Record<string, string | string[] | undefined>): void {
	for (const [name, value] of Object.entries(values)) {
		if (value === undefined) continue;
		const wanted = Array.isArray(value) ? value : [value];
		for (const control of form.querySelectorAll<HTMLInputElement>(`[name="${CSS.escape(name)}"]`)) {
			if (control.type === 'hidden') continue;
			if (control.type === 'checkbox' || control.type === 'radio') {
				const checked = wanted.includes(control.value);
				if (control.checked === checked) continue;
				control.checked = checked;
			} else {
				const text = wanted[0] ?? '';
				if (control.value === text) continue;
				control.value = text;
			}
			control.dispatchEvent(new Event('input', { bubbles: true }));
			control.dispatchEvent(new Event('change', { bubbles: true }));
		}
	}
}
