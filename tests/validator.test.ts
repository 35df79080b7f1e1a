import { Feed } from 'feed';
import { describe, expect, test } from 'vitest';
import { validate } from './validator.ts';
import type { FormatName } from '../src/config/format-name.ts';

const self = 'https://example.com/feed';

const good: Readonly<Record<FormatName, string>> = {
  rss: `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/" xmlns:creativeCommons="http://backend.userland.com/creativeCommonsRssModule">
  <channel>
    <title>R&#x26;D</title>
    <link>https://example.com/</link>
    <description>News</description>
    <language>en</language>
    <lastBuildDate>Tue, 27 Jan 2026 10:00:00 GMT</lastBuildDate>
    <image><url>https://example.com/i.png</url><title>R&#x26;D</title><link>https://example.com/</link></image>
    <atom:link rel="self" type="application/rss+xml" href="${self}"/>
    <atom:link rel="hub" href="https://hub.example/"/>
    <creativeCommons:license>https://creativecommons.org/licenses/by/4.0/</creativeCommons:license>
    <div xmlns="http://www.w3.org/1999/xhtml" lang="en"><p>For browsers</p></div>
    <item>
      <title>Title</title>
      <link>https://example.com/1</link>
      <guid isPermaLink="true">https://example.com/1</guid>
      <pubDate>Tue, 27 Jan 2026 10:00:00 +0000</pubDate>
      <description>Short &amp;lt;</description>
      <content:encoded><![CDATA[<p>Text <a href="https://example.com/">link</a></p>]]></content:encoded>
      <dc:creator>Jane</dc:creator>
      <dc:contributor>Ann</dc:contributor>
      <dc:contributor>Bo</dc:contributor>
      <creativeCommons:license>https://creativecommons.org/licenses/by/3.0/</creativeCommons:license>
      <category>News</category>
      <source url="https://example.org/feed">Source</source>
      <enclosure url="https://example.com/a.mp3" length="0" type="audio/mpeg"/>
      <media:content url="https://example.com/a.png" medium="image" type="image/png" width="1"/>
      <media:content url="https://example.com/b.mp4" medium="video" type="video/mp4" fileSize="9" duration="7"><media:title type="plain">Film</media:title></media:content>
    </item>
  </channel>
</rss>
`,
  atom: `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
  <id>https://example.com/</id>
  <title>Title</title>
  <updated>2026-01-27T10:00:00Z</updated>
  <author><name>Jane</name></author>
  <link rel="alternate" type="text/html" href="https://example.com/"/>
  <link rel="self" type="application/atom+xml" href="${self}"/>
  <link rel="hub" href="https://hub.example/"/>
  <div xmlns="http://www.w3.org/1999/xhtml" lang="en"><p>For browsers</p></div>
  <entry>
    <id>https://example.com/1</id>
    <title>One</title>
    <updated>2026-01-27T10:00:00+09:00</updated>
    <link rel="alternate" type="text/html" href="https://example.com/1"/>
    <link rel="enclosure" type="audio/mpeg" href="https://example.com/a.mp3" length="0" title="Sound"/>
    <summary>Short</summary>
    <content type="html">&lt;p&gt;Text&lt;/p&gt;</content>
    <category term="News"/>
    <source>
      <id>https://example.org/feed</id>
      <title>Source</title>
      <updated>2026-01-26T10:00:00Z</updated>
      <link rel="alternate" type="text/html" href="https://example.org/"/>
      <link rel="self" href="https://example.org/feed"/>
    </source>
  </entry>
</feed>
`,
  json: JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'Title',
    home_page_url: 'https://example.com/',
    feed_url: self,
    language: 'en',
    authors: [{ name: 'Jane' }],
    hubs: [{ type: 'WebSub', url: 'https://hub.example/' }],
    items: [
      {
        id: '1',
        url: 'https://example.com/1',
        content_html: '<p>x</p>',
        date_published: '2026-01-27T10:00:00Z',
        tags: ['a'],
        attachments: [
          {
            url: 'https://example.com/a.mp3',
            mime_type: 'audio/mpeg',
            title: 'Sound',
            size_in_bytes: 9,
            duration_in_seconds: 7.5,
          },
        ],
      },
    ],
  }),
};

