import type { Assets } from '../content/assets.ts';
import type { Discovery } from '../content/discover.ts';
import { stylesOf } from './assemble-feeds.ts';
import { createLedger } from './output-cache.ts';
import { createLinks } from '../markdown/links.ts';
import type { Memory } from '../cache/model.ts';
import type { Measures } from '../cache/media.ts';
import { writeNames } from './write-article.ts';
import type { Addresses, SiteData } from '../pages/site-data.ts';
import { createStamps } from './fingerprints.ts';
import { createCopies } from './write-site-files.ts';
import type { Press } from './writer-model.ts';

/** What a press is made of. */
export interface PressOptions extends Pick<
  Press,
  'config' | 'pages' | 'crew' | 'output' | 'plans' | 'lists' | 'everything' | 'memory'
> {
  readonly found: Discovery;
  readonly assets: Assets;
  readonly addresses: Addresses;
  readonly site: SiteData;
  readonly measures: Measures;
  /** Digests of the folders that are languages, and of the files articles may refer to. */
  readonly digests: Pick<Memory, 'languages' | 'assets'>;
  /** When the build began, by the clock of the disk. */
  readonly time: number;
}

/** A press for one build. */
export function createPress(options: PressOptions): Press {
  const { found, assets, addresses, site, measures, digests, time, ...given } = options;
  const { config, output, memory, plans } = given;
  const sources = new Map(found.assets.map((one) => [one.file, one]));
  const markOf = (file: string) => {
    const source = sources.get(file);
    return source && measures.mark(source);
  };
  return {
    ...given,
    ledger: createLedger(output, memory, markOf, time),
    stamps: createStamps({
      memory,
      addresses,
      site,
      ...digests,
      links: createLinks({ ...config, ...addresses, findAsset: assets.find }),
      hasFile: (file) => sources.has(file),
    }),
    copies: createCopies(config),
    printSite: {
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
