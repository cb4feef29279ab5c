// The one style of the HTML report. It is the same in every report: a page that shows one allows exactly this style, by its hash.
import { createHash } from 'node:crypto';
import { FILLS, PAPER, TOKENS, type Token } from '#lib/charts/look.ts';
import { Markup } from './markup.ts';

/** The dark page's, as in src/lib/styles/tokens.css. */
const DARK: Readonly<Record<Token, string>> = {
	ink: '#e8e6e0',
	'ink-soft': '#aeb6c1',
	line: '#353e49',
	'line-strong': '#7d8896',
	surface: '#1a2027',
	sunken: '#20272f',
	accent: '#93c0ec',
	full: '#6fc79d',
	ongoing: '#86b8ee',
	partial: '#e0b252',
	none: '#f2978e',
	'no-data': '#a1abb7'
};

function properties(palette: Readonly<Record<Token, string>>): string {
	return TOKENS.map((token) => `--${token}:${palette[token]};`).join('');
}

/** Chart patterns: a ground, and lines or dots on it. */
function fills(): string {
	const tokens = new Set(Object.values(FILLS).flatMap(({ ground, lines }) => [ground, lines]));
	return [...tokens]
		.map(
			(token) =>
				`.ground-${token}{fill:var(--${token})}.lines-${token}{stroke:var(--${token});stroke-width:1.2;fill:none;opacity:.8}`
		)
		.join('\n');
}

