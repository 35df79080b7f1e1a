import { contentHash } from '../base/hash.ts';

/** A style sheet that all pages of one kind share. It is a separate file, so browsers load it only once. */
export interface StyleSheet {
  /** Below the output folder. */
  readonly path: string;
  readonly text: string;
  /** The query of its URL, so that browsers do not use a cached earlier version. */
  readonly query: string;
}

/** The background in each color scheme, for the browser's own frame (`theme-color`). */
export const paper = { light: '#fbfbf8', dark: '#131518' } as const;

// Text and one accent color, as in print. The other four (blue, green, plum, amber) are for code and alerts.
const light = `--paper:${paper.light};--ink:#17191c;--soft:#585d64;--rule:#d8d8d1;--tint:#f2f2ed;--spot:#b5300b;
--blue:#1f55a8;--green:#2b6a35;--plum:#7c3a94;--amber:#865600`;

const dark = `--paper:${paper.dark};--ink:#e8e6e0;--soft:#a4a8ad;--rule:#363a40;--tint:#1d2025;--spot:#ff9168;
--blue:#8db9ff;--green:#8fcf95;--plum:#d8a5ec;--amber:#e3b457`;

// Only logical properties, so that it works from right to left; only system fonts. If there is room, a margin column with years
// and dates is beside the text. Scripts without italics are not slanted.
const frame = `
:root{color-scheme:light dark;${light};
--slant:italic;--serif:"Iowan Old Style","Palatino Linotype","URW Palladio L",P052,Palatino,"Book Antiqua",Georgia,serif;
--sans:system-ui,"Segoe UI",Roboto,"Helvetica Neue",sans-serif;
--mono:ui-monospace,"Cascadia Code",Menlo,Consolas,"DejaVu Sans Mono",monospace;
font-size:clamp(100%,.875rem + .3vw,118%);scroll-padding-block:1.5rem;-webkit-text-size-adjust:100%;text-size-adjust:100%}
@media (prefers-color-scheme:dark){:root{${dark}}}
:is(:lang(ja),:lang(zh),:lang(ko)){--serif:var(--sans);--slant:normal;font-variant-numeric:normal}
:is(:lang(ar),:lang(fa),:lang(he)){--slant:normal}
*,::before,::after{box-sizing:border-box}
:is(body,.opened){margin:0 auto;padding:1.25rem clamp(1.25rem,5vw,3rem) 3rem;max-inline-size:64rem;background:var(--paper);
color:var(--ink);font:1.0625rem/1.6 var(--serif);font-variant-numeric:oldstyle-nums;overflow-wrap:anywhere}
h1,h2,h3,h4,h5,h6{line-height:1.2;text-wrap:balance;margin:0;font-weight:600}
p,ul,ol,dl,dd,figure,blockquote,pre{margin:0}
p{text-wrap:pretty}
.plain{list-style:none;padding:0}
a{color:inherit;text-decoration:underline var(--spot) .07em;text-underline-offset:.2em}
a:hover{color:var(--spot)}
.home:not(:hover),:is(.item,.turn) a:not(:hover){text-decoration-line:none}
main:focus{outline:0}
:focus-visible{outline:.17rem solid var(--spot);outline-offset:.2rem}
::selection{background:var(--spot);color:var(--paper)}
img,video,svg{max-inline-size:100%;block-size:auto}
.skip{position:absolute;inset-inline-start:1rem;inset-block-start:-6rem;z-index:1;padding:.5rem 1rem;
background:var(--ink);color:var(--paper)}
.skip:focus{inset-block-start:1rem}
.small,time,.topics,footer,figcaption{font-family:var(--sans);font-size:.8rem;line-height:1.5;
color:var(--soft);font-variant-numeric:normal}
.small time{font-size:inherit}
.mast{border-block-start:.4rem solid var(--ink);padding-block-start:3px}
.mast::before{content:"";display:block;inline-size:100%;border-block-start:1px solid var(--ink)}
.run{display:flex;flex-wrap:wrap;gap:.7rem 1.5rem;justify-content:space-between;align-items:baseline}
.home{font-weight:700;font-size:1.1rem}
h1{letter-spacing:-.015em}
:is([dir=rtl],:lang(hi)) h1,h1.long{letter-spacing:0}
.topics{display:flex;flex-wrap:wrap;list-style:none;padding:0;margin-block-start:.5rem}
.topics a{text-decoration-color:var(--rule)}
.topics li:not(:last-child)::after{content:"·";margin-inline:.45em}
.band{margin-block-start:clamp(2rem,5vw,3.5rem);border-block-start:1px solid var(--rule);padding-block-start:1.5rem}
.turn{display:grid;gap:1.5rem;grid-template-columns:repeat(auto-fit,minmax(min(100%,15rem),1fr))}
.turn a{display:block;color:var(--ink);font:600 1.1rem/1.3 var(--serif)}
footer{display:flex;flex-wrap:wrap;gap:.35rem 1.5rem;border-block-start:1px solid var(--ink);padding-block-start:.8rem;
margin-block-start:clamp(3rem,8vw,5rem)}
footer .plain{display:flex;gap:1.25rem;margin-inline-start:auto}
@media (min-width:56rem){
.band,.article{display:grid;grid-template-columns:12rem minmax(0,43rem);column-gap:3rem;align-items:start}
.band>*,.article>*{grid-column:2}
}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
@media print{
:root{${light};--paper:#fff;--tint:#fff;--measure:none;font-size:10pt}
:is(body,.opened){padding:0;max-inline-size:none}
.skip,nav,.run .small,footer .plain{display:none}
h1,h2,h3,h4{break-after:avoid}
figure,pre,tr,.item{break-inside:avoid}
}`;

