// Who may enter a route at all. What somebody may see or do there is then asked of can().

/** Routes open to everybody. All others, those added later too, are for people who are signed in. */
const PUBLIC_ROUTES: ReadonlySet<string> = new Set(['/login', '/logout', '/language', '/healthz']);

/** Where somebody with a one-time password may go: there it is changed. */
const OWN_ACCOUNT = '/(app)/account';

export type Entry = 'enter' | 'sign-in' | 'change-password';

/**
 * Whether a request may go on to its route.
 *
 * @param routeId null when no route has this address; then there is nothing to guard
 */
export function entryTo(
	routeId: string | null,
	user: { mustChangePassword: boolean } | null
): Entry {
	if (routeId === null || PUBLIC_ROUTES.has(routeId)) return 'enter';
	if (!user) return 'sign-in';
	if (user.mustChangePassword && routeId !== OWN_ACCOUNT) return 'change-password';
	return 'enter';
}
