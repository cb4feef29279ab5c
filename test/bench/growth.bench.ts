// How the time for a page grows with the plan: the exponent k of time = c × activities^k, by least squares on logarithms. 1 is "twice the
// plan, twice the time".
import { Client } from './client.ts';
import { median, ms, promise, table, timings } from './figures.ts';
import { PAGES, serve, SIZES } from './national.ts';

type Name = keyof typeof PAGES;
const names = Object.keys(PAGES) as Name[];
const taken: Record<Name | 'first', number[]> = {
	overview: [],
	activities: [],
	board: [],
	first: []
};

for (const size of SIZES) {
	const server = await serve(size);
	const client = await new Client(server.origin).signIn('coordinator');
	taken.first.push((await client.page(PAGES.overview)).ms);
	for (const name of names) {
		await client.page(PAGES[name]);
		const own = await timings(async () => (await client.page(PAGES[name])).ms, {
			most: 60,
			seconds: 3
		});
		taken[name].push(median(own));
	}
	client.close();
	await server.dispose();
}

table(
	['p50 at activities', ...SIZES.map((size) => size.toLocaleString('en')), 'exponent'],
	(['first', ...names] as const).map((name) => [
		name === 'first' ? 'first overview after start' : name,
		...taken[name].map(ms),
		exponentOf(taken[name]).toFixed(2)
	])
);
for (const name of names) {
	promise({
		measure: `${name}: time against ${SIZES.map((size) => size.toLocaleString('en')).join(', ')} activities: exponent`,
		value: exponentOf(taken[name]).toFixed(2),
		must: '1.1',
		aim: '1.0'
	});
}

/** The slope of the line through the logarithms. */
function exponentOf(times: readonly number[]): number {
	const points = times.map((time, index) => [Math.log(SIZES[index]!), Math.log(time)] as const);
	const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
	const [x, y] = [mean(points.map(([a]) => a)), mean(points.map(([, b]) => b))];
	const over = points.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0);
	return over / points.reduce((sum, [a]) => sum + (a - x) ** 2, 0);
}
