import type { Entry } from './entry.ts';

/** Problems of notifying hubs. */
export const notify = {
  'report-not-found': {
    severity: 'error',
    cause: 'setup',
    what: 'The report {path} does not exist.',
    why: 'The report lists the feeds that changed.',
    fix: 'Create it with `feedmill build --report {path}`. To retry only pending notifications, omit --report.',
  },
  'report-unreadable': {
    severity: 'error',
    cause: 'setup',
    what: '{path} is not a build report: {detail}.',
    why: 'The report lists the feeds that changed.',
    fix: 'Create it with `feedmill build --report {path}` and the same version of Feedmill.',
  },
  'report-of-failure': {
    severity: 'error',
    cause: 'setup',
    what: 'The report {path} is from a build that failed.',
    why: 'That build published nothing, so there is nothing to notify hubs of.',
    fix: 'Fix the problems in the report, then build again.',
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
    why: 'This command sends requests to feeds and hubs.',
    fix: 'Pass an `Io` with `fetch` to `run`.',
  },
  'pending-unreadable': {
    severity: 'warning',
    cause: 'setup',
    what: 'Feedmill cannot read {path}. This file lists the feeds with pending notifications.',
    why: 'Feedmill notifies hubs of those feeds only when the feeds change again.',
    fix: 'You do not have to do anything. This run writes a new file.',
  },
  'pending-unwritable': {
    severity: 'warning',
    cause: 'setup',
    what: 'Feedmill cannot write {path}. This file lists the feeds with pending notifications.',
    why: 'The next run could notify hubs twice, or miss a feed.',
    fix: 'Free some disk space, or give the user that runs Feedmill permission to write there.',
  },
  'feed-not-served': {
    severity: 'error',
    cause: 'others',
    what: '{url} does not serve the new feed after {after}: {instead}.',
    why: 'A hub that is notified too early distributes the old feed.',
    fix: 'Check that the site is deployed, and that no cache or proxy serves old copies or changes files. Then run `feedmill notify` again.',
  },
  'hub-failed': {
    severity: 'error',
    cause: 'others',
    what: 'The hub {hub} could not be notified of {url}: {fault}.',
    why: 'Subscribers see the change only when their feed readers next fetch the feed.',
    fix: 'Run `feedmill notify` again. If the hub rejects the notification, check its requirements, or set `hub` to a different hub.',
  },
} as const satisfies Readonly<Record<string, Entry>>;