/** A mistake, made in the good document by writing `to` for `from`, and the rule it breaks. */
const mistakes: readonly [FormatName, rule: string, from: string, to: string][] = [
  ['rss', 'XmlDeclaration', '<?xml', ' <?xml'],
  ['rss', 'SAXError', '<title>Title</title>', '<title>Title'],
  ['rss', 'SAXError', 'News</description>', 'a & b</description>'],
  ['rss', 'SAXError', 'xmlns:dc="http://purl.org/dc/elements/1.1/"', ''],
  ['rss', 'MediaRssNamespace', '/mrss/"', '/mrss"'],
  [
    'rss',
    'NonstdPrefix',
    'xmlns:atom="http://www.w3.org/2005/Atom"',
    'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:a="http://www.w3.org/2005/Atom"',
  ],
  ['rss', 'NamespaceNotOnRoot', '<item>', '<item xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd">'],
  ['rss', 'ObsoleteVersion', 'version="2.0"', 'version="0.91"'],
  ['rss', 'MissingTitle', '<title>R&#x26;D</title>\n', ''],
  ['rss', 'MissingLink', '<link>https://example.com/</link>\n', ''],
  ['rss', 'MissingDescription', '<description>News</description>', ''],
  ['rss', 'MissingDCLanguage', '<language>en</language>', ''],
  ['rss', 'NotBlank', '<description>News', '<description>'],
  ['rss', 'CharacterData', '>News</description>', '>a &lt;b</description>'],
  ['rss', 'ContainsHTML', '<title>Title', '<title>&lt;b>Bold&lt;/b>'],
  ['rss', 'ContainsHTML', '<title>Title', '<title>a &amp;amp; b'],
  ['rss', 'BadCharacters', 'Jane', 'J\u0091ne'],
  ['rss', 'DuplicateElement', '<language>en</language>', '<language>en</language><language>en</language>'],
  ['rss', 'UndefinedElement', '<category>', '<tag>x</tag><category>'],
  ['rss', 'UnexpectedAttribute', '<category>', '<category term="x">'],
  ['rss', 'UnexpectedText', '<item>', '<item>text'],
  ['rss', 'MissingAttribute', 'url="https://example.com/a.mp3" ', ''],
  ['rss', 'MissingAttribute', 'length="0" ', ''],
  ['rss', 'MissingAttribute', ' type="audio/mpeg"', ''],
  ['rss', 'InvalidURLAttribute', 'url="https://example.com/a.mp3"', 'url="/a.mp3"'],
  ['rss', 'UseZeroForUnknown', 'length="0"', 'length="-1"'],
  ['rss', 'InvalidIntegerAttribute', 'length="0"', 'length="1 MB"'],
  ['rss', 'InvalidMIMEAttribute', 'type="audio/mpeg"', 'type="mp3"'],
  [
    'rss',
    'DuplicateEnclosure',
    '<enclosure ',
    '<enclosure url="https://example.com/b.mp3" length="1" type="audio/mpeg"/><enclosure ',
  ],
  ['rss', 'InvalidMediaMedium', 'medium="video"', 'medium="film"'],
  ['rss', 'InvalidPositiveInteger', 'fileSize="9"', 'fileSize="0"'],
  ['rss', 'InvalidFloat', 'duration="7"', 'duration="0:07"'],
  ['rss', 'InvalidMIMEAttribute', 'type="video/mp4"', 'type="mp4"'],
  ['rss', 'InvalidMediaTextType', '<media:title type="plain">', '<media:title type="text">'],
  ['atom', 'MissingAttribute', ' length="0"', ''],
  ['atom', 'MissingAttribute', ' type="audio/mpeg"', ''],
  ['atom', 'InvalidNonNegativeInteger', 'length="0"', 'length="-1"'],
  ['atom', 'InvalidMIMEType', 'type="audio/mpeg"', 'type="mp3"'],
  ['atom', 'AttrNotBlank', 'title="Sound"', 'title=""'],
  ['json', 'MissingAttribute', '"mime_type":"audio/mpeg",', ''],
  ['json', 'MissingAttribute', '"url":"https://example.com/a.mp3",', ''],
  ['json', 'InvalidMIMEType', '"audio/mpeg"', '"mp3"'],
  ['json', 'NotANumber', '"size_in_bytes":9', '"size_in_bytes":"9"'],
  ['json', 'InvalidInteger', '"size_in_bytes":9', '"size_in_bytes":9.5'],
  ['json', 'UndefinedElement', '"duration_in_seconds"', '"duration"'],
  ['rss', 'MissingAtomSelfLink', 'rel="self"', 'rel="related"'],
  ['rss', 'SelfDoesntMatchLocation', `href="${self}"`, 'href="https://example.com/other"'],
  ['rss', 'DuplicateAtomLink', 'rel="hub"', 'rel="self"'],
  ['rss', 'UnregisteredAtomLinkRel', 'rel="hub"', 'rel="WebSub"'],
  ['rss', 'InvalidFullLink', 'href="https://hub.example/"', 'href="//hub.example/"'],
  ['rss', 'MissingHref', 'rel="hub" href="https://hub.example/"', 'rel="hub"'],
  ['atom', 'DuplicateAtomLink', 'rel="hub"', 'rel="self"'],
  ['atom', 'InvalidFullLink', 'href="https://hub.example/"', 'href="hub.example"'],
  ['atom', 'AlternateNotFirst', '<id>', '<link rel="hub" href="https://hub.example/"/><id>'],
  ['json', 'NotBlank', '"hubs":[{"type":"WebSub","url":"https://hub.example/"}]', '"hubs":[]'],
  ['json', 'NotAnObject', '{"type":"WebSub","url":"https://hub.example/"}', '"https://hub.example/"'],
  ['json', 'MissingAttribute', '"type":"WebSub",', ''],
  ['json', 'MissingAttribute', ',"url":"https://hub.example/"', ''],
  ['json', 'InvalidFullLink', '"https://hub.example/"', '"hub.example"'],
  ['json', 'UndefinedElement', '"type":"WebSub"', '"rel":"hub","type":"WebSub"'],
  ['rss', 'SelfNotAtom', 'type="application/rss+xml"', 'type="text/xml"'],
  [
    'rss',
    'UnregisteredAtomLinkRel',
    '<item>',
    '<item><atom:link rel="canonical" href="https://example.com/"/>',
  ],
  ['rss', 'InvalidLanguage', '<language>en<', '<language>english-<'],
  ['rss', 'IncorrectDOW', 'Tue, 27 Jan 2026 10:00:00 GMT', 'Mon, 27 Jan 2026 10:00:00 GMT'],
  ['rss', 'InvalidRFC2822Date', 'Tue, 27 Jan 2026 10:00:00 GMT', '2026-01-27'],
  ['rss', 'InvalidRFC2822Date', 'Tue, 27 Jan 2026 10:00:00 GMT', 'Tue, 27 Jan 2026 24:00:00 GMT'],
  ['rss', 'InvalidRFC2822Date', 'Tue, 27 Jan 2026 10:00:00 GMT', '31 Feb 2026 10:00:00 GMT'],
  ['rss', 'ProblematicalRFC822Date', 'Tue, 27 Jan 2026 10:00:00 GMT', 'Tue, 27 Jan 26 10:00:00 GMT'],
  ['rss', 'ImplausibleDate', 'Tue, 27 Jan 2026 10:00:00 GMT', 'Thu, 01 Jan 1970 00:00:00 GMT'],
  [
    'rss',
    'ImageTitleDoesntMatch',
    '<image><url>https://example.com/i.png</url><title>R',
    '<image><url>https://example.com/i.png</url><title>S',
  ],
  ['rss', 'ImageUrlFormat', 'i.png', 'i.svg'],
  ['rss', 'MisplacedItem', '  </channel>', '<docs>https://example.com/</docs></channel>'],
  ['rss', 'UnexpectedWhitespace', '<link>https://example.com/1', '<link> https://example.com/1'],
  ['rss', 'InvalidFullLink', '<link>https://example.com/1', '<link>/1'],
  ['rss', 'InvalidUriChar', '<link>https://example.com/1', '<link>https://example.com/a b'],
  ['rss', 'InvalidUriChar', '<link>https://example.com/1', '<link>https://example.com/é'],
  ['rss', 'MissingGuid', '<guid isPermaLink="true">https://example.com/1</guid>', ''],
  [
    'rss',
    'InvalidHttpGUID',
    '<guid isPermaLink="true">https://example.com/1',
    '<guid>tag:example.com,2026:1',
  ],
  ['rss', 'InvalidBooleanAttribute', 'isPermaLink="true"', 'isPermaLink="yes"'],
  [
    'rss',
    'NotSufficientlyUnique',
    '<guid isPermaLink="true">https://example.com/1',
    '<guid isPermaLink="false">17',
  ],
  [
    'rss',
    'DuplicateValue',
    '</item>',
    '</item><item><title>x</title><guid>https://example.com/1</guid></item>',
  ],
  [
    'rss',
    'ItemMustContainTitleOrDescription',
    '</item>',
    '</item><item><guid>https://example.com/2</guid></item>',
  ],
  ['rss', 'NeedDescriptionBeforeContent', '<description>Short &amp;lt;</description>', ''],
  ['rss', 'InvalidContact', '<dc:creator>Jane</dc:creator>', '<author>Jane</author>'],
  ['rss', 'MissingRealName', '<dc:creator>Jane</dc:creator>', '<author>jane@example.com</author>'],
  ['rss', 'DuplicateItemSemantics', '<dc:creator>', '<author>jane@example.com (Jane)</author><dc:creator>'],
  ['rss', 'InvalidFullLink', 'url="https://example.org/feed"', 'url="feed"'],
  ['rss', 'NotBlank', '<dc:contributor>Ann', '<dc:contributor>'],
  ['rss', 'InvalidFullLink', 'https://creativecommons.org/licenses/by/4.0/', 'CC-BY-4.0'],
  ['rss', 'InvalidFullLink', 'https://creativecommons.org/licenses/by/3.0/', 'CC-BY-3.0'],
  [
    'rss',
    'NonstdPrefix',
    'xmlns:creativeCommons="',
    'xmlns:cc="http://backend.userland.com/creativeCommonsRssModule" xmlns:creativeCommons="',
  ],
  ['rss', 'DuplicateItemSemantics', '<source ', '<dc:source>https://example.org/1</dc:source><source '],
  [
    'rss',
    'DuplicateElement',
    '<source url="https://example.org/feed">Source</source>',
    '<dc:source>https://example.org/1</dc:source><dc:source>https://example.org/2</dc:source>',
  ],
  ['rss', 'DuplicateElement', '<source ', '<source url="https://example.org/x">X</source><source '],
  ['rss', 'DuplicateElement', '<category>', '<dc:rights>a</dc:rights><dc:rights>b</dc:rights><category>'],
  ['rss', 'DuplicateSemantics', '<language>', '<copyright>a</copyright><dc:rights>a</dc:rights><language>'],
  [
    'atom',
    'ContainsHTML',
    '<summary>',
    '<link rel="via" title="a &amp;amp; b" href="https://example.org/"/><summary>',
  ],
  ['atom', 'MissingSourceElement', '<id>https://example.org/feed</id>', ''],
  ['atom', 'MissingSourceElement', '<title>Source</title>', ''],
  ['atom', 'MissingSourceElement', '<updated>2026-01-26T10:00:00Z</updated>', ''],
  ['atom', 'InvalidRFC3339Date', '2026-01-26T10:00:00Z', '2026-01-26'],
  ['atom', 'InvalidFullLink', '<id>https://example.org/feed', '<id>feed'],
  ['atom', 'InvalidFullLink', 'href="https://example.org/feed"', 'href="feed"'],
  ['atom', 'SelfNotAtom', 'rel="self" href', 'rel="self" type="text/html" href'],
  [
    'atom',
    'UndefinedElement',
    '<title>Source</title>',
    '<title>Source</title><published>2026-01-26T10:00:00Z</published>',
  ],
  [
    'atom',
    'DuplicateElement',
    '<source>',
    '<source><id>a:b</id><title>x</title><updated>2026-01-26T10:00:00Z</updated></source><source>',
  ],
  ['atom', 'DuplicateElement', '<title>Source</title>', '<title>Source</title><title>Again</title>'],
  [
    'atom',
    'MissingElement',
    '<source>',
    '<contributor><uri>https://example.org/</uri></contributor><source>',
  ],
  [
    'rss',
    'InvalidMIMEAttribute',
    '<category>',
    '<enclosure url="https://example.com/a.mp3" length="1" type="mp3"/><category>',
  ],
  ['rss', 'InvalidPositiveInteger', 'width="1"', 'width="0"'],
  ['rss', 'InvalidMediaMedium', 'medium="image"', 'medium="picture"'],
  ['rss', 'NotHtml', 'Short &amp;lt;', 'a &lt;b'],
  ['rss', 'SecurityRisk', '<p>Text', '<script>x</script><p>Text'],
  ['rss', 'SecurityRiskAttr', '<p>Text', '<p onclick="x">Text'],
  ['rss', 'SecurityRiskAttr', '<a href="https://example.com/">', '<a href="javascript:x">'],
  ['rss', 'DangerousStyleAttr', '<p>Text', '<p style="position: fixed">Text'],
  ['rss', 'ContainsRelRef', '<a href="https://example.com/">', '<a href="/about">'],
  ['rss', 'MisplacedXHTMLContent', '<item>', '<item><div xmlns="http://www.w3.org/1999/xhtml"/>'],
  ['rss', 'MisplacedXHTMLContent', '<item>', '<script xmlns="http://www.w3.org/1999/xhtml"/><item>'],
  ['rss', 'AvoidNamespacePrefix', '<item>', '<h:div xmlns:h="http://www.w3.org/1999/xhtml"/><item>'],
  ['atom', 'MisplacedXHTMLContent', '<entry>', '<entry><div xmlns="http://www.w3.org/1999/xhtml"/>'],
  ['atom', 'AvoidNamespacePrefix', '<entry>', '<h:div xmlns:h="http://www.w3.org/1999/xhtml"/><entry>'],
  ['atom', 'MissingDCLanguage', ' xml:lang="en"', ''],
  ['atom', 'InvalidLanguage', 'xml:lang="en"', 'xml:lang="english-"'],
  ['atom', 'AvoidNamespacePrefix', '<feed ', '<feed xmlns:atom="http://www.w3.org/2005/Atom" '],
  ['atom', 'MissingElement', '<id>https://example.com/</id>', ''],
  ['atom', 'MissingElement', '<updated>2026-01-27T10:00:00Z</updated>', ''],
  ['atom', 'MissingElement', '<author><name>Jane</name></author>', ''],
  ['atom', 'MissingElement', '<name>Jane</name>', ''],
  ['atom', 'ContainsEmail', '<name>Jane', '<name>jane@example.com'],
  ['atom', 'NonCanonicalURI', '<id>https://example.com/1', '<id>HTTPS://Example.com/1'],
  ['atom', 'NonCanonicalURI', '<id>https://example.com/1', '<id>https://example.com:443/%7e1'],
  ['atom', 'InvalidTAG', '<id>https://example.com/1', '<id>tag:example.com:1'],
  ['atom', 'InvalidUUID', '<id>https://example.com/1', '<id>urn:uuid:1'],
  ['atom', 'InvalidFullLink', '<id>https://example.com/1', '<id>1'],
  [
    'atom',
    'DuplicateEntries',
    '<id>https://example.com/1</id>',
    '<id>https://example.com/1</id><title>x</title><updated>2026-01-27T10:00:00Z</updated></entry><entry><id>https://example.com/1</id>',
  ],
  ['atom', 'InvalidRFC3339Date', '2026-01-27T10:00:00+09:00', '2026-01-27T10:00:00'],
  ['atom', 'InvalidRFC3339Date', '2026-01-27T10:00:00+09:00', '2026-02-30T10:00:00Z'],
  ['atom', 'MissingSelf', 'rel="self"', 'rel="related"'],
  ['atom', 'SelfDoesntMatchLocation', self, 'https://example.com/x'],
  [
    'atom',
    'AlternateNotFirst',
    '<link rel="alternate" type="text/html" href="https://example.com/1"/>',
    '<link rel="via" href="https://example.com/"/><link rel="alternate" type="text/html" href="https://example.com/1"/>',
  ],
  [
    'atom',
    'DuplicateAtomLink',
    '<summary>',
    '<link rel="alternate" type="text/html" href="https://example.com/2"/><summary>',
  ],
  [
    'atom',
    'MissingTypeAttr',
    '<link rel="alternate" type="text/html" href="https://example.com/1"/>',
    '<link href="https://example.com/1"/>',
  ],
  ['atom', 'MissingHref', '<summary>', '<link rel="via"/><summary>'],
  ['atom', 'ContainsUndeclaredHTML', '<title>One', '<title>&lt;b>One&lt;/b>'],
  ['atom', 'InvalidTextType', '<title>One', '<title type="text/html">One'],
  ['atom', 'NotBlank', '<summary>Short', '<summary>'],
  ['atom', 'MissingAttribute', 'term="News"', 'label="News"'],
  [
    'atom',
    'MissingTextualContent',
    '<summary>Short</summary>\n    <content type="html">&lt;p&gt;Text&lt;/p&gt;</content>',
    '',
  ],
  ['atom', 'NotHtml', '&lt;p&gt;Text&lt;/p&gt;', '&lt;p&gt;&lt;foo&gt;Text'],
  ['atom', 'MisplacedMetadata', '</entry>', '</entry><subtitle>x</subtitle>'],
  [
    'atom',
    'DuplicateElement',
    '<summary>',
    '<published>2026-01-27T10:00:00Z</published><published>2026-01-27T10:00:00Z</published><summary>',
  ],
  ['json', 'JSONError', '{', '['],
  ['json', 'ObsoleteVersion', 'version/1.1', 'version/1'],
  ['json', 'VersionNotFirst', '{', '{"expired":false,'],
  ['json', 'MissingSelf', `"feed_url":"${self}",`, ''],
  ['json', 'SelfDoesntMatchLocation', self, 'https://example.com/x'],
  ['json', 'UndefinedElement', '"authors":[{"name":"Jane"}]', '"author":{"name":"Jane"}'],
  ['json', 'MissingElement', '{"name":"Jane"}', '{}'],
  ['json', 'MissingElement', '"id":"1",', ''],
  ['json', 'NotAString', '"id":"1"', '"id":1'],
  ['json', 'MissingTextualContent', '"content_html":"<p>x</p>",', ''],
  ['json', 'InvalidRFC3339Date', '2026-01-27T10:00:00Z', '2026-01-27'],
  ['json', 'InvalidFullLink', 'https://example.com/1', '/1'],
  ['json', 'NotBlank', '"tags":["a"]', '"tags":[]'],
  ['json', 'NotHtml', '<p>x</p>', '<x>'],
  ['json', 'DuplicateValue', '"items":[', '"items":[{"id":"1","content_text":"x"},'],
];

