// The page that answers a form whose sender is not signed in any more: it gives back everything that was typed, so that nothing is
// lost and one click sends it again. Plain HTML of its own, because the page the form came from cannot be drawn for nobody.
import type { Locale } from '#lib/domain/text.ts';
import { m } from '#lib/paraglide/messages.js';

export type Hindrance = 'session' | 'password';

export interface KeptForm {
	locale: Locale;
	hindrance: Hindrance;
	/** Where the form was sent, and is to be sent again. */
	action: string;
	fields: readonly (readonly [name: string, value: string])[];
	/** Names of what is not carried: passwords and files. */
	dropped: readonly string[];
}

/** What a form carried, without passwords and files: those are to be given again. */
export function keptOf(form: FormData): Pick<KeptForm, 'fields' | 'dropped'> {
	const fields: [string, string][] = [];
	const dropped = new Set<string>();
	for (const [name, value] of form) {
		if (typeof value === 'string' && !/password/i.test(name)) fields.push([name, value]);
		else if (typeof value === 'string' ? value !== '' : value.size > 0) dropped.add(name);
	}
	return { fields, dropped: [...dropped] };
}

/** The page as HTML, every value escaped. */
export function keptFormPage({ locale, hindrance, action, fields, dropped }: KeptForm): string {
	const at = { locale };
	const isSession = hindrance === 'session';
	const title = isSession ? m.kept_title_session({}, at) : m.kept_title_password({}, at);
	const text = isSession ? m.kept_text_session({}, at) : m.kept_text_password({}, at);
	const link = isSession ? m.kept_link_session({}, at) : m.kept_link_password({}, at);
	const hidden = fields.map(
		([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`
	);
	const typed = fields
		.filter(([, value]) => value.trim() !== '')
		.map(([name, value]) => `<dt>${escaped(name)}</dt><dd><pre>${escaped(value)}</pre></dd>`);
	return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)} · ${escaped(m.app_name({}, at))}</title>
<link rel="stylesheet" href="/plain.css">
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
<p>${escaped(text)}</p>
${dropped.length > 0 ? `<p>${escaped(m.kept_dropped({ fields: dropped.join(', ') }, at))}</p>` : ''}
<p><a href="${isSession ? '/login' : '/account'}" target="_blank" rel="noopener">${escaped(link)}</a></p>
<form method="post" action="${escaped(action)}">
${hidden.join('\n')}
<button>${escaped(m.kept_send({}, at))}</button>
</form>
${typed.length > 0 ? `<details><summary>${escaped(m.kept_fields({}, at))}</summary><dl>${typed.join('\n')}</dl></details>` : ''}
</main>
</body>
</html>
`;
}

function escaped(text: string): string {
	return text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;')
		.replaceAll("'", '&#39;');
}
