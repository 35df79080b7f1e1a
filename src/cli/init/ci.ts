import { cron } from './cron.ts';
import { github } from './github.ts';
import { gitlab } from './gitlab.ts';
import type { NewFile } from './new-file.ts';
import type { CiSite } from './ci-site.ts';

/** A service or program that builds a site on a schedule. */
interface Scheduler {
  /** The folder of its file: the root of the repository or of the site. */
  readonly place: 'repository' | 'site';
  /** The path of its file below that folder. */
  readonly path: string;
  readonly file: (site: CiSite) => NewFile;
  /** Remaining steps for the user. */
  readonly steps: readonly string[];
}

/** The schedulers, by their names on the command line. */
export const schedulers = {
  github: {
    place: 'repository',
    path: '.github/workflows/feedmill.yml',
    file: github,
    steps: [
      'Open the repository’s settings on GitHub, and under Pages, select GitHub Actions as the source.',
      'Run a build, and push this file together with feedmill.lock, because builds in CI do not write the lock file.',
    ],
  },
  gitlab: {
    place: 'repository',
    path: '.gitlab-ci.yml',
    file: gitlab,
    steps: [
      'Run a build, and push this file together with feedmill.lock, because builds in CI do not write the lock file.',
      'On GitLab, create a schedule under Build > Pipeline schedules. `17 * * * *` runs it every hour.',
    ],
  },
  cron: {
    place: 'site',
    path: 'feedmill-cron.sh',
    file: cron,
    steps: [
      'Set `target` in feedmill-cron.sh to the folder from which the site is served.',
      'Run the script once, then add the line at its top to your crontab.',
    ],
  },
} as const satisfies Readonly<Record<string, Scheduler>>;
