import type { ComponentProps } from 'svelte';
import type { Role } from '#lib/people/me.ts';
import type PageFrame from '#lib/ui/PageFrame.svelte';

type Items = ComponentProps<typeof PageFrame>['nav'];

/** The pages that somebody with these roles reaches from everywhere; the current one is marked. */
export function navigation(path: string, roles: readonly Role[], unread: number): Items {
	return (
		[
			{ href: '/', label: 'Home', icon: 'home' },
			{ href: '/inbox', label: 'Inbox', icon: 'bell', count: unread },
			{ href: '/pipeline', label: 'Pipeline', icon: 'pipeline' },
			{ href: '/proposals', label: 'My proposals', icon: 'pencil' },
			{ href: '/seats', label: 'Open seats', icon: 'people' },
			{ href: '/strategy', label: 'Strategy', icon: 'strategy' },
			{ href: '/tools', label: 'Tools', icon: 'tool' },
			...(roles.includes('reviewer') || roles.includes('admin')
				? ([{ href: '/reviews', label: 'Reviews', icon: 'check' }] as const)
				: []),
			{ href: '/principles', label: 'Responsible use', icon: 'shield' },
			{ href: '/cabinet', label: 'Cabinet', icon: 'cabinet' },
			...(roles.includes('admin')
				? ([{ href: '/admin', label: 'AI office', icon: 'settings' }] as const)
				: [])
		] as const
	).map((item) => ({ ...item, current: item.href === '/' ? path === '/' : isUnder(path, item.href) }));
}

/** Single pilots belong to the pipeline, what they are measured by to the strategy, and each part of responsible use to its first. */
function isUnder(path: string, href: string): boolean {
	const also: Record<string, string[]> = {
		'/pipeline': ['/pilots'],
		'/strategy': ['/metrics'],
		'/cabinet': ['/conditions'],
		'/principles': ['/policies', '/risk', '/training', '/incidents', '/partners']
	};
	return [href, ...(also[href] ?? [])].some((start) => path.startsWith(start));
}
