import type { NewFile } from '../init.ts';
import { cron } from './cron.ts';
import { github } from './github.ts';
import { gitlab } from './gitlab.ts';

/** A site as what builds it has to know it. */
export interface CiSite {
  /** The site's folder below that of the repository, with `/`; empty where it is the same. */
  readonly folder: string;
  /** How Feedmill is called from there: in the repository's folder, and in the site's. */
  readonly program: { readonly repository: string; readonly site: string };
  /** The folder below the repository in which `npm ci` installs it; absent where it is fetched as it is needed. */
  readonly install?: string;
  /** Below the site's folder: the config, where it has another name than is looked for, and the output. */
  readonly config?: string;
  readonly output: string;
  /** Whether another generator writes the pages. */
  readonly hasGenerator: boolean;
  readonly hasHubs: boolean;
}

/** How a site can be built by itself. */
interface Scheduler {
  /** Whose file it is: that of the whole repository, or of the site. */
  readonly place: 'repository' | 'site';
  readonly file: (site: CiSite) => NewFile;
  /** What is left to do by hand. */
  readonly steps: readonly string[];
}

/** What can build a site by itself, by the names on the command line. */
export const schedulers = {
  github: {
    place: 'repository',
    file: github,
    steps: [
      'In the repository’s settings on GitHub, under Pages, choose GitHub Actions as the source.',
      'Push it, and with it feedmill.lock: a build here writes that, those there only read it.',
    ],
  },
  gitlab: {
    place: 'repository',
    file: gitlab,
    steps: [
      'Push it, and with it feedmill.lock: a build here writes that, those there only read it.',
      'On GitLab, make a schedule: Build, Pipeline schedules; `17 * * * *` is every hour.',
    ],
  },
  cron: {
    place: 'site',
    file: cron,
    steps: [
      'Say in feedmill-cron.sh where the site is served from.',
      'Run it once by hand, then add its line to the crontab.',
    ],
  },
} as const satisfies Readonly<Record<string, Scheduler>>;

/** The name of one of them. */
export type SchedulerName = keyof typeof schedulers;
