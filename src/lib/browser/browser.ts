// What browsers differ in.

/** How the page was come to: 'navigate', 'reload' or 'back_forward'; null where a browser does not say. */
export function navigationType(): NavigationTimingType | null {
	const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
	return entry?.type ?? null;
}

/** What a browser may refuse: to keep anything (private windows, full storage), to make sense of an address. Null then. */
export function attempt<T>(work: () => T): T | null {
	try {
		return work();
	} catch {
		return null;
	}
}
