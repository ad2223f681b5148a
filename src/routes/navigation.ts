import type { ComponentProps } from 'svelte';
import type PageFrame from '#lib/ui/PageFrame.svelte';

type Items = ComponentProps<typeof PageFrame>['nav'];

/** The pages that everyone reaches from everywhere; the current one is marked. */
export function navigation(path: string): Items {
	return (
		[
			{ href: '/', label: 'Home', icon: 'home' },
			{ href: '/pipeline', label: 'Pipeline', icon: 'pipeline' },
			{ href: '/strategy', label: 'Strategy', icon: 'strategy' },
			{ href: '/cabinet', label: 'Cabinet', icon: 'cabinet' }
		] as const
	).map((item) => ({ ...item, current: item.href === '/' ? path === '/' : isUnder(path, item.href) }));
}

/** Single pilots belong to the pipeline. */
function isUnder(path: string, href: string): boolean {
	return path.startsWith(href) || (href === '/pipeline' && path.startsWith('/pilots'));
}
