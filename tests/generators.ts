import type { FormatName } from '../src/config/format-name.ts';

/** An article as another generator published it. */
interface Post {
  readonly title: string;
  /** Milliseconds since 1970. */
  readonly date: number;
  /** What its file is called, without date and ending. */
  readonly name: string;
  readonly folder: string;
  readonly html: string;
}

/** A generator that a site may come from. */
interface Generator {
  readonly name: string;
  readonly format: FormatName;
  /** Where it publishes an article. */
  readonly address: (post: Post) => string;
  /** Its feed of posts, the newest first. */
  readonly feed: (posts: readonly Post[]) => string;
  /** What makes Feedmill give the same addresses; absent where articles move. */
  readonly permalink?: string;
}

const site = 'https://example.com';
const clock = (date: number) => new Date(date).toLocaleString('sv-SE', { timeZone: 'Europe/Berlin' });
const ymd = (date: number) => clock(date).slice(0, 10).replaceAll('-', '/');
/** In Berlin, whose summer time is two hours ahead. */
const berlin = (date: number) => {
  const wall = clock(date).replace(' ', 'T');
  return `${wall}+0${(Date.parse(`${wall}Z`) - Math.floor(date / 1000) * 1000) / 3_600_000}:00`;
};
const escape = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
/** As WordPress sets type. */
const typeset = (title: string) =>
  escape(title)
    .replaceAll("'", '&#8217;')
    .replace('&quot;', '&#8220;')
    .replace('&quot;', '&#8221;')
    .replaceAll(' - ', ' &#8211; ');
const number = ({ date }: Post) => Math.floor(date / 86_400_000) - 17_000;

const jekyll: Generator = {
  name: 'Jekyll',
  format: 'atom',
  permalink: '/{year}/{month}/{day}/{slug}.html',
  address: ({ date, name }) => `${site}/${ymd(date)}/${name}.html`,
  feed: (posts) => `<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" >\
<generator uri="https://jekyllrb.com/" version="4.3.3">Jekyll</generator>\
<link href="${site}/feed.xml" rel="self" type="application/atom+xml" />\
<link href="${site}/" rel="alternate" type="text/html" />\
<updated>${berlin(posts[0]?.date ?? 0)}</updated><id>${site}/feed.xml</id>\
<title type="html">Harbour journal</title>${posts
    .map(
      (post) => `<entry><title type="html">${escape(escape(post.title))}</title>\
<link href="${jekyll.address(post)}" rel="alternate" type="text/html" title="${escape(post.title)}" />\
<published>${berlin(post.date)}</published><updated>${berlin(post.date)}</updated>\
<id>${jekyll.address(post).replace('.html', '')}</id>\
<content type="html" xml:base="${jekyll.address(post)}"><![CDATA[${post.html}]]></content>\
<author><name></name></author><summary type="html"><![CDATA[${post.html.slice(0, 80)}]]></summary></entry>`,
    )
    .join('')}</feed>`,
};

const hugo: Generator = {
  name: 'Hugo',
  format: 'rss',
  permalink: '/{path}/',
  address: ({ folder, name }) => `${site}/${folder}${name}/`,
  feed: (posts) => `<?xml version="1.0" encoding="utf-8" standalone="yes"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
  <channel>
    <title>Harbour journal</title>
    <link>${site}/</link>
    <description>Recent content on Harbour journal</description>
    <generator>Hugo</generator>
    <language>en-us</language>
    <lastBuildDate>${new Date(posts[0]?.date ?? 0).toUTCString().replace('GMT', '+0000')}</lastBuildDate>
    <atom:link href="${site}/index.xml" rel="self" type="application/rss+xml" />
${posts
  .map(
    (post) => `    <item>
      <title>${escape(post.title)}</title>
      <link>${hugo.address(post)}</link>
      <pubDate>${new Date(post.date).toUTCString().replace('GMT', '+0000')}</pubDate>
      <guid>${hugo.address(post)}</guid>
      <description>${escape(post.html.slice(0, 60))}</description>
    </item>
`,
  )
  .join('')}  </channel>
</rss>
`,
};

