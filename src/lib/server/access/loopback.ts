// A demonstration database has accounts whose password is printed in the README: it is served to this machine only.

/** What adapter-node listens on, and under which address it is reached. */
export interface Listening {
	HOST?: string | undefined;
	ORIGIN?: string | undefined;
	SOCKET_PATH?: string | undefined;
	/** Set by systemd when it hands over a socket. */
	LISTEN_FDS?: string | undefined;
}

/**
 * Whether a host is this machine only.
 *
 * @example isLoopback('127.0.0.1') //=> true
 * @example isLoopback('0.0.0.0') //=> false
 */
export function isLoopback(host: string): boolean {
	const name = host.toLowerCase().replace(/^\[(.*)\]$/, '$1');
	if (name === 'localhost' || name === '::1') return true;
	const four = /^(?:::ffff:)?(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(name);
	return four !== null && four[1] === '127' && four.slice(1).every((part) => Number(part) <= 255);
}

/**
 * Whether a server with these settings can be reached from this machine only: HOST and ORIGIN are both named and both loopback.
 * Without HOST adapter-node listens everywhere; a socket may have anything in front of it.
 */
export function isLoopbackOnly({ HOST, ORIGIN, SOCKET_PATH, LISTEN_FDS }: Listening): boolean {
	if (SOCKET_PATH || LISTEN_FDS || !HOST || !ORIGIN || !URL.canParse(ORIGIN)) return false;
	return isLoopback(HOST) && isLoopback(new URL(ORIGIN).hostname);
}
