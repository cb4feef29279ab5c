// All that runs in a browser. Every page is a document that works without it (docs/decisions/0016): here are the conveniences all pages
// share, and the parts that only some have, named in the markup by `data-part` and loaded where they are.
import { closesItself } from './account-menu.ts';
import { landsWhereItMatters, leavesAnAddressToReload } from './arrival.ts';
import { forgetsWhereTold } from './kept-draft.ts';
import { scrollsByKeyboard } from './scrolls-by-keyboard.ts';
import { sendsOnce } from './sends-once.ts';

interface PartModule {
	start(element: HTMLElement): void;
}

const PARTS: Readonly<Record<string, () => Promise<PartModule>>> = {
	'board-keys': () => import('./board-keys.ts'),
	chart: () => import('./chart.ts'),
	'filing-form': () => import('./filing-form.ts'),
	'life-strip': () => import('./life-strip.ts'),
	'list-filters': () => import('./list-filters.ts'),
	'silent-bodies': () => import('./silent-bodies.ts')
};

const main = document.querySelector('main');
const menu = document.querySelector<HTMLDetailsElement>('details.account');
const footer = document.querySelector<HTMLMetaElement>('meta[name="print-footer"]');

leavesAnAddressToReload();
sendsOnce();
forgetsWhereTold();
if (menu) closesItself(menu);
if (main) scrollsByKeyboard(main);
// Only the root element's variables reach the margins of a printed page.
if (footer) document.documentElement.dataset.printFooter = footer.content;
landsWhereItMatters();
for (const element of document.querySelectorAll<HTMLElement>('[data-part]')) void begin(element);

async function begin(element: HTMLElement): Promise<void> {
	try {
		const part = await PARTS[element.dataset.part ?? '']?.();
		part?.start(element);
	} catch (failed) {
		// The document stands without it; what the part would have shown says so (see Chart.svelte).
		element.dataset.failed = 'true';
		console.error(failed);
	}
}
