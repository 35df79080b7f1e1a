import { Option } from 'commander';
import { flagKeys, flagName } from '../config/schema-lookup.ts';

export function siteOptions(): Option[] {
  return [
    rootOption(),
    new Option(
      '-c, --config <file>',
      'Read this config file instead of feedmill.yaml or feedmill.config.mjs',
    ),
  ];
}

export function rootOption(): Option {
  return new Option('-r, --root <folder>', 'Folder of the site, which contains feedmill.yaml').default('.');
}

export function reporterOptions(): Option[] {
  return [
    new Option('--reporter <name>', 'Format of the report: for people, for programs or as GitHub annotations')
      .choices(['pretty', 'json', 'github'])
      .default('pretty'),
    new Option('--json', 'Same as --reporter json').implies({ reporter: 'json' }),
  ];
}

export function nowOption(): Option {
  return new Option(
    '--now <time>',
    'Publish as of this time, such as 2026-01-31T09:00Z; by default SOURCE_DATE_EPOCH or the current time',
  );
}

/** The options of `plan`, which are also options of `build` and `check`. */
export function planOptions(): Option[] {
  return [
    ...siteOptions(),
    nowOption(),
    new Option('--threads <number>', 'Number of threads; by default one for each processor').argParser(
      (text) => (/^[1-9]\d{0,2}$/.test(text) ? Number(text) : text),
    ),
    new Option('--frozen', 'Read the lock file but do not write it; the default if CI is set'),
    new Option('--no-frozen', 'Write the lock file even in CI'),
    ...reporterOptions(),
    ...configOptions(),
  ];
}

export function buildOptions(): Option[] {
  return [
    new Option('--accept', 'Allow changes that the guard would block, for this run only'),
    new Option('--no-cache', 'Ignore the build cache and do not update it'),
    new Option('--report <file>', 'Also write the JSON report to this file'),
    ...planOptions(),
  ];
}

/** Returns an option for each config key with a single value. */
export function configOptions(): Option[] {
  return flagKeys()
    .flatMap(({ key, type, description, choices }) => {
      const flag = flagName(key);
      if (type === 'flag')
        return [
          new Option(flag, description),
          new Option(flag.replace('--', '--no-'), `Set ${key} to false`),
        ];
      const value = choices.join('|') || (type === 'list' ? (key === 'hub' ? 'url' : 'path') : type);
      const suffix = type === 'list' ? '; repeat the flag for more than one' : '';
      const option = new Option(`${flag} <${value}>`, description + suffix);
      // The config validation reports invalid values, with the same messages as for the file.
      if (type === 'number') option.argParser((text) => (/^\d+$/.test(text) ? Number(text) : text));
      if (type === 'list')
        option.argParser((text, before: readonly string[] | undefined) => [...(before ?? []), text]);
      return [option];
    })
    .map((option) => option.helpGroup('Config keys, which override the config file:'));
}
