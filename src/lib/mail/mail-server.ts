import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import type { AddressInfo } from 'node:net';

/** For tests: a real mail server on loopback that keeps what it was given. */
export async function mailServer(options: SMTPServerOptions = {}, port = 0) {
	const received: { to: string[]; raw: string; id: string }[] = [];
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS'],
		onData(stream, session, done) {
			const parts: Buffer[] = [];
			stream.on('data', (part: Buffer) => parts.push(part));
			stream.on('end', () => {
				const raw = Buffer.concat(parts).toString();
				const id = /^message-id:\s*(\S+)/im.exec(raw)?.[1] ?? '';
				received.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw, id });
				done();
			});
		},
		...options
	});
	server.on('error', () => {});
	await new Promise<void>((listening) => server.listen(port, '127.0.0.1', listening));
	const address = server.server.address() as AddressInfo;
	return {
		received,
		port: address.port,
		url: `smtp://127.0.0.1:${address.port}`,
		stop: () => new Promise<void>((closed) => server.close(() => closed()))
	};
}
