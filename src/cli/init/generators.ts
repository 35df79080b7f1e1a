import { valueIn, type Detected } from './detect.ts';

/** A site of another generator, in keys of `feedmill.yaml`. */
export interface DetectedGenerator {
  readonly generator: string;
  /** From its config, unchanged. */
  readonly url?: string | undefined;
  readonly title?: string | undefined;
  readonly timezone?: string | undefined;
  readonly language?: string | undefined;
  /** Lines of YAML. */
  readonly lines: readonly string[];
}

const noPages = ['pages: false', 'files: { index: false }'];

/** The generators that `init` recognizes by their folders. */
const generators: readonly ((look: Detected) => DetectedGenerator | undefined)[] = [
  jekyll,
  hexo,
  hugo,
  zola,
  astro,
  eleventy,
];

/** The generator of the site, if its folders and its config show which it is. */
export function findGenerator(look: Detected): DetectedGenerator | undefined {
  for (const generator of generators) {
    const found = generator(look);
    if (found) return found;
  }
  return undefined;
}

function jekyll(look: Detected): DetectedGenerator | undefined {
  if (!look.has('_config.yml') || !look.has('_posts')) return undefined;
  const text = look.text('_config.yml');
  const url = valueIn(text, 'url');
  const usual = '/{year}/{month}/{day}/{slug}.html';
  return {
    generator: 'Jekyll',
    ...siteSettings(text),
    url: url && url + (valueIn(text, 'baseurl') ?? ''),
    lines: [
      'content: [., "!README.md", "!vendor"]',
      'undated: skip',
      ...permalink(text, { slug: '{slug}', usual, named: jekyllStyles }),
    ],
  };
}

/** Jekyll's names for patterns. */
const jekyllStyles: Readonly<Record<string, string>> = {
  date: '/{year}/{month}/{day}/{slug}.html',
  pretty: '/{year}/{month}/{day}/{slug}/',
  none: '/{slug}.html',
};

function hexo(look: Detected): DetectedGenerator | undefined {
  if (!look.has('_config.yml') || !look.has('source/_posts')) return undefined;
  const text = look.text('_config.yml');
  return {
    generator: 'Hexo',
    ...siteSettings(text),
    url: valueIn(text, 'url'),
    // Hexo's `:title` is the path of the file.
    lines: [
      'content: source',
      ...permalink(text, { slug: '{path}', usual: '/{year}/{month}/{day}/{path}/', named: {} }),
    ],
  };
}

function hugo(look: Detected): DetectedGenerator | undefined {
  const names = ['hugo', 'config', 'config/_default/hugo', 'config/_default/config'];
  const file = look.first(...names.flatMap((name) => [`${name}.toml`, `${name}.yaml`, `${name}.yml`]));
  const text = look.text(file);
  const url = valueIn(text, 'baseURL');
  if (!look.has('content') || (url === undefined && !/hugo\.\w+$/.test(file ?? ''))) return undefined;
  const lines = ['output: public', 'undated: skip', ...noPages];
  return { generator: 'Hugo', ...siteSettings(text), url, lines };
}

function zola(look: Detected): DetectedGenerator | undefined {
  const text = look.text(look.first('config.toml', 'zola.toml'));
  const url = valueIn(text, 'base_url');
  if (url === undefined || !look.has('content')) return undefined;
  return { generator: 'Zola', ...siteSettings(text), url, lines: ['undated: skip'] };
}

function astro(look: Detected): DetectedGenerator | undefined {
  const file = look.first(...['mjs', 'js', 'ts', 'mts'].map((ending) => `astro.config.${ending}`));
  if (file === undefined || !look.has('src/content')) return undefined;
  const [, , url] = /\bsite:\s*(['"`])(https?:[^'"`]+)\1/.exec(look.text(file)) ?? [];
  return { generator: 'Astro', url, lines: ['content: src/content', ...noPages] };
}

function eleventy(look: Detected): DetectedGenerator | undefined {
  const names = ['eleventy.config.js', 'eleventy.config.mjs', 'eleventy.config.cjs', '.eleventy.js'];
  const file = look.first(...names);
  if (file === undefined) return undefined;
  const folder = (name: string) =>
    new RegExp(String.raw`\b${name}:\s*['"]\.?/?([\w./-]+)['"]`).exec(look.text(file))?.[1];
  const input = folder('input');
  const posts = ['posts', 'blog', 'articles', 'content'].find((name) => look.hasMarkdown(name)) ?? 'posts';
  const place = input ? [`content: ${input}`] : [`content: ${posts}`, `permalink: /${posts}/{path}/`];
  const output = `output: ${folder('output') ?? '_site'}`;
  return { generator: 'Eleventy', lines: [...place, 'undated: skip', output, ...noPages] };
}

function siteSettings(text: string): Pick<DetectedGenerator, 'title' | 'timezone' | 'language'> {
  return {
    title: valueIn(text, 'title'),
    timezone: valueIn(text, 'timeZone'),
    language: valueIn(text, 'languageCode') ?? valueIn(text, 'default_language') ?? valueIn(text, 'language'),
  };
}

/** The pattern for `permalink: /:year/:title/` of a config; if there is none, the `usual` one and a comment. */
function permalink(
  text: string,
  { slug, usual, named }: { slug: string; usual: string; named: Readonly<Record<string, string>> },
): string[] {
  const written = valueIn(text, 'permalink');
  if (written === undefined) return [`permalink: ${usual}`];
  const placeholders: Readonly<Record<string, string>> = {
    ':year': '{year}',
    ':month': '{month}',
    ':day': '{day}',
    ':title': slug,
    ':slug': slug,
    ':name': '{slug}',
    ':output_ext': '.html',
  };
  const path = `/${written.replace(/^\//, '')}`.replaceAll(/:\w+/g, (name) => placeholders[name] ?? name);
  const pattern = named[written] ?? path;
  if (/^\/[\w{}./-]*\{(?:slug|path)\}(?:\/|\.html)$/.test(pattern)) return [`permalink: ${pattern}`];
  return [
    `# Feedmill has no pattern for \`${written}\`: write the addresses into the articles as \`permalink\`.`,
    `permalink: ${usual}`,
  ];
}
