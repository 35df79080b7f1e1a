import { fromRepository, inRepository, notifying, shellWord } from './shell.ts';
import type { NewFile } from './new-file.ts';
import type { CiSite } from './ci-site.ts';

const header = `# Written by \`feedmill init --ci github\`; edit it as you like.
#
# Checks pull requests, and publishes the default branch on GitHub Pages: after each push, and every hour for scheduled articles. An
# article is published, or expires, with the first run after its time.
#
# Once, in the repository's settings, under Pages, choose GitHub Actions as the source.
name: Feedmill

on:
  push:
  pull_request:
  schedule:
    # In UTC. GitHub is late when it is busy, most of all at the full hour, and in a public repository stops schedules after 60 days
    # without activity.
    - cron: '17 * * * *'
  workflow_dispatch:

permissions:
  contents: read

`;

/** A workflow for GitHub Actions that checks pull requests and publishes on GitHub Pages. */
export function github(site: CiSite): NewFile {
  const output = fromRepository(site, site.output);
  const report = fromRepository(site, '.feedmill/report.json');
  const run = (command: string) => `${inRepository(site, command)} --reporter github`;
  // Feedmill does not know what another generator changed.
  const ifChanged = site.hasGenerator
    ? ''
    : `
        if: github.event_name != 'schedule' || steps.build.outputs.changed == 'true'`;
  const setUp = setUpSteps(site);
  const notify = `      # It waits until the new feeds are served.
      - name: Tell the hubs
        run: |
          ${notifying(site, report)} --reporter github
`;
  const generator = `      # Run the generator of your pages here, so that it has written them to ${output} when Feedmill adds the feeds.
`;
  const text = `${header}jobs:
  check:
    if: github.event_name == 'pull_request'
    runs-on: ubuntu-latest
    steps:
${setUp}
      - name: Check
        run: |
          ${run('check')}
      - name: Plan
        run: |
          ${run('plan')}

  publish:
    # A schedule runs on the default branch only, and does not say which that is.
    if: >-
      github.event_name == 'schedule' ||
      (github.event_name != 'pull_request' && github.ref_name == github.event.repository.default_branch)
    runs-on: ubuntu-latest
    # Runs wait for each other, and none is cancelled.
    concurrency:
      group: feedmill-publish
      cancel-in-progress: false
    permissions:
      contents: read
      pages: write
      id-token: write
    environment:
      name: github-pages
      url: \${{ steps.deploy.outputs.page_url }}
    steps:
${setUp}
      # What the last run made and found out. It is kept only when the whole job has succeeded: after a deployment that failed, the next
      # build finds the same changes again.
      - uses: actions/cache@v5
        with:
          path: |
            ${fromRepository(site, '.feedmill')}
            ${output}
          key: feedmill-\${{ github.run_id }}-\${{ github.run_attempt }}
          restore-keys: feedmill-
${site.hasGenerator ? generator : ''}      - id: build
        name: Build
        run: |
          ${run(`build --report ${shellWord(report)}`)}
      - uses: actions/upload-pages-artifact@v5${ifChanged}
        with:
          path: ${JSON.stringify(output)}
      - id: deploy${ifChanged}
        uses: actions/deploy-pages@v5
${site.hasHubs ? notify : ''}`;
  return { path: '.github/workflows/feedmill.yml', text };
}

function setUpSteps(site: CiSite): string {
  return `      - uses: actions/checkout@v6
        with:
          persist-credentials: false
      - uses: actions/setup-node@v6
        with:
          node-version: 22${install(site)}`;
}

function install({ install: { folder, commands } }: CiSite): string {
  const place = folder === '' ? '' : `\n        working-directory: ${JSON.stringify(folder)}`;
  return `\n      - run: |${commands.map((command) => `\n          ${command}`).join('')}${place}`;
}
