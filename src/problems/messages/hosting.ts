import type { Entry } from './entry.ts';

/** Problems of the settings for hosts. */
export const hosting = {
  'redirects-without-host': {
    severity: 'error',
    cause: 'setup',
    what: 'The config has `redirects`, but no `hosting`.',
    why: 'Each host has its own format for redirects. Without it, the old addresses stay broken.',
    fix: 'Name your host, for example `hosting: [netlify]`.',
  },
  'redirect-taken': {
    severity: 'error',
    cause: 'setup',
    what: '`redirects` redirects {from}, but this build publishes a file there.',
    why: 'Nobody could reach that file.',
    fix: 'Remove the address from `redirects`, or publish the file at another address.',
  },
  'redirect-loop': {
    severity: 'error',
    cause: 'setup',
    what: 'These redirects form a loop: {way}.',
    why: 'Feed readers give up after a few redirects.',
    fix: 'Redirect to an address that is not redirected itself.',
  },
  'redirect-nowhere': {
    severity: 'warning',
    cause: 'setup',
    what: 'The redirect from {from} leads to {to}, but this build publishes nothing there.',
    why: 'Subscribers would get an error page, and their feed readers would give up.',
    fix: 'Correct the address, unless something else publishes a file there.',
  },
  'host-cannot-redirect': {
    severity: 'warning',
    cause: 'setup',
    what: '{host} cannot redirect {from} to {to}.',
    why: 'People who subscribed to the old address get nothing there.',
    fix: 'Redirect to one of the site’s own feeds or pages, or use another host.',
  },
  'host-below-root': {
    severity: 'warning',
    cause: 'setup',
    what: '{host} reads {files} only at the root of a deployed site, but this site is at {base}.',
    why: 'Below the root, the settings have no effect.',
    fix: 'Copy {files} from the output folder to the root of what you deploy.',
  },
  'host-limit': {
    severity: 'warning',
    cause: 'setup',
    what: '{file} needs {count} {count|rule|rules}, but {host} reads only {limit}.',
    why: 'Feeds and redirects after the limit are served without their settings.',
    fix: 'Publish fewer feeds or redirects, or set the rules up at {host}.',
  },
} as const satisfies Readonly<Record<string, Entry>>;
