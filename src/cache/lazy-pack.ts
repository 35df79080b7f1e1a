import type { Reading } from '../content/article/model.ts';
import type { Problem } from '../problems/problem.ts';
import type { SourceMemory } from './model.ts';
import { pack, type PackSite } from './pack.ts';

/** A file that was read, packed only when it is written down: of a large site its packed text and its reading would both be in memory. */
export class Unpacked implements SourceMemory {
  readonly mark: string;
  readonly hash: string;
  readonly problems: readonly Problem[];
  readonly #reading: Reading;
  readonly #site: PackSite;

  constructor({ mark, hash, problems }: SourceMemory, reading: Reading, site: PackSite) {
    this.mark = mark;
    this.hash = hash;
    this.problems = problems;
    this.#reading = reading;
    this.#site = site;
  }

  get packed(): string {
    return JSON.stringify(pack(this.#reading, this.#site));
  }

  toJSON(): SourceMemory {
    const { mark, hash, packed, problems } = this;
    return { mark, hash, packed, problems };
  }
}
