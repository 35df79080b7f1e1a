import { Option } from 'commander';
import { simpleKeys } from '../config/keys.ts';

/** An option for each key of the config that holds one value. */
export function flagOptions(): Option[] {
  return simpleKeys().flatMap(({ key, type, description, choices }) => {
    if (type === 'flag')
      return [new Option(`--${key}`, description), new Option(`--no-${key}`, `as ${key}: false`)];
    const what =
      choices.length > 0
        ? choices.join('|')
        : type === 'number'
          ? 'number'
          : type === 'list'
            ? key === 'hub'
              ? 'url'
              : 'path'
            : 'text';
    const option = new Option(
      `--${key} <${what}>`,
      type === 'list' ? `${description}; may be repeated` : description,
    );
    // A wrong value is the config's to complain about, in the same words as in the file.
    if (type === 'number') option.argParser((text) => (/^\d+$/.test(text) ? Number(text) : text));
    if (type === 'list')
      option.argParser((text, before: readonly string[] | undefined) => [...(before ?? []), text]);
    return [option];
  });
}