const CSS = `
:root{color-scheme:light dark;${properties(PAPER)}--paper:#ffffff;--notice:#fdf3d7;--on-notice:#5b4300}
@media screen and (prefers-color-scheme:dark){:root{${properties(DARK)}--paper:#14181d;--notice:#3a2f10;--on-notice:#f3dfa6}}
*,*::before,*::after{box-sizing:border-box}
html{font-family:-apple-system,'Segoe UI',Roboto,'Noto Sans','Liberation Sans',Arial,'DejaVu Sans',system-ui,sans-serif;line-height:1.45;font-variant-numeric:tabular-nums lining-nums;color:var(--ink);background:var(--paper);-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0 auto;padding:1.5rem 1rem 3rem;max-width:84rem;overflow-wrap:break-word}
h1,h2,h3,p,ul,ol,dl,dd,figure{margin:0}
h1,h2{font-family:Cambria,Georgia,'Noto Serif','Liberation Serif','DejaVu Serif',serif;line-height:1.2;text-wrap:balance}
h1{font-size:1.75rem;font-weight:600}
h2{font-size:1.375rem;font-weight:600}
h3{font-size:1rem}
header,section,nav{display:block}
header>*+*,section>*+*,nav>*+*{margin-top:.9rem}
section>h3{margin-top:1.6rem}
section,nav{margin-top:2.5rem;padding-top:1rem;border-top:2px solid var(--line-strong)}
p,li,dd{max-width:48rem}
ul,ol{padding-inline-start:1.4rem}
a{color:var(--accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.strategy{font-size:1.05rem;color:var(--ink-soft)}
.notice{padding:.6rem .9rem;background:var(--notice);color:var(--on-notice);border-inline-start:4px solid var(--partial)}
.draft strong{font-size:1.25em;letter-spacing:.08em;margin-inline-end:.4em}
.watermark{display:none}
.patterns{position:absolute}
.contents ol{columns:2;column-gap:3rem;max-width:48rem}
.contents li{padding-block:.3rem;break-inside:avoid}
.facts>div{display:grid;grid-template-columns:minmax(8rem,14rem) minmax(0,1fr);gap:.2rem 1rem;padding-block:.25rem;border-bottom:1px solid var(--line)}
dt{color:var(--ink-soft)}
.table-wrap{overflow-x:auto;position:relative}
table{border-collapse:collapse;width:100%;font-size:.875rem;line-height:1.35}
caption{position:sticky;inset-inline-start:0;max-width:calc(100vw - 2rem);text-align:start;padding-bottom:.4rem;font-weight:600;color:var(--ink)}
th,td{padding:.35rem .5rem;text-align:start;vertical-align:top;border-bottom:1px solid var(--line)}
thead th{vertical-align:bottom;border-bottom:2px solid var(--line-strong);color:var(--ink-soft);font-weight:600}
tbody th{font-weight:400}
.code{white-space:nowrap;font-weight:600}
.n{text-align:end}
td.n{min-width:4.5rem}
th.n{width:5.5%;min-width:4rem}
.short,.share{white-space:nowrap}
.text{min-width:11rem}
.total>*{border-top:1px solid var(--line-strong);font-weight:600}
.also{display:block;white-space:pre-wrap;margin-top:.2rem;color:var(--ink-soft);font-size:.9em;font-weight:400}
.mark{color:var(--ink-soft)}
.said{white-space:pre-wrap}
.strong{font-weight:600}
.said+.said{margin-top:.35rem}
.course{margin-top:.35rem;padding:0;list-style:none;font-size:.9em}
tr.goal th{padding-top:1rem;font-size:1.0625rem;font-weight:600;border-bottom-color:var(--line-strong)}
tr.measure th{font-weight:600;color:var(--ink-soft);background:var(--sunken)}
.activities{min-width:76rem;table-layout:fixed}
.activities col:nth-child(1){width:6%}
.activities col:nth-child(2){width:16%}
.activities col:nth-child(3){width:9%}
.activities col:nth-child(4){width:11%}
.activities col:nth-child(5){width:14%}
.activities col:nth-child(6){width:11%}
.activities col:nth-child(7){width:10%}
.activities col:nth-child(8){width:13%}
.activities col:nth-child(9){width:10%}
code{font-family:'Liberation Mono','DejaVu Sans Mono',Consolas,monospace;font-size:.92em;overflow-wrap:anywhere}
figure{max-width:50rem}
.chart{overflow-x:auto}
.chart svg{display:block;width:100%;min-width:34rem;height:auto}
.chart text{font-size:13px;fill:var(--ink)}
.chart .soft{fill:var(--ink-soft)}
.chart .count{font-weight:600;paint-order:stroke;stroke:var(--surface);stroke-width:4px;stroke-linejoin:round}
.grid{stroke:var(--line)}
.band{fill:var(--sunken);stroke:var(--line-strong)}
.part{stroke:var(--surface)}
.dots{stroke-width:2.4!important;stroke-linecap:round}
${fills()}
.legend{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin-top:.5rem;padding:0;list-style:none;font-size:.875rem}
.legend svg{vertical-align:-.15em;margin-inline-end:.25em}
figcaption{margin-top:.4rem;color:var(--ink-soft)}
footer{margin-top:3rem;padding-top:.75rem;border-top:1px solid var(--line);color:var(--ink-soft);font-size:.875rem}
@media (max-width:40rem){h1{font-size:1.4375rem}.contents ol{columns:1}.facts>div{grid-template-columns:minmax(0,1fr)}}
html{--head:attr(data-head);--foot:attr(data-foot)}
@page{size:A4;margin:18mm 13mm 17mm;
@top-left{content:var(--head,'');font-family:'Liberation Sans',Arial,sans-serif;font-size:8.5pt;font-weight:bold;color:#000000}
@bottom-left{content:var(--foot,'');font-family:'Liberation Sans',Arial,sans-serif;font-size:8pt;color:#333333}
@bottom-right{content:counter(page) ' / ' counter(pages);font-family:'Liberation Sans',Arial,sans-serif;font-size:8.5pt;color:#000000}}
@page across{size:A4 landscape}
@media print{
:root{color-scheme:light;--ink:#000000;--ink-soft:#333333;--line:#bbbbbb;--notice:#ffffff;--on-notice:#000000;--accent:#000000}
html{font-size:9.5pt}
body{padding:0;max-width:none}
footer{display:none}
a{text-decoration:none}
.notice{border:1px solid #000000;border-inline-start-width:4px}
.watermark{display:flex;align-items:center;justify-content:center;overflow:hidden;position:fixed;inset:0 0 auto;height:170mm;z-index:-1;font-size:110pt;font-weight:700;line-height:1;letter-spacing:.1em;color:#f1f1f1;-webkit-print-color-adjust:exact;print-color-adjust:exact}
.watermark span{transform:rotate(-35deg)}
.table-wrap,.chart{overflow:visible}
caption{position:static;max-width:none}
.wide{page:across}
section,nav{margin-top:0;padding-top:0;border-top:0}
section{margin-top:9mm}
#summary{break-before:page}
nav{margin-top:1.5rem}
h2{padding-bottom:.3rem;border-bottom:1.5pt solid #000000}
h2,h3,caption{break-after:avoid}
caption{break-inside:avoid}
thead+tbody>tr:first-child{break-before:avoid}
thead{display:table-header-group}
tr,figure,.facts>div,li{break-inside:avoid}
tr.goal,tr.measure{break-after:avoid}
tr.total{break-before:avoid}
p,li,dd{max-width:none}
table{font-size:8.5pt}
th,td{padding:.25rem .35rem}
td.n,th.n{min-width:0}
.text{min-width:0}
.activities{min-width:0;font-size:7.5pt}
figure{max-width:none}
.chart svg{min-width:0;max-width:165mm}
}
`;

export const STYLE = new Markup(CSS);

/** The source that a Content-Security-Policy names in its style-src to allow this style and no other. */
export const STYLE_SOURCE = `'sha256-${createHash('sha256').update(CSS).digest('base64')}'`;
