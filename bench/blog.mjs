// The script of a blogger without Feedmill: it reads, renders, sorts and writes all articles. `node blog.mjs SITE home|tags|pages`
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Feed } from 'feed';
import matter from 'gray-matter';
import { marked } from 'marked';

const [site = '.', kind = 'home'] = process.argv.slice(2);
const names = await readdir(join(site, 'content'), { recursive: true });
/** @type {(import('feed').Item & { tags: string[] })[]} */
const posts = [];
for (const name of names.filter((one) => one.endsWith('.md'))) {
  const { data, content } = matter(await readFile(join(site, 'content', name), 'utf8'));
  const link = `https://example.com/${name.replace(/\.md$/, '/')}`;
  const { title, tags, description } = data;
  const date = new Date(data['date']);
  posts.push({ title, date, tags, id: link, link, description, content: await marked(content) });
}
posts.sort((a, b) => Number(b.date) - Number(a.date));

await feeds('', posts);
await write('index.html', `<ul>${posts.slice(0, 100).map(entry).join('')}</ul>`);
if (kind !== 'home')
  for (const tag of new Set(posts.flatMap(({ tags }) => tags)))
    await feeds(
      `tags/${tag}/`,
      posts.filter(({ tags }) => tags.includes(tag)),
    );
if (kind === 'pages')
  for (const { title, date, link, content } of posts)
    await write(
      `${new URL(link).pathname}index.html`,
      `<h1>${title}</h1><p>${date.toISOString()}</p>${content}`,
    );

/** @param {import('feed').Item} post */
function entry({ link, title }) {
  return `<li><a href="${link}">${title}</a></li>`;
}

/** @param {string} folder @param {typeof posts} all */
async function feeds(folder, all) {
  const link = `https://example.com/${folder}`;
  const feed = new Feed({ id: link, link, title: 'Bench', copyright: '' });
  for (const post of all.slice(0, 20)) feed.addItem(post);
  await write(`${folder}feed.xml`, feed.rss2());
  await write(`${folder}atom.xml`, feed.atom1());
  await write(`${folder}feed.json`, feed.json1());
}

/** @param {string} path @param {string} text */
async function write(path, text) {
  await mkdir(dirname(join(site, 'dist', path)), { recursive: true });
  await writeFile(join(site, 'dist', path), text);
}
