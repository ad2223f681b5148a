import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';

/** More mails about an account than this in an hour, to one address, are no longer meant for its owner. */
const MOST_AN_HOUR = 5;

const template = (/** @type {string} */ name) =>
	fileURLToPath(new URL(`../../supabase/templates/${name}.html`, import.meta.url));

/**
 * How accounts work: what supabase/config.toml says for hosted Supabase, for the embedded one.
 * @param {string} appUrl where the application is
 * @param {{ clientId: string, secret: string, redirectUri: string } | undefined} google
 */
export function accountSettings(appUrl, google) {
	return {
		site_url: appUrl,
		additional_redirect_urls: [`${appUrl}/sign-in/callback`],
		minimum_password_length: 10,
		email: {
			enable_confirmations: false,
			// The new mailbox confirms. With two, the library takes the old one's word alone, and the new one is anybody's.
			double_confirm_changes: false,
			otp_length: 10,
			otp_expiry: 3600,
			template: {
				recovery: {
					subject: 'Choose a new password for Pilotage',
					content_path: template('recovery')
				},
				email_change: {
					subject: 'Confirm your new address for Pilotage',
					content_path: template('email_change')
				}
			}
		},
		...(google
			? {
					external: {
						google: {
							enabled: true,
							client_id: google.clientId,
							secret: google.secret,
							redirect_uri: google.redirectUri
						}
					}
				}
			: {})
	};
}

/**
 * Puts the auth server's own mails into the queue with all others, so that they are retried and sent once like them.
 * @param {import('./connection.js').Database} database
 */
export function accountMail(database) {
	return {
		/** @param {{ to: string, subject: string, html?: string | undefined }} mail */
		async send({ to, subject, html: rendered = '' }) {
			const html = escaped(rendered);
			const address = to.toLowerCase();
			const [{ lately } = { lately: 0 }] = await database.rows(
				`select count(*)::int as lately from private.mails
				where kind = 'account' and address = $1 and created_at > private.now() - interval '1 hour'`,
				[address]
			);
			if (lately >= MOST_AN_HOUR) return;
			await database.rows(
				`select private.queue_mail($1, p.district_id, p.id, $2, 'account', $3::text::jsonb, private.now() + interval '1 hour')
				from (select 1) one left join public.people p on p.email = $2`,
				[
					`account:${createHash('sha256').update(`${address}\n${html}`).digest('hex')}`,
					address,
					JSON.stringify({ subject, text: asText(html), html })
				]
			);
		}
	};
}

/**
 * The library fills templates without escaping, and an address may hold markup. The one value of ours that somebody
 * types stands in the only `<strong>`.
 * @param {string} html
 */
function escaped(html) {
	return html.replace(
		/(<strong>)([\s\S]*)(<\/strong>)/,
		(_, open, typed, close) =>
			open + typed.replace(/[&<>"']/g, (/** @type {string} */ sign) => `&#${sign.charCodeAt(0)};`) + close
	);
}

/**
 * The same in plain text. The library's own text leads to a page that this API does not have.
 * @param {string} html of a template of ours, filled in
 */
function asText(html) {
	return html
		.replace(/<head>[\s\S]*<\/head>/, '')
		.replace(/\s+/g, ' ')
		.replace(/<a href="([^"]*)">([^<]*)<\/a>/g, '$2:\n$1')
		.replace(/ ?<\/p> ?/g, '\n\n')
		.replace(/ ?<[^>]*> ?/g, '')
		.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
		.trim();
}
