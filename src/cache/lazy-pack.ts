import type { ParsedArticle } from '../content/article/model.ts';
import type { Problem } from '../problems/problem.ts';
import type { CachedSource } from './model.ts';
import { pack, type PackSite } from './pack.ts';

/** A file that was read, packed only when it is written down: of a large site its packed text and its reading would both be in memory. */
export class LazyArticle implements CachedSource {
  readonly stat: string;
  readonly hash: string;
  readonly problems: readonly Problem[];
  readonly #parsed: ParsedArticle;
  readonly #site: PackSite;

  constructor({ stat, hash, problems }: CachedSource, parsed: ParsedArticle, site: PackSite) {
    this.stat = stat;
    this.hash = hash;
    this.problems = problems;
    this.#parsed = parsed;
    this.#site = site;
  }

  get packed(): string {
    return JSON.stringify(pack(this.#parsed, this.#site));
  }

  toJSON(): CachedSource {
    const { stat, hash, packed, problems } = this;
    return { stat, hash, packed, problems };
  }
}
