import { fromRepository, inRepository, notifying, shellWord } from './shell.ts';
import type { NewFile } from './new-file.ts';
import type { CiSite } from './ci-site.ts';

/** Jobs for GitLab CI that check merge requests and publish on GitLab Pages. */
export function gitlab(site: CiSite): NewFile {
  const output = fromRepository(site, site.output);
  const report = fromRepository(site, '.feedmill/report.json');
  const { folder, commands } = site.install;
  const steps = folder === '' ? commands : [`cd ${shellWord(folder)}`, ...commands, 'cd - >/dev/null'];
  const before = `  before_script:
    - |
${steps.map((command) => `      ${command}\n`).join('')}`;
  // Pages are served from a folder of this name. What Feedmill notes in the output is nobody else's business.
  const publish =
    output === 'public'
      ? ''
      : `    - rm -rf public
    - |
      cp -R ${shellWord(output)} public
`;
  const generator = `    # Run the generator of your pages here, so that it has written them to ${output} when Feedmill adds the feeds.
`;
  const text = `# Written by \`feedmill init --ci gitlab\`; edit it as you like.
#
# Checks merge requests, and publishes the default branch on GitLab Pages: after each push, and on a schedule for scheduled articles. An
# article is published, or expires, with the first run after its time.
#
# Once, add that schedule under Build, Pipeline schedules. \`17 * * * *\` runs it every hour.
stages: [check, publish${site.hasHubs ? ', notify' : ''}]

default:
  image: node:22

check:
  stage: check
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
${before}  script:
    - |
      ${inRepository(site, `check --report ${shellWord(report)}`)}
    - |
      ${inRepository(site, 'plan')}
  artifacts:
    when: always
    paths:
      - ${JSON.stringify(report)}

pages:
  stage: publish
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  # Jobs wait for each other, and none is cancelled.
  resource_group: pages
  interruptible: false
  # What the last run made and found out. After a job that failed it is as before, and the next one finds the same changes again.
  cache:
    key: feedmill
    paths:
      - ${JSON.stringify(fromRepository(site, '.feedmill'))}
      - ${JSON.stringify(output)}
${before}  script:
${site.hasGenerator ? generator : ''}    - |
      ${inRepository(site, `build --report ${shellWord(report)}`)}
${publish}  artifacts:
    when: always
    paths:
      - public
      - ${JSON.stringify(report)}
    exclude:
      - public/.feedmill/**/*
${site.hasHubs ? notifyJob(site, before, report) : ''}`;
  return { path: '.gitlab-ci.yml', text };
}

function notifyJob(site: CiSite, before: string, report: string): string {
  return `
notify:
  stage: notify
  needs: [pages]
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  # The feeds that are still pending.
  cache:
    key: feedmill-notify
    when: always
    paths:
      - ${JSON.stringify(fromRepository(site, '.feedmill/untold.json'))}
${before}  script:
    # It waits until the new feeds are served.
    - |
      ${notifying(site, report)}
`;
}
