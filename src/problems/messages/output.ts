import type { Entry } from './entry.ts';

/** What is written. */
export const output = {
  'output-overlap': {
    severity: 'error',
    cause: 'setup',
    what: 'The output folder {output} and the content folder {content} lie in one another.',
    why: 'What is built would be read as content, or content would be overwritten.',
    fix: 'Name another folder with `output:` or --output.',
  },
  'output-in-the-way': {
    severity: 'error',
    cause: 'setup',
    what: '{path} stands in the way: Feedmill did not make it.',
    why: 'Files of others are never overwritten.',
    fix: 'Move or delete it, name another `output:` folder, or give our file another name under `files:`.',
  },
  'output-locked': {
    severity: 'error',
    cause: 'setup',
    what: 'Another build (process {pid}) is writing to {path}.',
    why: 'Two builds of one folder at once would mix their files.',
    fix: 'Wait for it and build again. If no build is running, delete {lock}.',
  },
  'output-outside': {
    severity: 'error',
    cause: 'content',
    what: 'This would be written to {path}, which is no path below the output folder.',
    why: 'Feedmill writes nowhere else, whatever an article asks for.',
    fix: 'Give the article another `permalink` or `slug`, or the file another name.',
  },
  'output-failed': {
    severity: 'error',
    cause: 'setup',
    what: '{path} cannot be written: {detail}.',
    why: 'The files of the last good build were left as they were wherever possible.',
    fix: 'Make room, or give the user who runs Feedmill the right to write there; then build again.',
  },
  'report-in-output': {
    severity: 'error',
    cause: 'setup',
    what: 'The report {path} would lie in the output folder.',
    why: 'It would be published with the site, and it names articles that are not published yet.',
    fix: 'Give --report a path outside of it.',
  },
  'report-in-the-way': {
    severity: 'error',
    cause: 'setup',
    what: '{path} stands in the way of the report: it is none.',
    why: 'Only a former report is overwritten, never another file.',
    fix: 'Give --report another path, or move away what stands there.',
  },
  'report-failed': {
    severity: 'error',
    cause: 'setup',
    what: 'The report {path} cannot be written: {detail}.',
    why: 'Whoever reads it next would find an old one, or none.',
    fix: 'Give --report a path where the user who runs Feedmill may write.',
  },
  'init-failed': {
    severity: 'error',
    cause: 'setup',
    what: '{path} cannot be written: {detail}.',
    why: 'Without it what was to be set up is not complete.',
    fix: 'Give the user who runs Feedmill the right to write there; then run it again: what is there already stays.',
  },
  'output-changed': {
    severity: 'warning',
    cause: 'content',
    what: '{path} is no longer part of the site, but somebody changed it since Feedmill wrote it.',
    why: 'Files with the work of others in them are never deleted.',
    fix: 'Delete it yourself if it is not needed.',
  },
  'output-collision': {
    severity: 'error',
    cause: 'content',
    what: 'This would be written to {path}, and so would {other}.',
    why: 'Only one of them could be published, and on some disks names that differ only in case are one.',
    fix: 'Give one of them another `permalink` or `slug`, or move the file.',
  },
} as const satisfies Readonly<Record<string, Entry>>;
