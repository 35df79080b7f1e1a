import * as v from 'valibot';
import { choiceKey, key, text, textKey } from './key.ts';

const hosts = ['netlify', 'cloudflare', 'vercel', 'nginx', 'apache', 'github-pages'] as const;

const hub = textKey({
  description: 'Address of a WebSub hub',
  expected: 'an http or https address without # or password',
  example: 'https://pubsubhubbub.appspot.com/',
});

/** The keys about the hosts and hubs of a site. */
export const hostingKeys = {
  hosting: v.optional(
    key(v.array(choiceKey(hosts, { description: 'A host', example: 'netlify' })), {
      description: 'Hosts to write settings for, so that feeds have the right media type, CORS and caching',
      expected: `a list of ${hosts.join(', ')}`,
      example: '[netlify]',
    }),
    [],
  ),
  redirects: v.optional(
    key(
      v.record(
        v.string(),
        textKey({
          description: 'New address',
          expected: 'a path that begins with /, or a web address',
          example: '/feed.xml',
        }),
      ),
      {
        description: 'Old addresses (paths below the site’s address) and their new ones, for the hosts',
        expected: 'a map of old paths and new ones',
        example: '{ /rss.xml: /feed.xml }',
      },
    ),
    {},
  ),
  hub: v.optional(
    key(v.union([text, v.pipe(v.array(hub), v.minLength(1))]), {
      description: 'WebSub hub that notifies subscribers at once, or a list of hubs; each feed names them',
      expected: 'an http or https address without # or password, or a list of them',
      example: 'https://pubsubhubbub.appspot.com/',
    }),
  ),
};