describe('a document that breaks a rule draws its name', () => {
  test.each(['rss', 'atom', 'json'] as const)('%s: a good one draws nothing', (format) => {
    expect(validate(format, good[format], self)).toEqual([]);
  });

  test.each(mistakes)('%s %s: %s → %s', (format, rule, from, to) => {
    expect(good[format]).toContain(from);
    const faults = validate(format, good[format].replace(from, to), self);
    expect(faults.map((fault) => fault.split(':')[0])).toContain(rule);
  });
});

/** The good RSS as a podcast, and the good Atom with Apple's elements. */
const podcast = {
  rss: good.rss
    .replace(
      'xmlns:dc=',
      'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:podcast="https://podcastindex.org/namespace/1.0" xmlns:dc=',
    )
    .replace(
      '    <item>',
      `<itunes:author>Jane</itunes:author>
<itunes:category text="News"><itunes:category text="Tech News"/></itunes:category>
<itunes:category text="Technology"/>
<itunes:explicit>false</itunes:explicit>
<itunes:image href="https://example.com/cover.png"/>
<itunes:owner><itunes:name>Jane</itunes:name><itunes:email>jane@example.com</itunes:email></itunes:owner>
<itunes:type>serial</itunes:type>
<itunes:new-feed-url>https://example.com/new</itunes:new-feed-url>
<itunes:complete>yes</itunes:complete>
<itunes:block>yes</itunes:block>
<podcast:guid>9b024349-ccf0-5f69-a609-6b82873eab3c</podcast:guid>
<podcast:locked owner="jane@example.com">yes</podcast:locked>
<podcast:medium>music</podcast:medium>
<podcast:funding url="https://example.com/give">Give</podcast:funding>
<podcast:person role="host" group="cast">Jane</podcast:person>
<item>
<itunes:duration>61</itunes:duration>
<itunes:season>1</itunes:season>
<itunes:episode>2</itunes:episode>
<itunes:episodeType>full</itunes:episodeType>
<itunes:explicit>true</itunes:explicit>
<itunes:image href="https://example.com/art.png"/>
<podcast:season>1</podcast:season>
<podcast:episode>2</podcast:episode>
<podcast:transcript url="https://example.com/a.vtt" type="text/vtt" language="en" rel="captions"/>
<podcast:chapters url="https://example.com/a.json" type="application/json+chapters"/>
<podcast:person role="guest" group="cast" img="https://example.com/k.png" href="https://example.com/k">Kim</podcast:person>`,
    ),
  atom: good.atom
    .replace('<feed ', '<feed xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" ')
    .replace(
      '  <entry>',
      `<itunes:category text="Technology"/>
<itunes:explicit>false</itunes:explicit>
<itunes:image href="https://example.com/cover.png"/>
<itunes:owner><itunes:email>jane@example.com</itunes:email></itunes:owner>
<entry>
<itunes:duration>1:01:01</itunes:duration>`,
    ),
};

