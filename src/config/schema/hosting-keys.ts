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
      description: 'Hosts to write header and redirect files for',
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
          expected: 'a path that starts with / or a web address',
          example: '/feed.xml',
        }),
      ),
      {
        description: 'Redirects from old paths to new ones',
        expected: 'a map from old paths to new ones',
        example: '{ /rss.xml: /feed.xml }',
      },
    ),
    {},
  ),
  hub: v.optional(
    key(v.union([text, v.pipe(v.array(hub), v.minLength(1))]), {
      description: 'WebSub hub that notifies subscribers of changes, or a list of hubs',
      expected: 'an http or https address without # or password, or a list of such addresses',
      example: 'https://pubsubhubbub.appspot.com/',
    }),
  ),
};
