/** No real host has this name (RFC 2606). */
const HERE = 'http://kvartal.invalid';

/**
 * A path of this site to go on to, or `/` when what was asked for leads elsewhere. Browsers read `//`, `/\` and some control
 * characters as another host; so the address is taken apart as they do it, and put together again.
 *
 * @example sameSitePath('/strategies/x?quarter=2020-Q3') //=> '/strategies/x?quarter=2020-Q3'
 * @example sameSitePath('//evil.example/') //=> '/'
 */
export function sameSitePath(to: unknown): string {
	if (typeof to !== 'string' || to.length > 2000 || !to.startsWith('/') || !URL.canParse(to, HERE))
		return '/';
	const url = new URL(to, HERE);
	// '/.//evil.example' keeps our host and becomes a path that means another.
	if (url.origin !== HERE || url.pathname.startsWith('//')) return '/';
	return url.pathname + url.search + url.hash;
}
