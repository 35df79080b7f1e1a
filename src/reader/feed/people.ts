import { line } from '../../base/text.ts';
import type { SubscribedPerson } from './model.ts';
import { distinct, some, unescaped } from './text.ts';

/**
 * Reads a person written as text: `Jane Doe`, `jane@example.com (Jane Doe)`, `Jane Doe <jane@example.com>`. Some programs escape names
 * as HTML; `plain` ones are not escaped.
 */
export function personOf(text: string | undefined, plain: boolean): SubscribedPerson | undefined {
  const plainName = plain ? (name: string) => name : unescaped;
  const whole = line((text ?? '').slice(0, 1000));
  if (whole === '') return undefined;
  const [email] = /[^\s<>()[\]@,;"]{1,64}@[^\s<>()[\]@,;"]{1,255}\.[^\s<>()[\]@,;"]+/.exec(whole) ?? [];
  if (email === undefined) return { name: plainName(whole) };
  const name = line(whole.replace(email, '').replaceAll(/[<>()[\]"]|mailto:/gi, ' '));
  return { name: some(plainName(name)), email };
}

/** Returns `people` with a name or an address, each once. */
export function people(list: readonly (SubscribedPerson | undefined)[]): readonly SubscribedPerson[] {
  const known = list.flatMap((one) => {
    const name = some(line(one?.name ?? ''));
    return one !== undefined && (name ?? one.email ?? one.url) !== undefined ? [{ ...one, name }] : [];
  });
  return distinct(known, (one) => one.name ?? one.email ?? one.url);
}
