import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { read as readStrictly, readAgain, type ReadAttachment } from './readers.ts';
import { validate } from './validator.ts';
import { feedmill, htmlText, list, now, readReport, snapshot, workspace } from './workspace.ts';
import { all, parseXml, value } from './xml.ts';

const site = 'https://example.com/';
const feeds = [
  ['rss', 'feed.xml'],
  ['atom', 'atom.xml'],
  ['json', 'feed.json'],
] as const;

/** A recording of `tests/media`; how long each lasts stands in its README. */
function recording(name: string): Uint8Array {
  return readFileSync(join(import.meta.dirname, 'media', name));
}

/** One second of silence: 8000 samples of one byte (RIFF WAVE). */
function wave(): Uint8Array {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + 8000, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(8000, 24);
  header.writeUInt32LE(8000, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write('data', 36);
  header.writeUInt32LE(8000, 40);
  return Buffer.concat([header, Buffer.alloc(8000, 128)]);
}

/** The beginning of a PNG of 3 × 2 pixels (PNG §11.2.2). */
const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000030000000208060000009d746612', 'hex');
const pdf = '%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n';

interface JsonAttachment {
  readonly url: string;
  readonly mime_type: string;
  readonly title?: string;
  readonly size_in_bytes?: number;
  readonly duration_in_seconds?: number;
}

/** A site of one article, `talk/`, with this front matter and these files beside it. */
function folder(front: string, files: Readonly<Record<string, string | Uint8Array>> = {}, extra = '') {
  return workspace({
    'feedmill.yaml': `url: ${site}\ntitle: Example\n${extra}`,
    'content/talk/index.md': `---\ntitle: Talk\ndate: 2026-01-01\n${front}\n---\n\nText.\n`,
    ...Object.fromEntries(Object.entries(files).map(([name, bytes]) => [`content/talk/${name}`, bytes])),
  });
}

/** Builds such a site, and holds all its feeds against the validator, both readers and one another. */
async function built(...site1: Parameters<typeof folder>) {
  const root = await folder(...site1);
  const { code, stdout, stderr } = await feedmill(root, ['build', '--now', now, '--reporter', 'json']);
  const { problems } = readReport(stdout);
  if (code !== 0) throw new Error(JSON.stringify(problems) + stderr);
  const output = join(root, 'dist');
  const text = (path: string) => readFileSync(join(output, path), 'utf8');
  const told = feeds.map(([format, file]) => {
    const document = text(file);
    expect(validate(format, document, site + file)).toEqual([]);
    const strict = readStrictly(format, document).items[0]?.attachments;
    expect(readAgain(format, document).items[0]?.attachments).toEqual(strict);
    return strict;
  });
  expect(told).toEqual([told[0], told[0], told[0]]);
  const feed: { items: { attachments?: JsonAttachment[] }[] } = JSON.parse(text('feed.json'));
  const item = all(parseXml(text('feed.xml')), 'channel').flatMap((one) => all(one, 'item'))[0];
  return {
    root,
    output,
    text,
    codes: problems.map((one) => one.code),
    attachments: feed.items[0]?.attachments ?? [],
    read: (told[0] ?? []) satisfies readonly ReadAttachment[],
    enclosures: item ? all(item, 'enclosure').map(({ attributes }) => attributes) : [],
    media: item ? all(item, 'media:content') : [],
  };
}

/** The last segments of addresses. */
function names(urls: readonly (string | undefined)[]): (string | undefined)[] {
  return urls.map((one) => one?.split('/').at(-1));
}

/** What is told of one local file called `name` in the front matter. */
async function measured(name: string, bytes: string | Uint8Array) {
  const { attachments, text, output } = await built(`enclosure: ${name}`, { [name]: bytes });
  const [one] = attachments;
  // What the feed says is what a subscriber will load.
  const copy = await readFile(join(output, 'talk', name));
  expect(copy).toEqual(Buffer.from(bytes));
  expect(one?.size_in_bytes ?? 0).toBe(copy.length);
  expect(one?.url).toBe(`${site}talk/${name}`);
  return { type: one?.mime_type, duration: one?.duration_in_seconds, page: text('talk/index.html') };
}

describe('a local file is measured', () => {
  test.each([
    ['vbr.mp3', 'audio/mpeg', 10],
    ['cbr.mp3', 'audio/mpeg', 7],
    ['sound.m4a', 'audio/x-m4a', 4],
    ['fragments.m4a', 'audio/x-m4a', 4],
    ['voice.opus', 'audio/ogg', 4],
    ['film.mp4', 'video/mp4', 5],
    ['film.webm', 'video/webm', 5],
    ['turned.mov', 'video/quicktime', 5],
  ] as const)('%s is %s of %s seconds', async (name, type, duration) => {
    expect(await measured(name, recording(name))).toMatchObject({ type, duration });
  });

  test.each([
    ['recorder.mp4', 'audio/x-m4a'],
    ['voice.webm', 'audio/webm'],
  ] as const)('%s is %s: there is nothing to see in it', async (name, type) => {
    const { page, ...told } = await measured(name, recording(name));
    expect(told).toEqual({ type, duration: 4 });
    expect(page).toContain('<audio controls');
    expect(page).not.toContain('<video');
  });

  test('a WAV', async () => {
    expect(await measured('a.wav', wave())).toMatchObject({ type: 'audio/wav', duration: 1 });
  });

  test.each([
    ['notes.pdf', pdf, 'application/pdf'],
    ['captions.vtt', 'WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n', 'text/vtt'],
    ['captions.srt', '1\n00:00:00,000 --> 00:00:01,000\nHello\n', 'application/x-subrip'],
    ['notes.txt', 'Hello\n', 'text/plain'],
    ['notes.unheard', 'Hello\n', 'application/octet-stream'],
  ] as const)('%s', async (name, bytes, type) => {
    const { page, ...told } = await measured(name, bytes);
    expect(told).toEqual({ type, duration: undefined });
    expect(page).not.toMatch(/<(?:audio|video)/);
  });

  test('the content determines the type, not the name', async () => {
    const m4a = recording('sound.m4a');
    expect(await measured('episode.mp3', m4a)).toMatchObject({ type: 'audio/x-m4a', duration: 4 });
    expect(await measured('episode.pdf', recording('cbr.mp3'))).toMatchObject({
      type: 'audio/mpeg',
      duration: 7,
    });
    expect(await measured('voice.mp3', recording('voice.opus'))).toMatchObject({
      type: 'audio/ogg',
      duration: 4,
    });
    expect(await measured('voice.ogg', recording('voice.webm'))).toMatchObject({
      type: 'audio/webm',
      duration: 4,
    });
    expect(await measured('episode.bin', pdf)).toMatchObject({ type: 'application/pdf' });
  });

  test('the content of tags and bytes that look like a frame are not audio', async () => {
    const sound = recording('vbr.mp3');
    const size = [14, 7, 0].map((bits) => (sound.length >> bits) & 127);
    const tag = Buffer.concat([Buffer.from('ID3\u0004\0\0\0'), Buffer.from(size), sound]);
    expect(await measured('a.mp3', Buffer.concat([tag, sound]))).toMatchObject({ duration: 10 });
    const false1 = Buffer.concat([Buffer.from('fffb9000', 'hex'), Buffer.alloc(60)]);
    expect(await measured('a.mp3', Buffer.concat([tag, false1, sound]))).toMatchObject({ duration: 10 });
  });

  test('a tag may end in a footer', async () => {
    const sound = recording('vbr.mp3');
    // A footer repeats the header in ten bytes that the size does not count (ID3v2.4 §3.4).
    const fields = Buffer.from('0400100000000a', 'hex');
    const header = Buffer.concat([Buffer.from('ID3'), fields]);
    const tag = Buffer.concat([header, Buffer.alloc(10), Buffer.from('3DI'), fields]);
    expect(await measured('a.mp3', Buffer.concat([tag, sound]))).toMatchObject({ duration: 10 });
  });

  test.each([
    ['noise', Buffer.from(Array.from({ length: 4000 }, (_, at) => (at * at * 7 + 13) % 251))],
    ['empty', Buffer.alloc(0)],
    ['zeros', Buffer.alloc(5000)],
  ])('a file of %s is taken by its name, and lasts nobody knows how long', async (_name, bytes) => {
    for (const [name, type] of [
      ['a.mp3', 'audio/mpeg'],
      ['a.mp4', 'video/mp4'],
    ] as const) {
      const { page: _page, ...told } = await measured(name, bytes);
      expect(told).toEqual({ type, duration: undefined });
    }
  });

  test('a file that is cut off anywhere breaks nothing', async () => {
    for (const name of ['sound.m4a', 'film.webm', 'turned.mov', 'voice.opus', 'cbr.mp3', 'fragments.m4a'])
      for (const length of [12, 40, 333, 600]) {
        const { type } = await measured(name, recording(name).subarray(0, length));
        expect(type).toMatch(/^(?:audio|video)\//);
      }
  });

  test('front matter values are ignored, except the title', async () => {
    const front = 'audio: { file: a.mp3, type: video/mp4, length: 5 MB, duration: "9:59", title: "A & B" }';
    const { attachments } = await built(front, { 'a.mp3': recording('cbr.mp3') });
    expect(attachments).toEqual([
      {
        url: `${site}talk/a.mp3`,
        mime_type: 'audio/mpeg',
        title: 'A & B',
        size_in_bytes: recording('cbr.mp3').length,
        duration_in_seconds: 7,
      },
    ]);
  });

  test('what cannot be measured the author knows', async () => {
    const front = 'audio: { file: a.mp3, type: audio/aac, duration: "1:02:03" }';
    const { attachments } = await built(front, { 'a.mp3': Buffer.alloc(100) });
    expect(attachments).toMatchObject([{ mime_type: 'audio/aac', duration_in_seconds: 3723 }]);
  });

  test('pictures and films have their size in Media RSS, a film on its side turned', async () => {
    const front = 'audio: a.mp3\nattachments: [a.png, film.mp4, film.webm, turned.mov]';
    const { media } = await built(front, {
      'a.mp3': recording('cbr.mp3'),
      'a.png': png,
      ...Object.fromEntries(['film.mp4', 'film.webm', 'turned.mov'].map((one) => [one, recording(one)])),
    });
    expect(media.map(({ attributes }) => attributes)).toMatchObject([
      { medium: 'image', type: 'image/png', width: '3', height: '2', fileSize: String(png.length) },
      { medium: 'video', type: 'video/mp4', width: '64', height: '48', duration: '5' },
      { medium: 'video', type: 'video/webm', width: '64', height: '48', duration: '5' },
      { medium: 'video', type: 'video/quicktime', width: '48', height: '64', duration: '5' },
    ]);
  });
});

describe('a remote file', () => {
  test('uses the front matter values and makes no network request', async () => {
    const fetched = vi.spyOn(globalThis, 'fetch');
    const { attachments } = await built(
      'audio: { url: "https://cdn.example.org/a.mp3?x=1&y=2", length: 12345678, duration: "75:30", title: T }\n' +
        'attachments:\n  - { href: //cdn.example.org/b, mime_type: application/pdf }',
    );
    expect(attachments).toEqual([
      {
        url: 'https://cdn.example.org/a.mp3?x=1&y=2',
        mime_type: 'audio/mpeg',
        title: 'T',
        size_in_bytes: 12_345_678,
        duration_in_seconds: 4530,
      },
      { url: 'https://cdn.example.org/b', mime_type: 'application/pdf' },
    ]);
    expect(fetched).not.toHaveBeenCalled();
    fetched.mockRestore();
  });

  test('of a length nobody knows has 0 where there has to be one', async () => {
    const { enclosures, text } = await built('audio: https://cdn.example.org/a.mp3');
    expect(enclosures).toEqual([{ url: 'https://cdn.example.org/a.mp3', length: '0', type: 'audio/mpeg' }]);
    expect(text('atom.xml')).toContain('href="https://cdn.example.org/a.mp3" type="audio/mpeg" length="0"');
    expect(text('feed.json')).not.toContain('size_in_bytes');
  });

  test('is loaded by the page only when somebody asks', async () => {
    const { text } = await built('audio: https://cdn.example.org/a.mp3');
    expect(text('talk/index.html')).toContain(
      '<audio controls preload="none" src="https://cdn.example.org/a.mp3"',
    );
  });

  test.each([
    ['75', 75],
    ['75.4', 75],
    ['0.2', 1],
    ['1:15', 75],
    ['75:30', 4530],
    ['00:01:15', 75],
    ['1:02:03.6', 3724],
    ['0', undefined],
  ] as const)('lasts %s', async (written, seconds) => {
    const { attachments } = await built(`audio: { url: "https://example.org/a.mp3", duration: ${written} }`);
    expect(attachments[0]?.duration_in_seconds).toBe(seconds);
  });

  test.each([
    ['audio/mp3', 'audio/mpeg'],
    ['AUDIO/MPEG; rate=1', 'audio/mpeg'],
    ['mp3', 'audio/mpeg'],
    ['audio/mp4', 'audio/x-m4a'],
    ['application/vnd.apple.mpegurl', 'application/vnd.apple.mpegurl'],
  ])('of type %s is %s', async (written, type) => {
    const { attachments } = await built(`enclosure: { url: "https://example.org/a", type: "${written}" }`);
    expect(attachments[0]?.mime_type).toBe(type);
  });

  test.each([
    ['a.m4a', 'audio/x-m4a'],
    ['a.m4b', 'audio/x-m4a'],
    ['A.MP3#t=5', 'audio/mpeg'],
    ['a.flac', 'audio/flac'],
    ['a.m4v', 'video/x-m4v'],
    ['a.mov', 'video/quicktime'],
    ['a.epub', 'application/epub+zip'],
  ])('%s is %s', async (name, type) => {
    const { attachments } = await built(`enclosure: https://example.org/${name}`);
    expect(attachments[0]?.mime_type).toBe(type);
  });
});

describe('which is the enclosure', () => {
  const files = {
    'a.mp3': recording('cbr.mp3'),
    'b.m4a': recording('sound.m4a'),
    'p.png': png,
    'n.pdf': pdf,
  };

  test.each(['image: p.png\naudio: a.mp3', 'audio: a.mp3\nimage: p.png'])(
    'the sound, whatever order: %j',
    async (front) => {
      const { enclosures, media } = await built(front, files);
      expect(enclosures).toMatchObject([{ url: `${site}talk/a.mp3`, type: 'audio/mpeg' }]);
      expect(media.map(({ attributes }) => attributes['url'])).toEqual([`${site}talk/p.png`]);
    },
  );

  test('the first by meaning, then as written; documents and pictures stand back', async () => {
    const front =
      'attachments: [p.png, n.pdf, a.mp3]\nvideo: https://example.org/c.mp4\nenclosure: [n.pdf, b.m4a]';
    const { enclosures, attachments, media } = await built(front, files);
    expect(names(attachments.map(({ url }) => url))).toEqual(['n.pdf', 'b.m4a', 'c.mp4', 'p.png', 'a.mp3']);
    expect(names(enclosures.map((one) => one['url']))).toEqual(['b.m4a']);
    expect(names(media.map(({ attributes }) => attributes['url']))).toEqual([
      'n.pdf',
      'c.mp4',
      'p.png',
      'a.mp3',
    ]);
  });

  test('a document, where there is nothing to play; never a picture', async () => {
    const { enclosures } = await built('attachments: [p.png, n.pdf]', files);
    expect(enclosures).toMatchObject([{ type: 'application/pdf' }]);
    const { enclosures: none, read } = await built('attachments: p.png', files);
    expect([none, read.length]).toEqual([[], 1]);
  });

  test('an address written out that is a file of the content is measured and published too', async () => {
    const front = `enclosure: ${site}audio/a.mp3`;
    const { attachments, output } = await built(front, { '../audio/a.mp3': files['a.mp3'] });
    expect(attachments).toMatchObject([{ url: `${site}audio/a.mp3`, duration_in_seconds: 7 }]);
    expect(await list(join(output, 'audio'))).toEqual(['a.mp3']);
  });

  test('the same file twice is one, with all that is said of it', async () => {
    const front = `enclosure: a.mp3\naudio: { src: ./a.mp3, title: Sound }\nattachments: ["${site}talk/a.mp3"]`;
    const { attachments } = await built(front, files);
    expect(attachments).toMatchObject([{ url: `${site}talk/a.mp3`, title: 'Sound', duration_in_seconds: 7 }]);
  });
});

describe('what other tools write', () => {
  test('an address with length and type in one text', async () => {
    const { attachments } = await built('enclosure: "https://example.org/a 1234 audio/mpeg"');
    expect(attachments).toEqual([
      { url: 'https://example.org/a', mime_type: 'audio/mpeg', size_in_bytes: 1234 },
    ]);
  });

  test.each([
    'audio: true',
    'video: no',
    'audio: [true]',
    'audio: { enabled: true, autoplay: false }',
    'video: dQw4w9WgXcQ',
    'video: https://www.youtube.com/watch?v=dQw4w9WgXcQ',
    'videos: ["https://vimeo.com/76979871"]',
    'audio: https://soundcloud.com/a/b',
    'audio: ""',
    'attachments: []',
    'enclosure:',
  ])('is no file: %s', async (front) => {
    const { attachments, codes, text } = await built(front);
    expect([attachments, codes]).toEqual([[], []]);
    expect(text('talk/index.html')).not.toContain('class="files"');
  });

  test('in a table of a theme, and from beside the article as from the content folder', async () => {
    const root = await workspace({
      'feedmill.yaml': `url: ${site}\ntitle: Example\n`,
      'content/a.md':
        '+++\ntitle = "A"\ndate = 2026-01-01\n[params]\naudio = ["audio/a.mp3"]\n+++\n\nText.\n',
      'content/posts/b.md': '---\ntitle: B\ndate: 2026-01-01\nmp3: /audio/a.mp3\n---\n\nText.\n',
      'content/audio/a.mp3': recording('cbr.mp3'),
    });
    const { code } = await feedmill(root, ['build', '--now', now]);
    const document = readFileSync(join(root, 'dist/feed.xml'), 'utf8');
    const told = { url: `${site}audio/a.mp3`, type: 'audio/mpeg', length: recording('cbr.mp3').length };
    expect(code).toBe(0);
    expect(readStrictly('rss', document).items.map(({ attachments }) => attachments)).toEqual([
      [told],
      [told],
    ]);
    expect(await list(join(root, 'dist/audio'))).toEqual(['a.mp3']);
  });
});

describe('the build', () => {
  const front = 'audio: { file: a.mp3, title: "Whole <talk>" }\nattachments: [notes.pdf, film.mp4]';
  const files = { 'a.mp3': recording('vbr.mp3'), 'notes.pdf': pdf, 'film.mp4': recording('film.mp4') };

  test('results in the same bytes in any folder', async () => {
    const { root, output } = await built(front, files);
    const before = await snapshot(output);
    await feedmill(root, ['build', '--now', now]);
    expect(await snapshot(output)).toEqual(before);
    const other = await built(front, files);
    for (const [, file] of feeds) expect(other.text(file)).toBe(readFileSync(join(output, file), 'utf8'));
  });

  test('shows the files on the page, playable and to be taken along', async () => {
    const { text } = await built(front, files);
    const page = text('talk/index.html');
    expect(page).toContain('<audio controls preload="metadata" src="a.mp3" aria-label="Whole &lt;talk&gt;">');
    expect(page).toContain('<video controls preload="metadata" src="film.mp4" width="64" height="48"');
    const section = htmlText(/<section class="files".*?<\/section>/s.exec(page)?.[0] ?? '');
    expect(section.replaceAll(/\s+/g, ' ').trim()).toBe(
      'Files Whole <talk> MP3 · 0:10 · 15 kB notes.pdf 48 bytes film.mp4 0:05 · 1.7 kB',
    );
  });

  test('gives no second player to what the text plays', async () => {
    const root = await folder('audio: a.mp3', files);
    const path = 'content/talk/index.md';
    const article = `${readFileSync(join(root, path), 'utf8')}\n<audio controls src="a.mp3"></audio>\n`;
    const other = await workspace({
      'feedmill.yaml': `url: ${site}\ntitle: Example\n`,
      [path]: article,
      'content/talk/a.mp3': files['a.mp3'],
    });
    await feedmill(other, ['build', '--now', now]);
    const page = readFileSync(join(other, 'dist/talk/index.html'), 'utf8');
    expect(page.match(/<audio/g)).toHaveLength(1);
    expect(page).toContain('class="files"');
  });

  test('without pages reports the same, and does not copy the files', async () => {
    const { output, enclosures } = await built('audio: a.mp3', files, 'pages: false\n');
    expect(enclosures).toMatchObject([{ length: String(files['a.mp3'].length), type: 'audio/mpeg' }]);
    expect((await list(output)).filter((path) => path.endsWith('.mp3'))).toEqual([]);
  });

  test('credits, captions and sizes of the article’s picture are in every format', async () => {
    const { text } = await built('image: { file: p.png, alt: Alt, caption: Cap, credit: AP }', {
      'p.png': png,
    });
    for (const [format, file] of feeds.slice(0, 2)) {
      const name = format === 'rss' ? 'channel' : 'entry';
      const parent = all(parseXml(text(file)), name).flatMap((one) =>
        name === 'entry' ? [one] : all(one, 'item'),
      );
      const [content] = parent.flatMap((one) => all(one, 'media:content'));
      expect(content?.attributes).toMatchObject({ width: '3', height: '2', type: 'image/png' });
      expect(
        content && ['title', 'description', 'credit'].map((one) => value(content, `media:${one}`)),
      ).toEqual(['Cap', 'Alt', 'AP']);
    }
    const feed: { items: unknown[] } = JSON.parse(text('feed.json'));
    expect(feed.items).toMatchObject([
      {
        image: `${site}talk/p.png`,
        _image: { width: 3, height: 2, title: 'Cap', description: 'Alt', credit: 'AP' },
      },
    ]);
  });
});

describe('what is wrong', () => {
  test('is reported by check and build with its position, and nothing is published', async () => {
    const root = await folder('audio: { title: A, url: gone.mp3 }\nvideo: ftp://example.org/a.mp4');
    const told = [];
    for (const command of ['check', 'build']) {
      const { code, stdout } = await feedmill(root, [command, '--now', now, '--reporter', 'json']);
      expect(code).toBe(1);
      told.push(readReport(stdout).problems.map(({ code: kind, line, column }) => [kind, line, column]));
    }
    expect(told[0]).toEqual([
      ['attachment-missing', 4, 25],
      ['bad-url', 5, 8],
    ]);
    expect(told[1]).toEqual(told[0]);
    expect(await list(join(root, 'dist'))).toEqual([]);
  });

  test('a file that could run code is not published', async () => {
    const { output, codes } = await built('attachments: [a.html, a.svg]', {
      'a.html': '<script>alert(1)</script>',
      'a.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
    });
    expect(codes).toEqual(['asset-active', 'asset-active']);
    expect((await list(output)).filter((path) => /a\.(?:html|svg)$/.test(path))).toEqual([]);
  });

  test('files that can run code or configure the host are not published', async () => {
    const endings =
      'htm html shtm shtml xhtm xhtml xht xml xsl xslt js mjs cjs wasm php php5 svg svgz htaccess HTML';
    const active = [...endings.split(' ').map((ending) => `a.${ending}`), 'CNAME', 'robots.txt', 'ads.txt'];
    const harmless = ['xml.txt', 'a.xmlx', 'html', 'my-robots.txt', 'CNAME.txt'];
    const every = [...active, ...harmless];
    const root = await folder(
      `attachments: ${JSON.stringify(every)}`,
      Object.fromEntries(every.map((name) => [name, 'Text'])),
    );
    const { stdout } = await feedmill(root, ['build', '--now', now, '--reporter', 'json']);
    const told = readReport(stdout).problems.filter(({ code }) => code === 'asset-active');
    expect(told.map(({ what }) => active.find((name) => what.includes(` ${name},`)))).toEqual(active);
    const published = (await list(join(root, 'dist/talk'))).filter((path) => path !== 'index.html');
    expect(published).toEqual(harmless.toSorted());
  });

  test('a draft’s files are not asked for', async () => {
    const root = await workspace({
      'feedmill.yaml': `url: ${site}\ntitle: Example\n`,
      'content/a.md': '---\ntitle: A\ndraft: true\naudio: gone.mp3\n---\n\nText.\n',
      'content/b.md': '---\ntitle: B\ndate: 2026-01-01\n---\n\nText.\n',
    });
    expect(await feedmill(root, ['build', '--now', now])).toMatchObject({ code: 0 });
  });
});
