import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { findGenerator } from './init/generators.ts';
import { detectFiles } from './init/detect.ts';
import { configText, firstArticle, chooseSettings } from './init/settings.ts';
import type { NewFile } from './init/new-file.ts';

/** The first files of a site. */
export interface InitPlan {
  /** The files to create. Paths are relative to the site's folder. */
  readonly files: readonly NewFile[];
  /** The generator of the site, if known. */
  readonly generator?: string;
}

/**
 * Plans the config file `config` for the site in `root` (absolute), and a first article if the site has none. `day` is today's
 * date.
 */
export function planInit(
  root: string,
  config: string,
  values: { readonly url?: string; readonly title?: string },
  day: string,
): InitPlan {
  const look = detectFiles(root);
  const found = findGenerator(look);
  const settings = chooseSettings(look, found, values, { name: basename(root), files: readdirSync(root) });
  const isEmpty = !found && settings.lines.includes('content: content') && !look.hasMarkdown('content');
  return {
    files: [
      { path: config, text: configText(settings) },
      ...(isEmpty ? [{ path: 'content/first-article.md', text: firstArticle(day) }] : []),
    ],
    ...(found && { generator: found.generator }),
  };
}
