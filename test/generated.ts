// How many generated cases a property is tried with: enough for a change, and many more for `npm run test:long`.

/** @example fc.assert(fc.property(…), { numRuns: runs(200) }) // 200, or 10,000 in the long run */
export function runs(usual: number): number {
	return process.env.KVARTAL_LONG ? usual * 50 : usual;
}
