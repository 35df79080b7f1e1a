import { feedHeaders, location, urlPath, type Host } from './host.ts';
import { belowRoot, feedRules, tooMany } from './rules.ts';

const label = 'Vercel';
const file = 'vercel.json';
const maxRules = 2048;

/**
 * Vercel reads `vercel.json` in the root of the project, which is the output folder only if you deploy that folder itself (`vercel
 * deploy dist`); otherwise you copy it there. At most 2,048 rules of a kind. `source` is a pattern of path-to-regexp 6: a backslash
 * escapes a character. `statusCode` sends 301 where `permanent` would send 308, which fewer readers support. (Vercel Docs: Static
 * configuration with vercel.json; Redirects.)
 */
export const vercel: Host = {
  name: 'vercel',
  label,
  files(site) {
    const rules = feedRules(site, maxRules);
    const config = {
      $schema: 'https://openapi.vercel.sh/vercel.json',
      headers: rules.map(({ path, mediaType }) => ({
        source: path.map(literal).join('(.*)'),
        headers: feedHeaders(mediaType).map(([key, value]) => ({ key, value })),
      })),
      ...(site.redirects.length > 0 && {
        redirects: site.redirects.map(({ from, to }) => ({
          source: literal(urlPath(from)),
          destination: location(to, site.url),
          statusCode: 301,
        })),
      }),
    };
    const files = [{ path: file, text: `${JSON.stringify(config, undefined, 2)}\n` }];
    const counts = [rules.length, site.redirects.length];
    const problems = counts.flatMap((count) => tooMany(label, file, count, maxRules));
    return { files, problems: [...belowRoot(site, label, files), ...problems] };
  },
};

function literal(path: string): string {
  return path.replaceAll(/[\\:()*+?{}]/g, String.raw`\$&`);
}
