import type { Entry } from './entry.ts';

/** What hosts are told. */
export const hosting = {
  'redirects-without-host': {
    severity: 'error',
    cause: 'setup',
    what: 'There are `redirects`, but no host to tell them to.',
    why: 'Each host is told in its own way; without, the old addresses stay dead.',
    fix: 'Name your host, for example `hosting: [netlify]`.',
  },
  'redirect-taken': {
    severity: 'error',
    cause: 'setup',
    what: '`redirects` leads away from {from}, but that is where this build writes something.',
    why: 'Nobody would ever get there.',
    fix: 'Take it out of `redirects`, or give what is written there another address.',
  },
  'redirect-loop': {
    severity: 'error',
    cause: 'setup',
    what: 'A redirect comes back to itself: {way}.',
    why: 'Readers go round a few times and give up.',
    fix: 'Let it lead to an address that is not redirected itself.',
  },
  'redirect-nowhere': {
    severity: 'warning',
    cause: 'setup',
    what: 'The redirect from {from} leads to {to}, where this build writes nothing.',
    why: 'Subscribers would land on an error page, and their readers give up.',
    fix: 'Correct the address, unless something else puts a file there.',
  },
  'host-cannot-redirect': {
    severity: 'warning',
    cause: 'setup',
    what: '{host} cannot redirect {from} to {to}.',
    why: 'Who subscribed at the old address gets nothing there any more.',
    fix: 'Lead it to one of the site’s own feeds or pages, or use a host that can.',
  },
  'host-below-root': {
    severity: 'warning',
    cause: 'setup',
    what: '{host} reads {files} only at the root of what is deployed; the site is below it, at {base}.',
    why: 'Where they lie now they have no effect.',
    fix: 'Copy them from the output folder to the root of what you deploy.',
  },
  'host-limit': {
    severity: 'warning',
    cause: 'setup',
    what: '{file} needs {count} rules, but {host} reads only {limit}.',
    why: 'The feeds or redirects after that are served as if they had none.',
    fix: 'Make fewer feeds or redirects, or set the rules up with {host} itself.',
  },
} as const satisfies Readonly<Record<string, Entry>>;
