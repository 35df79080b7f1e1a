import type { Entry } from './entry.ts';

/** Problems of notifying hubs. */
export const notify = {
  'report-not-found': {
    severity: 'error',
    cause: 'setup',
    what: 'There is no report {path}.',
    why: 'The report lists the feeds that changed.',
    fix: 'Create it with `feedmill build --report {path}`, or omit --report to notify hubs of the feeds that are still pending.',
  },
  'report-unreadable': {
    severity: 'error',
    cause: 'setup',
    what: '{path} is not a build report: {detail}.',
    why: 'The report lists the feeds that changed.',
    fix: 'Create it with `feedmill build --report {path}`, using the same version of Feedmill.',
  },
  'report-of-failure': {
    severity: 'error',
    cause: 'setup',
    what: 'The report {path} is from a build that failed.',
    why: 'That build published nothing, so hubs need no notification.',
    fix: 'Correct the problems in the report, and build again.',
  },
  'seconds-value': {
    severity: 'error',
    cause: 'setup',
    what: '{name} is "{value}", but must be a whole number of seconds.',
    fix: 'Set {name} to a number such as 60.',
  },
  'network-missing': {
    severity: 'error',
    cause: 'setup',
    what: 'There is no network access.',
    why: 'This command requests feeds and hubs.',
    fix: 'Pass an `Io` with `fetch` to `run`.',
  },
  'pending-unreadable': {
    severity: 'warning',
    cause: 'setup',
    what: 'Feedmill cannot read {path}. This file lists the feeds with pending notifications.',
    why: 'Hubs are notified of those feeds only when they change again.',
    fix: 'You need not do anything: this run writes the file again.',
  },
  'pending-unwritable': {
    severity: 'warning',
    cause: 'setup',
    what: 'Feedmill cannot write {path}. This file lists the feeds with pending notifications.',
    why: 'The next run could notify hubs twice, or forget a feed.',
    fix: 'Free some disk space, or give the user who runs Feedmill permission to write there.',
  },
  'feed-not-served': {
    severity: 'error',
    cause: 'others',
    what: '{url} does not serve the new feed after {after}: {instead}.',
    why: 'A hub that is notified too early distributes the old feed.',
    fix: 'Check that the site is deployed, and that no cache or proxy keeps old copies or changes files. Then run `feedmill notify` again.',
  },
  'hub-failed': {
    severity: 'error',
    cause: 'others',
    what: 'The hub {hub} could not be notified of {url}: {fault}.',
    why: 'Its subscribers see the change only when they next fetch the feed themselves.',
    fix: 'Run `feedmill notify` again. If the hub refuses, check what it requires, or set `hub` to another one.',
  },
} as const satisfies Readonly<Record<string, Entry>>;
