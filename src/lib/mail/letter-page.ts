/** What a mail says, before it is text or HTML: paragraphs, a list, one link to act on, and why somebody gets it. */
export type Draft = {
	subject: string;
	greeting?: string;
	paragraphs: string[];
	items?: Item[];
	quote?: string;
	link?: { label: string; href: string };
	after?: string[];
	why: string;
	/** Ends mails of this kind. */
	stop?: { label: string; href: string };
};

export type Item = { text: string; detail?: string | undefined; href?: string | undefined };

/** `stop` is the address of the page that ends mails of this kind, for the button of a mail program. */
export type Letter = { subject: string; text: string; html: string; stop?: string };

const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export const escape = (text: string) => text.replace(/[&<>"']/g, (sign) => SIGNS[sign]!);

/** One line without control characters: a subject must not become a second header. */
export function oneLine(text: string, most = 150): string {
	const line = text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
	return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}

/** The same words as text and as plain HTML: no images, nothing from elsewhere. */
export function written(draft: Draft): Letter {
	const subject = oneLine(draft.subject);
	const letter = { subject, text: asText(draft), html: asHtml(draft, subject) };
	return draft.stop ? { ...letter, stop: draft.stop.href } : letter;
}

function asText({ greeting, paragraphs, items = [], quote, link, after = [], why, stop }: Draft): string {
	const list = items.map(({ text, detail, href }) =>
		[`- ${text}`, detail && `  ${detail}`, href && `  ${href}`].filter(Boolean).join('\n')
	);
	const blocks = [
		greeting && `Hello ${greeting},`,
		...paragraphs,
		quote && `> ${quote}`,
		list.join('\n'),
		link && `${link.label}:\n${link.href}`,
		...after,
		[`-- \n${why}`, stop && `${stop.label}: ${stop.href}`].filter(Boolean).join('\n')
	];
	return `${blocks.filter(Boolean).join('\n\n')}\n`;
}

function asHtml(draft: Draft, subject: string) {
	const { greeting, paragraphs, items = [], quote, link, after = [], why, stop } = draft;
	const paragraph = (text: string) => `<p>${escape(text)}</p>`;
	const anchor = (href: string, label: string) => `<a href="${escape(href)}">${escape(label)}</a>`;
	const list = items.map(
		({ text, detail, href }) =>
			`<li style="margin-bottom: 8px">${href ? anchor(href, text) : escape(text)}${detail ? `<br>${escape(detail)}` : ''}</li>`
	);
	const body = [
		greeting && paragraph(`Hello ${greeting},`),
		...paragraphs.map(paragraph),
		quote && `<blockquote>${escape(quote)}</blockquote>`,
		list.length > 0 && `<ul style="padding-left: 20px">\n${list.join('\n')}\n</ul>`,
		link && `<p>${anchor(link.href, link.label)}</p>`,
		...after.map(paragraph),
		`<hr>\n<p style="font-size: 14px">${escape(why).replaceAll('\n', '<br>')}${stop ? `<br>${anchor(stop.href, stop.label)}` : ''}</p>`
	];
	return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(subject)}</title></head>
<body style="margin: 0 auto; padding: 24px; max-width: 640px; font-family: system-ui, sans-serif; font-size: 16px; line-height: 1.5">
${body.filter(Boolean).join('\n')}
</body>
</html>
`;
}
