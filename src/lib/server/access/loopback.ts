// A demonstration database has public passwords: it is served on this machine alone.

/** What adapter-node reads to decide where it listens and what it is called. */
export interface ServingEnvironment {
	HOST?: string;
	ORIGIN?: string;
	SOCKET_PATH?: string;
	LISTEN_FDS?: string;
}

/**
 * Whether both the listening address and ORIGIN are loopback. Unset is not: the server then listens everywhere, under any name;
 * nor is a socket handed over by somebody else, because what stands before it is unknown.
 *
 * @example isLoopbackOnly({ HOST: '127.0.0.1', ORIGIN: 'http://localhost:3000' }) //=> true
 */
export function isLoopbackOnly({
	HOST,
	ORIGIN,
	SOCKET_PATH,
	LISTEN_FDS
}: ServingEnvironment): boolean {
	if (SOCKET_PATH || LISTEN_FDS) return false;
	if (!HOST || !ORIGIN || !URL.canParse(ORIGIN)) return false;
	return isLoopbackHost(HOST) && isLoopbackHost(new URL(ORIGIN).hostname);
}

function isLoopbackHost(host: string): boolean {
	const bare = host.toLowerCase().replace(/^\[(.*)\]$/, '$1');
	return bare === 'localhost' || bare === '::1' || /^127(\.\d{1,3}){3}$/.test(bare);
}
