import { articles } from './messages/articles.ts';
import { config } from './messages/config.ts';
import { feeds } from './messages/feeds.ts';
import { files } from './messages/files.ts';
import { hosting } from './messages/hosting.ts';
import { imports } from './messages/import.ts';
import { notify } from './messages/notify.ts';
import { output } from './messages/output.ts';
import { podcasts } from './messages/podcasts.ts';
import { subscribers } from './messages/subscribers.ts';
import { subscription } from './messages/subscription.ts';

/** Every kind of problem that Feedmill can report, with its sentences. */
export const messages = {
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
