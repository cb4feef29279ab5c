// A pack as one HTML document that needs nothing else: no script, one style, pictures drawn in it.
import type { Locale } from '#lib/domain/text.ts';
import { m } from '#lib/paraglide/messages.js';
import { PROVENANCE_SIGN } from '#lib/wording/labels.ts';
import type { PackContents } from './contents.ts';
import { coverFacts, stateWords } from './cover.ts';
import { tableSections } from './pack-tables.ts';
import { PackTelling } from './pack-telling.ts';
import { activities, outside } from './html/activities.ts';
import { patterns } from './html/charts.ts';
import { byBody, byGoal, quartersOfPeriod, summary } from './html/figures.ts';
import { attribute, markup, type Markup } from './html/markup.ts';
import { reading, ground, verification } from './html/reading.ts';
import { facts, type Section } from './html/section.ts';
import { sectionOfTables } from './html/table-of-cells.ts';
import { STYLE } from './html/style.ts';

/** What the report has to say, in this order; null where there is nothing to say. Whoever adds a section adds it here. */
function sectionsOf(pack: PackTelling): (Section | null)[] {
	return [
		summary(pack),
		quartersOfPeriod(pack),
		byGoal(pack),
		byBody(pack),
		activities(pack),
		...tableSections(pack).map((section) => sectionOfTables(pack, section)),
		outside(pack),
		reading(pack),
		verification(pack)
	];
}

/**
 * The document. Of the same contents and language it is the same text everywhere.
 *
 * @example htmlOf(contents, 'sr-Cyrl') //=> '<!doctype html>\n<html lang="sr-Cyrl" …'
 */
export function htmlOf(contents: PackContents, locale: Locale): string {
	return [...htmlPieces(contents, locale)].join('');
}

/** The same in pieces of at most a table's row, each made when it is asked for: a national plan's report is many megabytes. */
export function* htmlPieces(contents: PackContents, locale: Locale): Iterable<string> {
	for (const { source } of written(new PackTelling(contents, locale))) yield source;
}

function* written(pack: PackTelling): Iterable<Markup> {
	const sections = sectionsOf(pack).filter((one) => one !== null);
	yield head(pack);
	yield* cover(pack);
	yield markup`<nav class="contents" aria-labelledby="contents">
<h2 id="contents">${m.document_contents({}, pack.at)}</h2>
<ol>
${sections.map(
	({ id, title }) => markup`<li><a href="#${id}">${title}</a></li>
`
)}</ol>
</nav>
<main>
`;
	for (const { id, title, isWide, parts } of sections) {
		yield markup`<section id="${id}" class="${isWide ? 'wide' : 'upright'}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
`;
		yield* parts();
		yield markup`</section>
`;
	}
	yield markup`</main>
<footer><p>${pack.title} · ${pack.foot}</p></footer>
</body>
</html>
`;
}

function head(pack: PackTelling): Markup {
	const { contents, locale, view, at } = pack;
	const strategy = pack.content(view.strategy.shortTitle);
	const watermark = markup`<div class="watermark" aria-hidden="true"><span>${m.report_draft({}, at)}</span></div>
`;
	return markup`<!doctype html>
<html lang="${locale}" data-head="${attribute(`${strategy} · ${pack.mark}`)}" data-foot="${attribute(pack.foot)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="${attribute(`${pack.content(view.strategy.title)}. ${stateWords(pack, contents)}`)}">
<title>${attribute(`${pack.mark} · ${strategy}`)}</title>
<style>${STYLE}</style>
</head>
<body>
${patterns()}${contents.isDraft ? watermark : null}`;
}

function* cover(pack: PackTelling): Iterable<Markup> {
	const { view, contents, at } = pack;
	const draft = markup`<p class="notice draft"><strong>${m.report_draft({}, at)}</strong> ${m.document_draft_notice({}, at)}</p>
`;
	const demonstration = markup`<p class="notice">${m.report_demonstration({ sign: PROVENANCE_SIGN.illustrative }, at)}</p>
`;
	yield markup`<header>
<p class="strategy">${pack.content(view.strategy.title)}</p>
<h1>${pack.title}</h1>
${contents.isDraft ? draft : null}${view.isDemonstration ? demonstration : null}`;
	yield facts(coverFacts(pack, contents));
	yield* ground(pack, 'stands-on');
	yield markup`</header>
`;
}
