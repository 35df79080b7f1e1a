import type { Entry } from './entry.ts';

/** Telling hubs. */
export const notify = {
  'report-not-found': {
    severity: 'error',
    cause: 'setup',
    what: 'There is no report {path}.',
    why: 'It says which feeds have changed.',
    fix: 'Let `feedmill build --report {path}` write it, or leave --report out to tell what was left untold.',
  },
  'report-unreadable': {
    severity: 'error',
    cause: 'setup',
    what: '{path} is no report of a build: {detail}.',
    why: 'Which feeds have changed cannot be known.',
    fix: 'Let `feedmill build --report {path}` of the same version write it.',
  },
  'report-of-failure': {
    severity: 'error',
    cause: 'setup',
    what: 'The report {path} is of a build that failed.',
    why: 'It published nothing, so there is nothing to tell.',
    fix: 'Correct what the report says, and build again.',
  },
  'seconds-value': {
    severity: 'error',
    cause: 'setup',
    what: '{name} is "{value}", which is not a number of seconds.',
    why: 'It decides how long to wait.',
    fix: 'Give {name} a whole number such as 60.',
  },
  'network-missing': {
    severity: 'error',
    cause: 'setup',
    what: 'There is no network to go to.',
    why: 'This command asks the addresses of feeds and hubs.',
    fix: 'Give `run` an `Io` with `fetch`.',
  },
  'untold-unreadable': {
    severity: 'warning',
    cause: 'setup',
    what: 'What former runs kept in {path} cannot be read.',
    why: 'A feed that was left untold then is told of only when it changes again.',
    fix: 'Nothing is to be done: this run writes it anew.',
  },
  'untold-unkept': {
    severity: 'warning',
    cause: 'setup',
    what: 'What was told, and what is left untold, cannot be kept in {path}.',
    why: 'The next run would tell it again, or forget what is still to be told.',
    fix: 'Make room, or give the user who runs Feedmill the right to write there.',
  },
  'feed-unserved': {
    severity: 'error',
    cause: 'others',
    what: '{url} is not served as it was built, after {after}: {instead}.',
    why: 'A hub that is told too early passes the old feed on.',
    fix: 'See whether the site was deployed, and whether something on the way keeps old copies or changes files; then run `feedmill notify` again.',
  },
  'hub-untold': {
    severity: 'error',
    cause: 'others',
    what: 'The hub {hub} could not be told of {url}: {fault}.',
    why: 'Its subscribers learn of the news only when they next ask by themselves.',
    fix: 'Run `feedmill notify` again. If the hub refuses, see what it wants, or name another one under `hub`.',
  },
} as const satisfies Readonly<Record<string, Entry>>;
