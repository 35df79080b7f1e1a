import * as v from 'valibot';
import { contentKeys, languages, undated } from './schema/content-keys.ts';
import { archiveKeys, feedKeys, fileKeys } from './schema/feed-keys.ts';
import { furtherFeeds } from './schema/further-feeds.ts';
import { hostingKeys } from './schema/hosting-keys.ts';
import { podcast } from './schema/podcast-keys.ts';
import { brandKeys, siteKeys } from './schema/site-keys.ts';
import { subscriberKeys } from './schema/subscriber-keys.ts';

/** The schema of `feedmill.yaml`: its keys with their types and defaults. */
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

/** The config as written in `feedmill.yaml`. */
export type ConfigInput = v.InferInput<typeof schema>;

/** The config as written, with its shape checked and all defaults filled in. */
export type ConfigShape = v.InferOutput<typeof schema>;
