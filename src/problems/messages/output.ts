import type { Entry } from './entry.ts';

/** Problems of writing files. */
export const output = {
  'output-overlap': {
    severity: 'error',
    cause: 'setup',
    what: 'The output folder {output} and the content folder {content} overlap.',
    why: 'Feedmill would read its output as content, or overwrite content.',
    fix: 'Set `output` in the config to another folder.',
  },
  'output-in-the-way': {
    severity: 'error',
    cause: 'setup',
    what: '{path} already exists and was not created by Feedmill.',
    why: 'Feedmill never overwrites other files.',
    fix: 'Move or delete it, set `output` to another folder, or rename the generated file in `files`.',
  },
  'output-locked': {
    severity: 'error',
    cause: 'setup',
    what: 'Another build (process {pid}) is writing to {path}.',
    why: 'Two builds at once would mix their files.',
    fix: 'Wait until it is done, and build again. If no build is running, delete {lock}.',
  },
  'output-outside': {
    severity: 'error',
    cause: 'content',
    what: 'This would be written to {path}, which is not below the output folder.',
    why: 'An article must not write anywhere else.',
    fix: 'Give the article another `permalink` or `slug`, or rename the file.',
  },
  'output-failed': {
    severity: 'error',
    cause: 'setup',
    what: 'Feedmill cannot write {path}: {detail}.',
    why: 'Where possible, Feedmill keeps the files of the last successful build.',
    fix: 'Free some disk space, or give the user who runs Feedmill permission to write there. Then build again.',
  },
  'report-in-output': {
    severity: 'error',
    cause: 'setup',
    what: 'The report {path} would be in the output folder.',
    why: 'It would be published with the site, and it names articles that are not published yet.',
    fix: 'Set --report to a path outside that folder.',
  },
  'report-in-the-way': {
    severity: 'error',
    cause: 'setup',
    what: '{path} already exists and is not a report.',
    why: 'Feedmill overwrites only its own reports.',
    fix: 'Set --report to another path, or move away what is there.',
  },
  'report-failed': {
    severity: 'error',
    cause: 'setup',
    what: 'Feedmill cannot write the report {path}: {detail}.',
    why: 'Programs that read it would find an old report, or no report.',
    fix: 'Set --report to a path that you may write to.',
  },
  'init-not-installed': {
    severity: 'warning',
    cause: 'setup',
    what: 'No lock file in {folder} installs Feedmill, so `init` did not write {path}.',
    why: 'A scheduled build runs the version that your lock file installs, and never downloads another.',
    fix: 'Add Feedmill to your package.json from its Git address, or from a packed tarball inside the repository. Then run `feedmill init --ci {name}` again.',
  },
  'init-failed': {
    severity: 'error',
    cause: 'setup',
    what: 'Feedmill cannot write {path}: {detail}.',
    why: 'Without this file, the setup is incomplete.',
    fix: 'Give yourself permission to write there, and run `feedmill init` again. It keeps the files that exist.',
  },
  'output-changed': {
    severity: 'warning',
    cause: 'content',
    what: '{path} is no longer part of the site, but somebody changed it after Feedmill wrote it.',
    why: 'Feedmill never deletes files that others changed.',
    fix: 'Delete it yourself if you do not need it.',
  },
  'output-collision': {
    severity: 'error',
    cause: 'content',
    what: 'Feedmill would write both this file and {other} to {path}.',
    why: 'Only one of them could be published. Some disks do not distinguish names by case.',
    fix: 'Give one of them another `permalink` or `slug`, or rename the file.',
  },
} as const satisfies Readonly<Record<string, Entry>>;
