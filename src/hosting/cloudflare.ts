import { cannotRedirect, type Host } from './host.ts';
import { headersAndRedirects, redirectLine } from './lines.ts';
import { belowRoot, feedRules, tooMany } from './rules.ts';

const label = 'Cloudflare Pages';
const maxHeaderRules = 100;
const maxRedirects = 2000;
const maxLine = 1000;

/**
 * Cloudflare Pages (and Workers' static assets) read `_headers` and `_redirects` in the deployed folder: at most 100 header rules, 2,000
 * redirects without wildcard and 1,000 characters per line; it silently ignores the rest. A rule may have one `*`; it joins the headers
 * of all matching rules. Redirects take precedence over files, have status codes only as bare numbers, and lead to paths and to https.
 * (Cloudflare Docs: Pages, Headers; Redirects.)
 */
export const cloudflare: Host = {
  name: 'cloudflare',
  label,
  files(site) {
    const rules = feedRules(site, maxHeaderRules);
    const files = headersAndRedirects(site, rules, '301');
    return {
      files,
      problems: [
        ...belowRoot(site, label, files),
        ...tooMany(label, '_headers', rules.length, maxHeaderRules),
        ...tooMany(label, '_redirects', site.redirects.length, maxRedirects),
        ...site.redirects
          .filter((one) => one.to.startsWith('http:') || redirectLine(one, site, '301').length > maxLine)
          .map((one) => cannotRedirect(label, one)),
      ],
    };
  },
};
