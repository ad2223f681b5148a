import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { accountMail, accountSettings } from './accounts.js';

describe('how accounts work', () => {
	const toml = readFileSync('supabase/config.toml', 'utf8');
	/** What config.toml says in a section. */
	const said = (section: string) => {
		const body = toml.split(`[${section}]\n`)[1]?.split(/^\[/m)[0] ?? '';
		const lines = [...body.matchAll(/^(\w+) = (.*)$/gm)];
		return Object.fromEntries(lines.map(([, key, value]) => [key, JSON.parse(value!)]));
	};

	test('is the same on every rung', () => {
		const { email, minimum_password_length } = accountSettings('https://pilotage.example.org', undefined);
		const { template, ...others } = email;
		// The embedded Supabase knows no secure_password_change; elsewhere it is off.
		expect(said('auth.email')).toEqual({ ...others, secure_password_change: false });
		expect(said('auth').minimum_password_length).toBe(minimum_password_length);
		for (const [name, { subject, content_path }] of Object.entries(template)) {
			const there = said(`auth.email.template.${name}`);
			expect(there.subject).toBe(subject);
			expect(content_path.endsWith(there.content_path.replace(/^\.\//, '/'))).toBe(true);
			expect(readFileSync(content_path, 'utf8')).toContain('{{ .SiteURL }}/');
		}
	});

	test('Google is offered where it is set up, and nowhere else', () => {
		const url = 'https://pilotage.example.org';
		expect(accountSettings(url, undefined)).not.toHaveProperty('external');
		const google = { clientId: 'id', secret: 's', redirectUri: 'http://127.0.0.1:54321/auth/v1/callback' };
		expect(accountSettings(url, google)).toMatchObject({
			additional_redirect_urls: [`${url}/sign-in/callback`],
			external: {
				google: { enabled: true, client_id: 'id', secret: 's', redirect_uri: google.redirectUri }
			}
		});
	});
});

describe('a mail of the auth server', () => {
	/** A database that keeps what it is asked. */
	function queue(lately = 0) {
		const asked: unknown[][] = [];
		const rows = async (text: string, values: unknown[] = []) => {
			asked.push(values);
			return text.includes('count') ? [{ lately }] : [];
		};
		const mail = accountMail({ rows } as unknown as Parameters<typeof accountMail>[0]);
		return { mail, queued: () => asked.filter((values) => values.length === 3) };
	}
	const html = readFileSync('supabase/templates/email_change.html', 'utf8')
		.replace('{{ .SiteURL }}', 'https://p.example')
		.replace('{{ .TokenHash }}', 'abc123')
		.replace('{{ .NewEmail }}', '<img/src=x>&"@x.y</strong>');

	test('is queued with its link, in words too, and with typed markup as text', async () => {
		const { mail, queued } = queue();
		await mail.send({ to: 'Maya@District.Test', subject: 'S', html });
		const [[key, address, facts] = []] = queued();
		expect(key).toMatch(/^account:[0-9a-f]{64}$/);
		expect(address).toBe('maya@district.test');
		const { subject, text, html: page } = JSON.parse(String(facts));
		expect(subject).toBe('S');
		expect(page).toContain('<strong>&#60;img/src=x&#62;&#38;&#34;@x.y&#60;/strong&#62;</strong>');
		expect(text).toContain('\n\n<img/src=x>&"@x.y</strong>\n\n');
		expect(text).toContain('Confirm the new address:\nhttps://p.example/account/email?token_hash=abc123\n');
		expect(text).not.toMatch(/<p>|<body|Confirm your new address/);
	});

	test('is no more than one of five in an hour', async () => {
		const { mail, queued } = queue(5);
		await mail.send({ to: 'maya@district.test', subject: 'S', html });
		expect(queued()).toEqual([]);
	});
});
