import { unknown } from './allowed-elements.ts';
import type { Rule } from './allowed-elements.ts';

/** An element of the source that is still open. */
export interface OpenElement {
  readonly tag: string;
  /** What it comes out as; `unknown` where only its content comes out, or nothing. */
  rule: Rule;
  /** Where its start tag stands in the output. */
  readonly at: number;
  /** Whether it goes with its content. */
  readonly isGone: boolean;
  /** Of a heading: the id its author gave it. */
  readonly id: string | undefined;
  /** Of a block of code: its language. */
  readonly language: string | undefined;
  /** Text so far, of a heading or a block of code. */
  text: string;
  /** Whether other elements stood in it. */
  isMixed: boolean;
  /** What follows its end tag on a page. */
  tail: string;
}

/** The frame of an element that does not come out, alone or with its content. */
export function hidden(tag: string, isGone: boolean): OpenElement {
  return openElement(tag, unknown, 0, isGone, undefined, undefined);
}

/** The frame of an element that comes out at `at`. Its keys are always the same in the same order: that keeps it cheap. */
export function openElement(
  tag: string,
  rule: Rule,
  at: number,
  isGone: boolean,
  id: string | undefined,
  language: string | undefined,
): OpenElement {
  return { tag, rule, at, isGone, id, language, text: '', isMixed: false, tail: '' };
}