const lists = `
.mast h1{font-size:clamp(2.6rem,1.6rem + 4.6vw,4.75rem);line-height:1.04;font-weight:700;
margin-block-start:clamp(1.5rem,5vw,3.25rem);max-inline-size:18ch}
.mast h1.long{font-size:clamp(1.6rem,1.3rem + 1.4vw,2.25rem);max-inline-size:none}
.topic{margin-block-start:clamp(1.5rem,5vw,3rem)}
.topic h1{font-size:clamp(2.1rem,1.5rem + 2.9vw,3.4rem);line-height:1.08}
.about{font-size:clamp(1.15rem,1.05rem + .5vw,1.4rem);line-height:1.45;color:var(--soft);max-inline-size:34em;
margin-block-start:1rem;text-wrap:balance}
.band>:is(h1,h2){color:var(--spot);font-weight:400;font-style:var(--slant);font-size:1.4rem;line-height:1.1}
.band>.year{font-size:2.9rem;line-height:.9}
.band>:nth-child(2){margin-block-start:1.25rem}
.feeds{margin-block-start:1rem;font-family:var(--sans);font-size:.875rem}
.feeds li{display:flex;flex-wrap:wrap;align-items:baseline;row-gap:.35rem}
.feeds li+li{margin-block-start:.45rem}
@media (max-width:30rem){.feeds li+li{margin-block-start:.9rem}}
.feeds a{font-weight:600;inline-size:5.5rem}
.feeds code{flex:1 1 auto;max-inline-size:100%;font:.8125rem/1.4 var(--mono);user-select:all;cursor:copy;background:var(--tint);padding:.4rem .7rem;
border-radius:.2rem}
.item{position:relative}
.item+.item{border-block-start:1px solid var(--rule);padding-block-start:1.5rem;margin-block-start:1.5rem}
.item :is(h2,h3){font-size:1.4rem;margin-block:.15rem .35rem}
.item .long{font-size:1.15rem}
.sum{line-height:1.5}
.pic{--pic:clamp(5rem,17vw,9.5rem);display:grid;column-gap:1.5rem;grid-template-columns:minmax(0,1fr) var(--pic);
align-items:start}
.pic img{inline-size:100%;aspect-ratio:4/3;object-fit:cover;background:var(--tint);border-radius:.15rem;
margin-block-start:.35rem}
.pic a::after{content:"";position:absolute;inset-block:0;inset-inline-end:0;inline-size:var(--pic)}
.lead :is(h2,h3){font-size:clamp(1.7rem,1.3rem + 1.8vw,2.4rem);line-height:1.12;margin-block:.35rem .6rem}
.lead .long{font-size:1.5rem}
.lead .sum{font-size:1.2rem}
.lead.pic{--pic:100%;grid-template-columns:minmax(0,1fr)}
.lead img{aspect-ratio:2/1;order:-1;margin-block:0 1rem}
.lead a::after{inset-block-end:auto;aspect-ratio:2/1}
nav.band+nav.band{margin-block-start:1.25rem;border-block-start:0;padding-block-start:0}
.years{display:flex;flex-wrap:wrap;gap:.35rem 1.5rem}
.years li{color:var(--soft)}
.years .small{margin-inline-start:.35em}
.years a{color:var(--ink)}
.years [aria-current]{color:var(--spot);font-weight:600;text-decoration:none}
@media (min-width:56rem){
.band>:is(h1,h2){grid-column:1;position:sticky;inset-block-start:1.5rem}
.band>:nth-child(2){margin-block-start:0}
}`;

