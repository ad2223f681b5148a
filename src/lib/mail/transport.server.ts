import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport, type SendMailOptions } from 'nodemailer';
import type { Letter } from './letters.ts';

export type Message = Letter & { id: string; to: string; name?: string | null };

export type Transport = {
	/** @throws Unreachable when it is the server's fault, NoSuchAddress when nobody is there, or what the server said */
	send(message: Message): Promise<void>;
	close(): void;
};

/** The mail server does not answer, or does not let us in: other mails would fare no better. */
export class Unreachable extends Error {}

/** The server knows that there is no such mailbox: trying again is of no use. */
export class NoSuchAddress extends Error {}

export type Sender = {
	/** who mails are from, such as `Pilotage <no-reply@example.org>` */
	from: string;
	/** the host that message ids carry */
	host: string;
};

/** @param origin where the application is @param from what `MAIL_FROM` says, if it does */
export function senderOf(origin: string, from?: string): Sender {
	const host = new URL(origin).hostname;
	return { from: from || `Pilotage <no-reply@${host}>`, host };
}

/** The id is the mail's own, so that one sent twice after a crash is one for whoever receives it. */
function headers(
	{ from, host }: Sender,
	{ id, to, name, subject, text, html, stop }: Message
): SendMailOptions {
	return {
		from,
		to: name ? { name, address: to } : to,
		messageId: `<${id}@${host}>`,
		subject,
		text,
		html,
		headers: {
			'auto-submitted': 'auto-generated',
			// One press in the mail program stops them (RFC 8058).
			...(stop
				? { 'list-unsubscribe': `<${stop}>`, 'list-unsubscribe-post': 'List-Unsubscribe=One-Click' }
				: {})
		},
		disableFileAccess: true,
		disableUrlAccess: true
	};
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Sends through a mail server; its connections are closed with it. */
export function smtp(address: string, sender: Sender): Transport {
	const url = new URL(address);
	const secure = url.protocol === 'smtps:';
	const server = createTransport({
		pool: true,
		maxConnections: 5,
		host: url.hostname.replace(/^\[|\]$/g, ''),
		port: Number(url.port) || (secure ? 465 : 587),
		secure,
		// A password never goes over an open line to another machine.
		requireTLS: Boolean(url.username) && !secure && !LOOPBACK.has(url.hostname),
		...(url.username
			? { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }
			: {}),
		// All of it within the two minutes that a mail is claimed for.
		dnsTimeout: 10_000,
		connectionTimeout: 10_000,
		greetingTimeout: 10_000,
		socketTimeout: 20_000
	});
	// A connection that ends while it is idle is nobody's mail.
	server.on('error', () => {});
	return {
		async send(message) {
			try {
				await server.sendMail(headers(sender, message));
			} catch (error) {
				throw inOurTerms(error, url.host);
			}
		},
		close: () => server.close()
	};
}

/** Which of three it is: nobody there, the server itself, or this one mail. No password is in any of their words. */
function inOurTerms(error: unknown, host: string): Error {
	const { code, response, message } = error as { code?: string; response?: string; message: string };
	if (code === 'EENVELOPE' && /\b5\.1\.(1|2|3|6|10)\b/.test(response ?? ''))
		return new NoSuchAddress(response);
	if (code === 'EENVELOPE' || code === 'EMESSAGE') return new Error(response ?? message);
	return new Unreachable(
		`The mail server ${host} cannot be used (${code ?? 'no code'}: ${response ?? message})`
	);
}

/** Without a mail server: prints each mail, and keeps it as a file where a folder is given. */
export function outbox(folder: string | undefined, sender: Sender, say: (line: string) => void): Transport {
	const composer = createTransport({ streamTransport: true, buffer: true });
	return {
		async send(message) {
			if (folder) {
				const { message: composed } = await composer.sendMail(headers(sender, message));
				await mkdir(folder, { recursive: true, mode: 0o700 });
				// Named by the mail, for its owner alone: it may hold a link that lets somebody in.
				await writeFile(join(folder, `${message.id}.eml`), composed as Buffer, { mode: 0o600 });
			}
			say(`\nMail to ${message.to}: ${message.subject}\n${message.text.replace(/^/gm, '  ').trimEnd()}\n`);
		},
		close: () => {}
	};
}
