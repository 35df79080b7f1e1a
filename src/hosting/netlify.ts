import type { Host } from './host.ts';
import { headersAndRedirects } from './lines.ts';
import { belowRoot, feedRules } from './rules.ts';

/**
 * Netlify reads `_headers` and `_redirects` in the published folder. In `_redirects` paths are percent-encoded, and a file at the old
 * URL takes precedence over the rule unless the status ends with `!`: another generator may still write its feed there. (Netlify Docs:
 * Custom headers; Redirects and rewrites; Rewrites and proxies, Shadowing.)
 */
export const netlify: Host = {
  name: 'netlify',
  label: 'Netlify',
  files(site) {
    const files = headersAndRedirects(site, feedRules(site, Infinity), '301!');
    return { files, problems: belowRoot(site, 'Netlify', files) };
  },
};
