import type { Assets } from '../content/assets.ts';
import type { Discovery } from '../content/discover.ts';
import { stylesOf } from './feed-writer.ts';
import { createOutputCache } from './output-cache.ts';
import { createLinks } from '../markdown/links.ts';
import type { MediaCache } from '../cache/media-cache.ts';
import { writeNames } from './write-article.ts';
import { addresses } from '../pages/site-data.ts';
import type { BuildInput } from './model.ts';
import type { SitePlan } from './site-model.ts';
import type { ReadArticles } from './read-articles.ts';
import { createFingerprints } from './fingerprints.ts';
import { createCopies } from './write-site-files.ts';
import type { SiteWriter } from './writer-model.ts';

/** Options of a site writer. */
export interface SiteWriterOptions extends Pick<SiteWriter, 'config' | 'pool' | 'output' | 'cache'> {
  readonly options: BuildInput;
  readonly found: Discovery;
  readonly assets: Assets;
  readonly read: ReadArticles;
  readonly plan: SitePlan;
  readonly mediaCache: MediaCache;
  /** When the build began, by the clock of the disk. */
  readonly time: number;
}

/** Creates the writer of a site, for one build. */
export function createSiteWriter(given: SiteWriterOptions): SiteWriter {
  const { config, pool, output, cache, options, found, assets, read, plan, mediaCache, time } = given;
  const { selection, feeds, site, pages, lists } = plan;
  const { plans } = feeds;
  const urls = addresses(plan.parsedArticles, selection, lists, site);
  const assetFiles = new Set(found.assets.map(({ file }) => file));
  return {
    config,
    pages,
    pool,
    output,
    plans,
    lists,
    everything: !options.write,
    cache,
    outputCache: createOutputCache(output, cache, mediaCache, time),
    fingerprints: createFingerprints({
      cache,
      addresses: urls,
      site,
      languages: read.cache.languages,
      assets: read.cache.assets,
      links: createLinks({ ...config, ...urls, findAsset: assets.find }),
      hasFile: (file) => assetFiles.has(file),
    }),
    copies: createCopies(config),
    renderSite: {
      config,
      names: writeNames([...found.articles, ...found.assets]),
      assets: found.assets,
      addresses: urls,
      site,
      styles: stylesOf(plans),
      stage: output?.stage('page-'),
    },
  };
}
