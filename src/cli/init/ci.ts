import { cron } from './cron.ts';
import { github } from './github.ts';
import { gitlab } from './gitlab.ts';
import type { NewFile } from './new-file.ts';
import type { CiSite } from './ci-site.ts';

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
