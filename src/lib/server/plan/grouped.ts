/** Rows by a number, in their order. */
export function grouped<T, V>(
	rows: readonly T[],
	entry: (row: T) => [number, V]
): Map<number, V[]> {
	const groups = new Map<number, V[]>();
	for (const row of rows) {
		const [key, value] = entry(row);
		const group = groups.get(key);
		if (group) group.push(value);
		else groups.set(key, [value]);
	}
	return groups;
}
