import type { Entry } from './entry.ts';

/** Problems of the settings for hosts. */
export const hosting = {
  'redirects-without-host': {
    severity: 'error',
    cause: 'setup',
    what: 'The config has `redirects`, but no `hosting`.',
    why: 'Each host has its own format for redirects, so Feedmill has to know the host.',
    fix: 'Set `hosting` to your host, for example `hosting: [netlify]`.',
  },
  'redirect-taken': {
    severity: 'error',
    cause: 'setup',
    what: 'There is a redirect from {from}, but this build publishes a file at that address.',
    why: 'The redirect would make the file inaccessible.',
    fix: 'Remove the address from `redirects`, or change the address of the file.',
  },
  'redirect-loop': {
    severity: 'error',
    cause: 'setup',
    what: 'These redirects form a loop: {way}.',
    why: 'Feed readers give up after a few redirects.',
    fix: 'Redirect each address directly to its final address.',
  },
  'redirect-nowhere': {
    severity: 'warning',
    cause: 'setup',
    what: 'The target of the redirect from {from} to {to} does not exist in this build.',
    why: 'Subscribers to the old address would get an error.',
    fix: 'Correct the target, unless another tool publishes a file there.',
  },
  'host-cannot-redirect': {
    severity: 'warning',
    cause: 'setup',
    what: '{host} cannot redirect {from} to {to}.',
    why: 'Subscribers to the old address would get an error.',
    fix: 'Redirect to a feed or page of this site, or use a different host.',
  },
  'host-below-root': {
    severity: 'warning',
    cause: 'setup',
    what: '{host} reads {files} only at the root of a domain, but this site is at {base}.',
    why: '{host} ignores these files in a subfolder.',
    fix: 'Copy {files} from the output folder to the root of your deployment.',
  },
  'host-limit': {
    severity: 'warning',
    cause: 'setup',
    what: '{file} contains {count} {count|rule|rules}, but {host} supports only {limit}.',
    why: '{host} ignores the rules beyond that limit.',
    fix: 'Reduce the number of feeds or redirects, or configure the rules directly in {host}.',
  },
} as const satisfies Readonly<Record<string, Entry>>;
