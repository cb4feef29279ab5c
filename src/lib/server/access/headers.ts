// What every answer tells the browser. The content policy of pages comes from svelte.config.js.

const NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The policy of the pages that stand outside the program: wording/kept-form.ts and error.html. */
const PLAIN_PAGE_POLICY =
	"default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Adds them; a policy that is there stays. */
export function secure(headers: Headers, { isHttps }: { isHttps: boolean }): void {
	headers.set('x-content-type-options', 'nosniff');
	headers.set('x-frame-options', 'DENY');
	headers.set('referrer-policy', 'same-origin');
	headers.set('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()');
	headers.set('cross-origin-opener-policy', 'same-origin');
	headers.set('cross-origin-resource-policy', 'same-origin');
	// Everything that comes through here was made for one person, or differs from one person to the next.
	headers.set('cache-control', 'no-store');
	if (isHttps) headers.set('strict-transport-security', 'max-age=31536000');
	if (headers.has('content-security-policy')) return;
	const isPage = headers.get('content-type')?.startsWith('text/html') ?? false;
	headers.set('content-security-policy', isPage ? PLAIN_PAGE_POLICY : NOTHING);
}
