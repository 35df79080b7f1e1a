import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { findGenerator } from './init/generators.ts';
import { lookInto } from './init/detect.ts';
import { configText, firstArticle, settle } from './init/settings.ts';

/** A file that is to be written where none is. */
export interface NewFile {
  /** Absolute, or below the folder it is for, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly isProgram?: boolean;
}

/** How a site begins. */
export interface Beginning {
  /** Below the site's folder. */
  readonly files: readonly NewFile[];
  /** What made the site so far, where that can be seen. */
  readonly generator?: string;
}

/**
 * The config of the site in `root` (absolute), called `config`, by what lies there; and an article, where there is none. `day` is
 * today's date.
 */
export function beginSite(
  root: string,
  config: string,
  given: { readonly url?: string; readonly title?: string },
  day: string,
): Beginning {
  const look = lookInto(root);
  const found = findGenerator(look);
  const settings = settle(look, found, given, { name: basename(root), files: readdirSync(root) });
  const isEmpty = !found && settings.lines.includes('content: content') && !look.hasMarkdown('content');
  return {
    files: [
      { path: config, text: configText(settings) },
      ...(isEmpty ? [{ path: 'content/first-article.md', text: firstArticle(day) }] : []),
    ],
    ...(found && { generator: found.generator }),
  };
}
