// What of an address is the place one is at: what it says of something just done ('done=saved&on=3.2.5') was said once, and is not said
// again in another quarter or language.

/** The parameters that stay when the same page is asked for in another light; a form's action ('?/save') is none of them. */
export function placeInAddress(url: URL): [string, string][] {
	const said = url.searchParams.has('done') ? ['done', 'on', 'of'] : [];
	return [...url.searchParams].filter(([name]) => !name.startsWith('/') && !said.includes(name));
}