/** The style sheet of list pages. */
export const listStyle = styleSheet('feedmill-list.css', frame + lists);

const text = `
.article{margin-block-start:clamp(2rem,6vw,4rem)}
h1{font-size:clamp(2.1rem,1.5rem + 2.9vw,3.4rem);line-height:1.08}
h1.long{font-size:clamp(1.6rem,1.3rem + 1.4vw,2.1rem)}
.stand{font-size:1.3rem;line-height:1.45;color:var(--soft);margin-block-start:1rem}
.meta{margin-block:1.5rem 2rem}
.who{color:var(--ink);font-weight:600}
.hero{margin-block-end:2rem}
.article img{border-radius:.15rem}
figure>img{display:block}
figcaption{margin-block-start:.6rem}
.end{margin-block-start:2.5rem}
.end::before{content:"";display:block;inline-size:.6rem;block-size:.6rem;background:var(--spot);margin-block-end:1.5rem}
.text{line-height:1.65}
.text>*+*{margin-block-start:1.15em}
.text>:not(pre,.table,figure,details,.markdown-alert,:has(>img)){max-inline-size:var(--measure,38.5rem)}
.text :is(h1,h2,h3,h4,h5,h6){font-size:1.05rem;letter-spacing:0}
.text :is(h1,h2){font-size:1.55rem}
.text h3{font-size:1.25rem}
.heading{position:relative}
.text>*+.heading{margin-block-start:2.2em}
.text>.heading+*{margin-block-start:.6em}
.anchor{position:absolute;inset-block-start:0;inset-inline-start:-1em;inline-size:1em;color:var(--spot);
text-decoration:none;opacity:0}
.heading:hover .anchor,.anchor:focus{opacity:1}
.text :is(ul,ol){padding-inline-start:1.4em}
.text li+li,.text li>*+*{margin-block-start:.35em}
.text li::marker{color:var(--spot)}
.task-list-item{list-style:none;margin-inline-start:-1.3em}
dt{font-weight:600}
dd{margin-inline-start:1.4em}
blockquote{padding-inline-start:1.25rem;border-inline-start:.2rem solid var(--spot);font-style:var(--slant)}
:is(blockquote,details,.markdown-alert)>*+*{margin-block-start:.6em}
hr{border:0;text-align:center;color:var(--spot)}
hr::before{content:"* * *";letter-spacing:.5em}
code,pre,kbd,samp{font:.85em/1.55 var(--mono)}
:not(pre)>code{background:var(--tint);padding:.1em .3em;border-radius:.2rem}
pre{overflow-x:auto;background:var(--tint);padding:1rem 1.15rem;border-radius:.25rem;direction:ltr;
overflow-wrap:normal;tab-size:4}
pre code{font-size:inherit}
kbd{border:1px solid var(--rule);border-block-end-width:.15rem;border-radius:.25rem;padding:.05em .4em}
.table{overflow-x:auto;font:.875rem/1.5 var(--sans)}
table{border-collapse:collapse;overflow-wrap:normal}
:is(th,td){padding:.5rem .9rem;border-block-end:1px solid var(--rule);vertical-align:top;
min-inline-size:5rem}
th{border-block-end:2px solid var(--ink)}
th:not([align]){text-align:start}
:is(th,td):first-child{padding-inline-start:0}
.markdown-alert{--c:var(--blue);border-inline-start:.25rem solid var(--c);background:var(--tint);padding:.9rem 1.25rem;
font-style:normal}
.markdown-alert-title{color:var(--c);font:600 .85rem/1.4 var(--sans)}
.markdown-alert-tip{--c:var(--green)}
.markdown-alert-important{--c:var(--plum)}
.markdown-alert-warning{--c:var(--amber)}
.markdown-alert-caution{--c:var(--spot)}
summary{cursor:pointer;font-weight:600}
details{border-block:1px solid var(--rule);padding-block:.75rem}
sup,sub{line-height:0;font-size:.75em}
.footnote-reference{color:var(--spot);padding-inline:.15em;font-variant-numeric:normal}
.footnotes hr{display:none}
.footnotes{font-size:.9em;border-block-start:1px solid var(--rule);padding-block-start:1rem}
:target{background:var(--tint)}
.hljs-comment,.hljs-quote{color:var(--soft);font-style:italic}
.hljs-keyword,.hljs-selector-tag,.hljs-name,.hljs-type,.hljs-deletion{color:var(--spot)}
.hljs-string,.hljs-regexp,.hljs-addition,.hljs-symbol{color:var(--green)}
.hljs-number,.hljs-literal,.hljs-attr,.hljs-attribute,.hljs-variable,.hljs-property{color:var(--blue)}
.hljs-title,.hljs-section,.hljs-built_in,.hljs-meta{color:var(--plum)}
.hljs-emphasis{font-style:italic}
.hljs-strong{font-weight:700}
@media (min-width:56rem){
.meta{grid-column:1;grid-row:2/span 9;margin-block:.35rem 0;position:sticky;inset-block-start:1.5rem}
.article>header{margin-block-end:2rem}
}
@media print{
.text a[href^=http]::after{content:" (" attr(href) ")";font-size:.8em;color:var(--soft)}
pre{white-space:pre-wrap}
}`;

