import { articles } from './catalogue/articles.ts';
import { config } from './catalogue/config.ts';
import { feeds } from './catalogue/feeds.ts';
import { files } from './catalogue/files.ts';
import { hosting } from './catalogue/hosting.ts';
import { imports } from './catalogue/import.ts';
import { notify } from './catalogue/notify.ts';
import { output } from './catalogue/output.ts';
import { podcasts } from './catalogue/podcasts.ts';
import { subscribers } from './catalogue/subscribers.ts';
import { subscription } from './catalogue/subscription.ts';

/** Every problem Feedmill can report, in words: the only sentences about problems stand in the files of its folder. */
export const catalogue = {
  ...subscribers,
  ...feeds,
  ...config,
  ...output,
  ...files,
  ...articles,
  ...podcasts,
  ...hosting,
  ...subscription,
  ...notify,
  ...imports,
};