const podcastMistakes: readonly ['rss' | 'atom', rule: string, from: string, to: string][] = [
  ['rss', 'MissingItunesElement', '<itunes:explicit>false</itunes:explicit>', ''],
  ['rss', 'MissingItunesElement', '<itunes:image href="https://example.com/cover.png"/>', ''],
  ['rss', 'MissingItunesEmail', 'itunes:owner>', 'itunes:admin>'],
  ['rss', 'MissingElement', '<itunes:email>jane@example.com</itunes:email>', ''],
  ['rss', 'InvalidContact', '<itunes:email>jane@example.com', '<itunes:email>jane'],
  ['rss', 'InvalidItunesCategory', 'text="Technology"', 'text="Tech"'],
  ['rss', 'InvalidItunesCategory', 'text="Tech News"', 'text="Books"'],
  ['rss', 'MissingAttribute', 'text="Technology"', 'name="Technology"'],
  ['rss', 'InvalidTrueFalse', '<itunes:explicit>false', '<itunes:explicit>no'],
  ['rss', 'InvalidTrueFalse', '<itunes:explicit>true', '<itunes:explicit>clean'],
  ['rss', 'InvalidYesNoClean', '<itunes:block>yes', '<itunes:block>true'],
  ['rss', 'InvalidYesNo', '<itunes:complete>yes', '<itunes:complete>true'],
  ['rss', 'InvalidItunesChannelType', 'serial', 'series'],
  ['rss', 'InvalidItunesEpisodeType', '>full<', '>Full<'],
  ['rss', 'InvalidDuration', '<itunes:duration>61', '<itunes:duration>61.5'],
  ['rss', 'InvalidDuration', '<itunes:duration>61', '<itunes:duration>1:61'],
  ['rss', 'InvalidPositiveInteger', '<itunes:season>1', '<itunes:season>0'],
  ['rss', 'InvalidPositiveInteger', '<itunes:episode>2', '<itunes:episode>2.5'],
  ['rss', 'InvalidURLAttribute', 'href="https://example.com/art.png"', 'href="/art.png"'],
  ['rss', 'MissingAttribute', '<itunes:image href="https://example.com/art.png"/>', '<itunes:image/>'],
  ['rss', 'InvalidFullLink', '<itunes:new-feed-url>https://example.com', '<itunes:new-feed-url>'],
  ['rss', 'TooLong', '<itunes:author>', `<itunes:author>${'x'.repeat(255)}`],
  ['rss', 'DuplicateElement', '<itunes:type>', '<itunes:type>serial</itunes:type><itunes:type>'],
  ['rss', 'UndefinedElement', '<itunes:type>', '<itunes:season>1</itunes:season><itunes:type>'],
  ['rss', 'UndefinedElement', '<podcast:season>', '<podcast:guid>1</podcast:guid><podcast:season>'],
  ['rss', 'UnsupportedItunesFormat', 'a.mp3', 'a.ogg'],
  ['rss', 'InvalidUUID', '<podcast:guid>9b024349-', '<podcast:guid>'],
  ['rss', 'InvalidYesNo', '<podcast:locked owner="jane@example.com">yes', '<podcast:locked>true'],
  ['rss', 'InvalidMedium', '>music<', '>musicL<'],
  ['rss', 'MissingAttribute', '<podcast:funding url="https://example.com/give">', '<podcast:funding>'],
  ['rss', 'NotBlank', '>Give<', '> <'],
  ['rss', 'NotBlank', '>Kim<', '><'],
  ['rss', 'InvalidPerson', 'role="guest"', 'role="Guest"'],
  ['rss', 'InvalidFullLink', 'img="https://example.com/k.png"', 'img="k.png"'],
  ['rss', 'InvalidInteger', '<podcast:season>1', '<podcast:season>one'],
  ['rss', 'InvalidFloat', '<podcast:episode>2', '<podcast:episode>2nd'],
  ['rss', 'MissingAttribute', 'url="https://example.com/a.vtt"', ''],
  ['rss', 'InvalidMIMEAttribute', 'type="text/vtt"', ''],
  ['rss', 'InvalidLanguage', 'language="en"', 'language="english-"'],
  ['rss', 'InvalidRel', 'rel="captions"', 'rel="subtitles"'],
  ['rss', 'InvalidURLAttribute', 'url="https://example.com/a.json"', 'url="a.json"'],
  ['atom', 'MissingItunesElement', '<itunes:category text="Technology"/>', ''],
  ['atom', 'InvalidDuration', '1:01:01', '1h'],
  [
    'atom',
    'UnsupportedNamespace',
    'xmlns:itunes=',
    'xmlns:podcast="https://podcastindex.org/namespace/1.0" xmlns:itunes=',
  ],
];

