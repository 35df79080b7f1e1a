import * as v from 'valibot';
import { contentKeys, languages, undated } from './schema/content-keys.ts';
import { archiveKeys, feedKeys, fileKeys } from './schema/feed-keys.ts';
import { furtherFeeds } from './schema/further-feeds.ts';
import { hostingKeys } from './schema/hosting-keys.ts';
import { podcast } from './schema/podcast-keys.ts';
import { brandKeys, siteKeys } from './schema/site-keys.ts';
import { subscriberKeys } from './schema/subscriber-keys.ts';

/** The config as people write it: the keys of `feedmill.yaml`, their shapes and defaults. */
export const schema = v.object({
  ...siteKeys,
  ...contentKeys,
  ...feedKeys,
  feeds: v.optional(furtherFeeds, {}),
  ...archiveKeys,
  languages,
  ...fileKeys,
  ...hostingKeys,
  undated,
  ...subscriberKeys,
  ...brandKeys,
  podcast: v.optional(podcast),
});

/** The config as people write it. */
export type ConfigInput = v.InferInput<typeof schema>;

/** The config as written, with its shape checked and all defaults filled in. */
export type ConfigShape = v.InferOutput<typeof schema>;
