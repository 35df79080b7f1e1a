import type { Assets } from '../content/assets.ts';
import type { Discovery } from '../content/discover.ts';
import { stylesOf } from './feed-writer.ts';
import { createOutputCache } from './output-cache.ts';
import { createLinks } from '../markdown/links.ts';
import type { BuildCache } from '../cache/model.ts';
import type { MediaCache } from '../cache/media-cache.ts';
import { writeNames } from './write-article.ts';
import type { Addresses, SiteData } from '../pages/site-data.ts';
import { createFingerprints } from './fingerprints.ts';
import { createCopies } from './write-site-files.ts';
import type { SiteWriter } from './writer-model.ts';

/** What a press is made of. */
export interface SiteWriterOptions extends Pick<
  SiteWriter,
  'config' | 'pages' | 'pool' | 'output' | 'plans' | 'lists' | 'everything' | 'cache'
> {
  readonly found: Discovery;
  readonly assets: Assets;
  readonly addresses: Addresses;
  readonly site: SiteData;
  readonly mediaCache: MediaCache;
  /** Digests of the folders that are languages, and of the files articles may refer to. */
  readonly digests: Pick<BuildCache, 'languages' | 'assets'>;
  /** When the build began, by the clock of the disk. */
  readonly time: number;
}

/** A press for one build. */
export function createSiteWriter(options: SiteWriterOptions): SiteWriter {
  const { found, assets, addresses, site, mediaCache, digests, time, ...given } = options;
  const { config, output, cache, plans } = given;
  const sources = new Map(found.assets.map((one) => [one.file, one]));
  const markOf = (file: string) => {
    const source = sources.get(file);
    return source && mediaCache.stat(source);
  };
  return {
    ...given,
    outputCache: createOutputCache(output, cache, markOf, time),
    fingerprints: createFingerprints({
      cache,
      addresses,
      site,
      ...digests,
      links: createLinks({ ...config, ...addresses, findAsset: assets.find }),
      hasFile: (file) => sources.has(file),
    }),
    copies: createCopies(config),
    renderSite: {
      config,
      names: writeNames([...found.articles, ...found.assets]),
      assets: found.assets,
      addresses,
      site,
      styles: stylesOf(plans),
      stage: output?.stage('page-'),
    },
  };
}
