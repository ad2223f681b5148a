// Calls of the inbox, of finding, and of the links that stop mails, as access-calls.ts has them.
import type { Call } from './access-calls.ts';
import type { Fixture } from './access-fixture.ts';

export const notices = ({ district: { people }, office }: Fixture): Record<string, Call> => ({
	inbox: { unread: false },
	see_notices: { notices: [1] },
	find: { query: 'tutor' },
	person: { person: people.lead.id },
	stops: { token: office.stop },
	stop_mails: { token: office.stop }
});
