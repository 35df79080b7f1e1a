import { listStyle } from './style.ts';

/** The style sheet of feeds that are opened in a browser: its path below the output folder, and its text. */
export const feedStyle = {
  path: 'feed.css',
  // Of RSS and Atom nothing shows; what does is XHTML, and looks like a page of the site.
  text: `@namespace h "http://www.w3.org/1999/xhtml";
:not(h|*){display:none}
:root,channel{display:block}
:root{background:var(--paper)}
.mast .small{margin-block-start:1rem}
.feeds [aria-current]{color:var(--spot);text-decoration:none}
${listStyle.text}`,
} as const;
