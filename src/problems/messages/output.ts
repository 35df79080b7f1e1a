import type { Entry } from './entry.ts';

/** Problems of writing files. */
export const output = {
  'output-overlap': {
    severity: 'error',
    cause: 'setup',
    what: 'The output folder {output} and the content folder {content} overlap.',
    why: 'Feedmill would read its output as content, or overwrite content.',
    fix: 'Set `output` in the config to a different folder.',
  },
  'output-in-the-way': {
    severity: 'error',
    cause: 'setup',
    what: '{path} already exists and was not created by Feedmill.',
    why: 'Feedmill never overwrites files that it did not create.',
    fix: 'Move or delete it, set `output` to a different folder, or rename the generated file in `files`.',
  },
  'output-locked': {
    severity: 'error',
    cause: 'setup',
    what: 'Another build (process {pid}) is writing to {path}.',
    why: 'If two builds ran at the same time, their files would be mixed.',
    fix: 'Wait until it has finished, then build again. If no other build is running, delete {lock}.',
  },
  'output-outside': {
    severity: 'error',
    cause: 'content',
    what: 'Feedmill would write this to {path}, which is outside the output folder.',
    why: 'Articles must not create files anywhere else.',
    fix: 'Change the `permalink` or `slug` of the article, or rename the file.',
  },
  'output-failed': {
    severity: 'error',
    cause: 'setup',
    what: 'Feedmill cannot write {path}: {detail}.',
    why: 'If possible, Feedmill keeps the files of the last successful build.',
    fix: 'Free some disk space, or give the user that runs Feedmill permission to write there. Then build again.',
  },
  'report-in-output': {
    severity: 'error',
    cause: 'setup',
    what: 'The report {path} would be in the output folder.',
    why: 'It would be published with the site, although it names articles that are not published yet.',
    fix: 'Set --report to a path outside the output folder.',
  },
  'report-in-the-way': {
    severity: 'error',
    cause: 'setup',
    what: '{path} already exists and is not a report.',
    why: 'Feedmill overwrites only its own reports.',
    fix: 'Set --report to a different path, or move the existing file.',
  },
  'report-failed': {
    severity: 'error',
    cause: 'setup',
    what: 'Feedmill cannot write the report {path}: {detail}.',
    why: 'Programs that read the report would find an old one or none.',
    fix: 'Set --report to a path that you have permission to write to.',
  },
  'init-not-installed': {
    severity: 'warning',
    cause: 'setup',
    what: '`init` did not write {path}, because Feedmill is not in a package manager’s lock file in {folder}.',
    why: 'A scheduled build uses the version of Feedmill in that lock file and never downloads a different one.',
    fix: 'Add Feedmill to your package.json from its Git address or from a packed tarball inside the repository. Then run `feedmill init --ci {name}` again.',
  },
  'init-failed': {
    severity: 'error',
    cause: 'setup',
    what: 'Feedmill cannot write {path}: {detail}.',
    why: 'Without this file, the setup is incomplete.',
    fix: 'Make sure that you have permission to write there, then run `feedmill init` again. It keeps existing files.',
  },
  'output-changed': {
    severity: 'warning',
    cause: 'content',
    what: '{path} is no longer part of the site, but it was changed after Feedmill wrote it.',
    why: 'Feedmill does not delete files that someone else has changed.',
    fix: 'Delete it yourself if you do not need it.',
  },
  'output-collision': {
    severity: 'error',
    cause: 'content',
    what: 'Feedmill would write both this file and {other} to {path}.',
    why: 'Only one of them could be published. On some disks, file names are not case-sensitive.',
    fix: 'Change the `permalink` or `slug` of one of them, or rename the file.',
  },
} as const satisfies Readonly<Record<string, Entry>>;