const files = `
.files{margin-block-start:2.5rem;border-block-start:1px solid var(--rule);padding-block-start:1.25rem}
.files h2{font-size:1.25rem;margin-block-end:.75rem}
.files li+li{margin-block-start:1.1rem}
.files .small{white-space:nowrap;margin-inline-start:.35em}
.files :is(audio,video){display:block;inline-size:100%;margin-block-start:.6rem}
.files video{inline-size:auto;max-block-size:75vh;background:#000;border-radius:.15rem}
@media print{.files :is(audio,video){display:none}}`;

const errata = `
.errata{margin-block-start:2.5rem;padding:.9rem 1.25rem;max-inline-size:var(--measure,38.5rem);background:var(--tint);
border-inline-start:.25rem solid var(--spot);line-height:1.5}
.errata>*+*{margin-block-start:.6em}
.errata strong{font:600 .85rem/1.4 var(--sans)}
:is(.errata,.meta a) time{font:inherit;color:inherit}`;

/** The style sheet of article pages, for everything that Markdown can produce. */
export const articleStyle = styleSheet('feedmill-article.css', frame + text + files + errata);

function styleSheet(path: string, css: string): StyleSheet {
  const sheet = `${packed(css)}\n`;
  return { path, text: sheet, query: `?${contentHash(sheet).slice(0, 8)}` };
}

function packed(css: string): string {
  return css.replaceAll(/\s*\n\s*/g, '');
}
