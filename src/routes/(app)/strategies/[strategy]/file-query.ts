/** What an address says beside its path; what is null it leaves out. */
export function fileQuery(all: Readonly<Record<string, string | number | null>>): URLSearchParams {
	return new URLSearchParams(
		Object.entries(all).flatMap(([name, value]) => (value === null ? [] : [[name, String(value)]]))
	);
}