const wordpress: Generator = {
  name: 'WordPress',
  format: 'rss',
  permalink: '/{year}/{month}/{slug}/',
  address: ({ date, name }) => `${site}/${ymd(date).slice(0, 7)}/${name}/`,
  feed: (posts) => `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
	xmlns:content="http://purl.org/rss/1.0/modules/content/"
	xmlns:wfw="http://wellformedweb.org/CommentAPI/"
	xmlns:dc="http://purl.org/dc/elements/1.1/"
	xmlns:atom="http://www.w3.org/2005/Atom"
	xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"
	xmlns:slash="http://purl.org/rss/1.0/modules/slash/"
	>

<channel>
	<title>Harbour journal</title>
	<atom:link href="${site}/feed/" rel="self" type="application/rss+xml" />
	<link>${site}/</link>
	<description>Just another WordPress site</description>
	<lastBuildDate>${new Date(posts[0]?.date ?? 0).toUTCString().replace('GMT', '+0000')}</lastBuildDate>
	<language>en-US</language>
	<sy:updatePeriod>
	hourly	</sy:updatePeriod>
	<sy:updateFrequency>
	1	</sy:updateFrequency>
	<generator>https://wordpress.org/?v=6.5.2</generator>
${posts
  .map(
    (post) => `	<item>
		<title>${typeset(post.title)}</title>
		<link>${wordpress.address(post)}</link>
					<comments>${wordpress.address(post)}#respond</comments>

		<dc:creator><![CDATA[admin]]></dc:creator>
		<pubDate>${new Date(post.date).toUTCString().replace('GMT', '+0000')}</pubDate>
				<category><![CDATA[Uncategorized]]></category>
		<guid isPermaLink="false">${site}/?p=${number(post)}</guid>

					<description><![CDATA[${post.html.slice(0, 60)} [&#8230;]]]></description>
										<content:encoded><![CDATA[${post.html}]]></content:encoded>
					<wfw:commentRss>${wordpress.address(post)}feed/</wfw:commentRss>
			<slash:comments>0</slash:comments>
			</item>
`,
  )
  .join('')}	</channel>
</rss>
`,
};

const ghost: Generator = {
  name: 'Ghost, whose addresses change',
  format: 'rss',
  address: ({ name }) => `${site}/${name}/`,
  feed: (posts) => `<?xml version="1.0" encoding="UTF-8"?><rss xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom" version="2.0">\
<channel><title><![CDATA[Harbour journal]]></title><description><![CDATA[Thoughts]]></description><link>${site}/</link>\
<generator>Ghost 5.82</generator><atom:link href="${site}/rss/" rel="self" type="application/rss+xml"/><ttl>60</ttl>\
${posts
  .map(
    (
      post,
    ) => `<item><title><![CDATA[${post.title}]]></title><description><![CDATA[${post.html.slice(0, 40)}]]></description>\
<link>${ghost.address(post)}</link><guid isPermaLink="false">${number(post).toString(16).padStart(24, '6')}</guid>\
<dc:creator><![CDATA[Jane]]></dc:creator><pubDate>${new Date(post.date).toUTCString()}</pubDate>\
<content:encoded><![CDATA[${post.html}]]></content:encoded></item>`,
  )
  .join('')}</channel></rss>`,
};

const blogger: Generator = {
  name: 'Blogger, whose addresses change',
  format: 'atom',
  address: ({ date, name }) => `${site}/${ymd(date).slice(0, 7)}/${name.slice(0, 39)}.html`,
  feed: (
    posts,
  ) => `<?xml version='1.0' encoding='UTF-8'?><?xml-stylesheet href="https://www.blogger.com/styles/atom.css" type="text/css"?>\
<feed xmlns='http://www.w3.org/2005/Atom' xmlns:openSearch='http://a9.com/-/spec/opensearchrss/1.0/' xmlns:thr='http://purl.org/syndication/thread/1.0'>\
<id>tag:blogger.com,1999:blog-1234567890123456789</id><updated>${berlin(posts[0]?.date ?? 0)}</updated>\
<title type='text'>Harbour journal</title><link rel='self' type='application/atom+xml' href='${site}/feeds/posts/default'/>\
<link rel='alternate' type='text/html' href='${site}/'/><generator version='7.00' uri='https://www.blogger.com'>Blogger</generator>\
<openSearch:totalResults>30</openSearch:totalResults>${posts
    .map(
      (post) => `<entry><id>tag:blogger.com,1999:blog-1234567890123456789.post-${number(post)}7700</id>\
<published>${berlin(post.date).replace('+', '.001+')}</published><updated>${berlin(post.date + 60_000).replace('+', '.002+')}</updated>\
<title type='text'>${escape(post.title)}</title><content type='html'>${escape(post.html)}</content>\
<link rel='replies' type='text/html' href='${site}/${number(post)}#comments' title='0 Comments'/>\
<link rel='self' type='application/atom+xml' href='https://www.blogger.com/feeds/1/posts/default/${number(post)}'/>\
<link rel='alternate' type='text/html' href='${blogger.address(post)}' title='${escape(post.title).replaceAll("'", '&#39;')}'/>\
<author><name>Jane</name></author></entry>`,
    )
    .join('')}</feed>`,
};

const eleventy: Generator = {
  name: 'Eleventy',
  format: 'json',
  permalink: '/{path}/',
  address: ({ folder, name }) => `${site}/${folder}${name}/`,
  feed: (posts) =>
    JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'Harbour journal',
      home_page_url: `${site}/`,
      feed_url: `${site}/feed.json`,
      items: posts.map((post) => ({
        id: eleventy.address(post),
        url: eleventy.address(post),
        title: post.title,
        content_html: post.html,
        date_published: new Date(post.date).toISOString(),
      })),
    }),
};

/** Generators that sites move from, each with ids of its own kind. */
export const generators: readonly Generator[] = [jekyll, hugo, wordpress, ghost, blogger, eleventy];
