import adapter from '@sveltejs/adapter-node';

/** @type {import('@sveltejs/kit').Config} */
export default {
	kit: {
		adapter: adapter(),
		// Styles go along with the page (10 kB compressed): ten files of their own would each hold up the first paint.
		inlineStyleThreshold: 24_000,
		csp: {
			// This origin alone. Kit adds a nonce for its one inline start-up script.
			directives: {
				'default-src': ['self'],
				'script-src': ['self'],
				'style-src': ['self'],
				'img-src': ['self', 'data:'],
				'font-src': ['self'],
				'connect-src': ['self'],
				'form-action': ['self'],
				'frame-ancestors': ['none'],
				'base-uri': ['self'],
				'object-src': ['none']
			}
		},
		// Kit looks at forms alone; our own check (hooks.server.ts) is for everything that changes something.
		csrf: { trustedOrigins: ['*'] },
		typescript: {
			config: (config) => {
				config.include.push('../bin/**/*.js', '../tests/**/*.ts', '../supabase/**/*.ts', '../*.config.*');
				return config;
			}
		}
	}
};
