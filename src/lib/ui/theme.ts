export const THEMES = ['light', 'dark', 'system'] as const;

export type Theme = (typeof THEMES)[number];

/** What a cookie or a form says; anything else is the system's own. */
export function toTheme(value: unknown): Theme {
	return THEMES.find((theme) => theme === value) ?? 'system';
}
