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
				// The hash is of the one style attribute that Kit itself writes, on its route announcer.
				'style-src': ['self', 'unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
				'img-src': ['self', 'data:'],
				'font-src': ['self'],
				'connect-src': ['self'],
				'form-action': ['self'],
				'frame-ancestors': ['none'],
				'base-uri': ['self'],
				'object-src': ['none']
			}
		},
		typescript: {
			config: (config) => {
				config.include.push('../bin/**/*.js', '../tests/**/*.ts', '../supabase/**/*.ts', '../*.config.*');
				return config;
			}
		}
	}
};