describe('a podcast that breaks a rule draws its name', () => {
  test.each(['rss', 'atom'] as const)('%s: a good one draws nothing', (format) => {
    expect(validate(format, podcast[format], self)).toEqual([]);
  });

  test.each(podcastMistakes)('%s %s: %s → %s', (format, rule, from, to) => {
    expect(podcast[format]).toContain(from);
    const faults = validate(format, podcast[format].replaceAll(from, to), self);
    expect(faults.map((fault) => fault.split(':')[0])).toContain(rule);
  });
});

/** What `feed` writes unrepaired. When one of these changes, so may a repair in `src/formats`. */
test('the faults of feed alone', () => {
  const feed = new Feed({
    id: 'https://example.com/',
    title: 'R&D &amp; <b>more</b>',
    description: 'News',
    link: 'https://example.com/',
    feedLinks: { rss: self, atom: self, json: self },
    updated: new Date('2026-01-27T10:00:00Z'),
    generator: 'x',
  });
  feed.addItem({
    title: 'AT&T <x',
    id: 'https://example.com/%7e1',
    link: 'https://example.com/1',
    date: new Date('2026-01-27T10:00:00Z'),
    description: 'a <b',
    content: '<p>x</p>',
    author: [{ name: 'Jane' }, { name: 'Ray' }],
    category: [{ name: 'News' }],
    image: { url: 'https://example.com/i.jpg', title: 'x' },
  });
  const rules = (format: FormatName, document: string): Set<string> =>
    new Set(validate(format, document, self).map((fault) => fault.split(':')[0] ?? ''));
  expect([...rules('rss', feed.rss2())]).toEqual(
    expect.arrayContaining([
      'InvalidContact',
      'DuplicateElement',
      'UnexpectedAttribute',
      'NotHtml',
      'MissingDCLanguage',
    ]),
  );
  expect([...rules('atom', feed.atom1())]).toEqual(
    expect.arrayContaining([
      'MissingDCLanguage',
      'MissingTypeAttr',
      'MissingAttribute',
      'NotHtml',
      'NonCanonicalURI',
    ]),
  );
  expect([...rules('json', feed.json1())]).toEqual(
    expect.arrayContaining(['ObsoleteVersion', 'UndefinedElement']),
  );
  feed.addItem({ title: 'x', link: 'https://example.com/2', date: new Date(0), content: ']]> ]]> \0' });
  expect([...rules('rss', feed.rss2())]).toContain('SAXError');
});
