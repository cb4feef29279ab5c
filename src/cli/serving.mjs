// Where `npm start` and `npm run dev` serve, unless the environment says otherwise: on this machine alone.
import { HOME } from './prepare.mjs';

/** What keeps the server from starting, as a sentence a person can act on; an empty one has been said already. */
export class Unready extends Error {
	/**
	 * @param {string} sentence
	 * @param {number} [status]
	 */
	constructor(sentence, status = 1) {
		super(sentence);
		this.status = status;
	}
}

/** Sets HOST, PORT, ORIGIN and KVARTAL_HOME where they are unset, and answers what now holds. */
export function setServing() {
	const port = Number(process.env.PORT || 3000);
	if (!Number.isInteger(port) || port < 1 || port > 65535) {
		throw new Unready(`PORT must be a number from 1 to 65535, not "${process.env.PORT}".`, 2);
	}
	process.env.PORT = String(port);
	process.env.HOST ||= '127.0.0.1';
	process.env.ORIGIN ||= `http://localhost:${port}`;
	process.env.KVARTAL_HOME ||= HOME;
	const { HOST: host, ORIGIN: origin } = process.env;
	if (!URL.canParse(origin) || new URL(origin).origin !== origin.replace(/\/$/, '')) {
		throw new Unready(
			`ORIGIN must be the address people type, without a path: https://kvartal.example.org, not "${origin}".`,
			2
		);
	}
	return { host, port, origin };
}
