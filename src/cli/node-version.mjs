// Asked first by every entry, before anything imports better-sqlite3: on an older Node that dies without a word.
// Plain JavaScript that any Node since 14 can read.

/** The oldest Node this program runs on. */
export const OLDEST_NODE = 24;

/** Whether the running Node is too old. */
export function isNodeTooOld(version = process.versions.node) {
	return Number(version.split('.')[0]) < OLDEST_NODE;
}

/** What a person can do about a Node that is too old. */
export function nodeSentence(version = process.versions.node) {
	return (
		`Kvartal needs Node ${OLDEST_NODE} or newer; this is Node ${version}.\n` +
		'On Linux (x64) npm brings the right one: run `npm ci`, then start through npm (`npm start`, `npm run kvartal -- help`).\n' +
		`On other systems install Node ${OLDEST_NODE} from https://nodejs.org and try again.`
	);
}

/** Ends the program with status 2 and a sentence when the running Node is too old. */
export function requireNode() {
	if (!isNodeTooOld()) return;
	console.error(nodeSentence());
	process.exit(2);
}
