import { isTimeZone } from '../../base/time-zone.ts';
import { isWebUrl } from '../../base/url.ts';
import type { DetectedGenerator } from './generators.ts';
import type { Detected } from './detect.ts';

/** The contents of a new config. */
export interface Settings {
  /** Absent if it is not known yet. */
  readonly url?: string;
  readonly title: string;
  /** Lines of YAML. */
  readonly lines: readonly string[];
}

/** Folders to search for articles if there is no known generator. */
const folders = ['content', 'posts', 'articles', 'blog', 'src/posts', '_posts'];

/** Names of Markdown files at the root of a folder that are not articles. */
const noArticle = /^(?:readme|changelog|changes|contributing|license|code_of_conduct|security)\b/i;

/**
 * Chooses the settings of a new config: from the flags, the config of another generator, or the files. `name` is the site’s
 * folder.
 */
export function chooseSettings(
  look: Detected,
  found: DetectedGenerator | undefined,
  values: { readonly url?: string; readonly title?: string },
  { name, files }: { readonly name: string; readonly files: readonly string[] },
): Settings {
  const url = values.url ?? realUrl(found?.url);
  const { timezone = '', language = '' } = found ?? {};
  return {
    ...(url !== undefined && { url }),
    title: values.title ?? found?.title ?? titleOf(name),
    lines: [
      ...(/^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(language) ? [`language: ${language}`] : []),
      ...(timezone !== '' && isTimeZone(timezone) ? [`timezone: ${timezone}`] : []),
      ...(found?.lines ?? [contentOf(look, files)]),
    ],
  };
}

/** The text of a new `feedmill.yaml`. */
export function configText({ url, title, lines }: Settings): string {
  const address =
    url === undefined
      ? ['# TODO: Add the address of the site and remove the "# " at the start of the line.', '# url: ']
      : [`url: ${/[\s#'"]|: /.test(url) ? JSON.stringify(url) : url}`];
  return `# yaml-language-server: $schema=./node_modules/feedmill/lib/config.schema.json
# Run \`feedmill build --help\` for the keys that are also flags. Feedmill's documentation describes all keys.

# All addresses and article ids start with this URL. Set it before anyone subscribes.
${address.join('\n')}
title: ${JSON.stringify(title)}

${lines.join('\n')}
`;
}

/** The first article of a site. `day` is today's date. */
export function firstArticle(day: string): string {
  return `---
title: First article
date: ${day}
---

Write your text here. Feedmill publishes an article with a future date on that date. If an article has \`draft: true\`, Feedmill publishes
it when you remove that line.
`;
}

function contentOf(look: Detected, files: readonly string[]): string {
  const folder = folders.find((one) => look.hasMarkdown(one));
  if (folder !== undefined) return `content: ${folder}`;
  const loose = files.filter((name) => /\.(?:md|mdx|markdown)$/i.test(name));
  if (loose.every((name) => noArticle.test(name))) return 'content: content';
  const others = loose.filter((name) => noArticle.test(name)).map((name) => JSON.stringify(`!${name}`));
  return `content: [${['.', ...others].join(', ')}]`;
}

/** Returns `url`, unless it is a placeholder. */
function realUrl(url: string | undefined): string | undefined {
  if (url === undefined || !isWebUrl(url)) return undefined;
  const { hostname } = new URL(url);
  return /^(?:localhost|(?:www\.)?(?:example\.(?:com|net|org)|your-?(?:site|domain|blog)\..*))$/.test(
    hostname,
  )
    ? undefined
    : url;
}

/** Turns a name such as `my-blog` into a title: `My blog`. */
function titleOf(name: string): string {
  const words = name.replaceAll(/[\s_-]+/g, ' ').trim();
  return words === '' ? 'My site' : words[0]?.toUpperCase() + words.slice(1);
}
