import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const kinds = {
  home: ['taxonomy', 'term', 'section', 'sitemap', 'robotsTXT', '404'],
  tags: ['taxonomy', 'section', 'sitemap', 'robotsTXT', '404'],
  pages: ['taxonomy', 'section', 'robotsTXT', '404'],
};

/** Articles are in the lists and have no page. */
const noPages = `[[cascade]]
[cascade._target]
kind = "page"
[cascade._build]
render = "never"
list = "always"
`;

/**
 * What Feedmill does: HTML in Markdown stays, quotation marks do not change, and code is highlighted with classes, on pages only.
 * @param {boolean} highlights
 */
function markup(highlights) {
  return `[markup.goldmark.renderer]
unsafe = true
[markup.goldmark.extensions]
typographer = false
[markup.highlight]
codeFences = ${highlights}
noClasses = false
`;
}

const head = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>';

const single = `${head}{{ .Title }}</title><link rel="alternate" type="application/rss+xml" href="/index.xml"></head><body><article><h1>{{ .Title }}</h1><p>{{ .Date.Format "2 January 2006" }}</p>{{ .Content }}<p>{{ range .Params.tags }}<a href="/tags/{{ . | urlize }}/">{{ . }}</a> {{ end }}</p></article></body></html>
`;

/** @param {string} pages */
function list(pages) {
  return `${head}{{ .Title }}</title></head><body><ul>{{ range first 100 ${pages} }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Date.Format "2 January 2006" }} {{ .Description }}</li>{{ end }}</ul></body></html>
`;
}

/** @param {string} pages */
function rss(pages) {
  return `{{- printf "<?xml version=\\"1.0\\" encoding=\\"utf-8\\" standalone=\\"yes\\"?>" | safeHTML }}<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>{{ .Title }}</title><link>{{ .Permalink }}</link><description>{{ .Title }}</description>{{ range first 20 ${pages} }}<item><title>{{ .Title }}</title><link>{{ .Permalink }}</link><pubDate>{{ .Date.Format "Mon, 02 Jan 2006 15:04:05 -0700" }}</pubDate><guid>{{ .Permalink }}</guid><description>{{ or .Description .Summary | html }}</description><content:encoded>{{ .Content | html }}</content:encoded></item>{{ end }}</channel></rss>
`;
}

/**
 * RSS with full content, and an index of the newest hundred articles.
 * @type {import('../tools.mjs').Tool}
 */
export const hugo = {
  name: 'hugo',
  scenarios: ['cold'],
  advice: 'run `apt install hugo` or `brew install hugo`',
  made: ['public', 'resources'],
  version() {
    const { stdout, status } = spawnSync('hugo', ['version'], { encoding: 'utf8' });
    return status === 0 ? /v(\d[\w.]*)/.exec(stdout)?.[1] : undefined;
  },
  prepare(site, kind) {
    const config = `baseURL = "https://example.com/"
title = "Bench"
ignoreErrors = ["error-disable-taxonomy"]
disableKinds = ${JSON.stringify(kinds[kind])}
[outputs]
home = ["HTML", "RSS"]
term = ${kind === 'pages' ? '["HTML", "RSS"]' : '["RSS"]'}
${kind === 'pages' ? '' : noPages}${markup(kind === 'pages')}`;
    const layouts = {
      '_default/single.html': single,
      '_default/term.html': list('.Pages'),
      '_default/rss.xml': rss('.Pages.ByDate.Reverse'),
      'index.html': list('.Site.RegularPages'),
      'index.rss.xml': rss('.Site.RegularPages'),
    };
    mkdirSync(join(site, 'layouts/_default'), { recursive: true });
    writeFileSync(join(site, 'config.toml'), config);
    for (const [path, text] of Object.entries(layouts)) writeFileSync(join(site, 'layouts', path), text);
  },
  command: (site) => ['hugo', '--quiet', '--source', site, '--destination', join(site, 'public')],
};
