-- Who is told of joining and of threads. Requests to join and their answers have mails of their own.
insert into private.notice_rules (record, verb, act, audience, immediate) values
	('open_seats', 'opened', null, '{team}', false),
	('join_requests', 'asked to join', null, '{lead}', false),
	('join_requests', 'withdrew a request', null, '{lead}', false),
	('join_requests', 'answered', null, '{person}', false),
	('partner_contacts', 'added', null, '{lead,sponsor}', false),
	('comments', 'replied', null, '{person,team,assignments,mentioned}', false),
	('comments', 'resolved', null, '{person}', false),
	('comments', 'reopened', null, '{person}', false);
