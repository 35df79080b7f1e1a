import { listStyle } from './style.ts';

/** The style sheet of feeds opened in a browser: path below the output folder, and text. */
export const feedStyle = {
  path: 'feed.css',
  // It hides RSS and Atom elements; the visible part is XHTML, and looks like a page of the site.
  text: `@namespace h "http://www.w3.org/1999/xhtml";
:not(h|*){display:none}
:root,channel{display:block}
:root{background:var(--paper)}
.mast .small{margin-block-start:1rem}
.feeds [aria-current]{color:var(--spot);text-decoration:none}
${listStyle.text}`,
} as const;
