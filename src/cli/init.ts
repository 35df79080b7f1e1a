import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { findGenerator } from './init/generators.ts';
import { detectFiles } from './init/detect.ts';
import { configText, firstArticle, chooseSettings } from './init/settings.ts';
import type { NewFile } from './init/new-file.ts';

/** How a site begins. */
export interface InitPlan {
  /** Below the site's folder. */
  readonly files: readonly NewFile[];
  /** What made the site so far, where that can be seen. */
  readonly generator?: string;
}

/**
 * The config of the site in `root` (absolute), called `config`, by what lies there; and an article, where there is none. `day` is
 * today's date.
 */
export function planInit(
  root: string,
  config: string,
  given: { readonly url?: string; readonly title?: string },
  day: string,
): InitPlan {
  const look = detectFiles(root);
  const found = findGenerator(look);
  const settings = chooseSettings(look, found, given, { name: basename(root), files: readdirSync(root) });
  const isEmpty = !found && settings.lines.includes('content: content') && !look.hasMarkdown('content');
  return {
    files: [
      { path: config, text: configText(settings) },
      ...(isEmpty ? [{ path: 'content/first-article.md', text: firstArticle(day) }] : []),
    ],
    ...(found && { generator: found.generator }),
  };
}
