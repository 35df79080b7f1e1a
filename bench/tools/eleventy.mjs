import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** @param {import('../options.mjs').Options} options */
function home({ eleventy: folder }) {
  return join(folder, 'node_modules/@11ty/eleventy');
}

const config = `export default function (config) {
  // The layout that articles name in their front matter.
  config.addLayoutAlias('post', 'article.11ty.js');
  // Jekyll’s dates, such as 2026-01-31 12:00:00 +0000.
  config.addDateParsing((date) => (typeof date === 'string' ? new Date(date) : undefined));
  config.addCollection('posts', (api) => api.getFilteredByGlob('content/posts/**/*.md').reverse());
  return { dir: { input: 'content', output: '_site' } };
}
`;

const article = `export default ({ title, page, tags, content }) => \`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>\${title}</title><link rel="alternate" type="application/rss+xml" href="/index.xml"></head><body><article><h1>\${title}</h1><p>\${page.date.toISOString()}</p>\${content}<p>\${tags.map((tag) => \`<a href="/tags/\${tag}/">\${tag}</a>\`).join(' ')}</p></article></body></html>\`;
`;

const index = `export const data = { permalink: '/index.html', eleventyExcludeFromCollections: true };
export const render = ({ collections }) => \`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Bench</title></head><body><ul>\${collections.posts.slice(0, 100).map((post) => \`<li><a href="\${post.url || '/'}">\${post.data.title}</a> \${post.date.toISOString()} \${post.data.description ?? ''}</li>\`).join('')}</ul></body></html>\`;
`;

const feed = `const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const url = (post) => \`https://example.com\${post.url || post.page.filePathStem + '/'}\`;
const rss = (title, posts) => \`<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>\${escape(title)}</title><link>https://example.com/</link><description>\${escape(title)}</description>\${posts.map((post) => \`<item><title>\${escape(post.data.title)}</title><link>\${url(post)}</link><pubDate>\${post.date.toUTCString()}</pubDate><guid>\${url(post)}</guid><description>\${escape(post.data.description ?? '')}</description><content:encoded>\${escape(post.templateContent)}</content:encoded></item>\`).join('')}</channel></rss>\`;
`;

const homeFeed = `${feed}export const data = { permalink: '/index.xml', eleventyExcludeFromCollections: true };
export const render = ({ collections }) => rss('Bench', collections.posts.slice(0, 20));
`;

const tagFeeds = `${feed}export const data = {
  pagination: { data: 'collections', size: 1, alias: 'tag', filter: ['all', 'posts'] },
  permalink: ({ tag }) => \`/tags/\${tag}/index.xml\`,
  eleventyExcludeFromCollections: true,
};
export const render = ({ collections, tag }) => rss(tag, collections[tag].slice(-20).reverse());
`;

/**
 * Like Hugo: RSS with full content, and an index of the newest hundred articles. Templates are in JavaScript, its fastest kind.
 * @type {import('../tools.mjs').Tool}
 */
export const eleventy = {
  name: 'eleventy',
  scenarios: ['cold'],
  readsToml: false,
  advice:
    'run `npm install @11ty/eleventy` in a folder outside this project, and name the folder with --eleventy',
  made: ['_site'],
  version(options) {
    try {
      return JSON.parse(readFileSync(join(home(options), 'package.json'), 'utf8')).version;
    } catch {
      return undefined;
    }
  },
  prepare(site, kind) {
    const files = {
      'package.json': '{ "type": "module" }\n',
      'eleventy.config.js': config,
      'content/_includes/article.11ty.js':
        kind === 'pages' ? article : 'export default ({ content }) => content;\n',
      'content/posts/posts.json': JSON.stringify(
        kind === 'pages' ? { layout: 'article.11ty.js' } : { permalink: false },
      ),
      'content/index.11ty.js': index,
      'content/home.11ty.js': homeFeed,
      ...(kind !== 'home' && { 'content/tags.11ty.js': tagFeeds }),
    };
    for (const folder of ['content/_includes', 'content/posts'])
      mkdirSync(join(site, folder), { recursive: true });
    for (const [path, text] of Object.entries(files)) writeFileSync(join(site, path), text);
  },
  command: (_site, _kind, options) => [process.execPath, join(home(options), 'cmd.cjs'), '--quiet'],
};
