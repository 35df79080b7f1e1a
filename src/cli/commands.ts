import { Argument, Option } from 'commander';
import type { CommandRow } from './command.ts';
import {
  buildOptions,
  configOptions,
  nowOption,
  planOptions,
  reporterOptions,
  rootOption,
  siteOptions,
} from './options.ts';

/** Returns all commands, in the order of the help. */
export function commandRows(): readonly CommandRow[] {
  return [build(), check(), plan(), adopt(), init(), notify(), importRow()];
}

function build(): CommandRow {
  return {
    name: 'build',
    description: 'Build the feeds and pages from the articles',
    options: buildOptions(),
    examples: [
      'feedmill build',
      'feedmill build --root blog',
      'feedmill build --content posts --url https://example.com/ --title "My site"',
    ],
    run: async (parsed, io) => (await import('./commands/build.ts')).buildCommand('build', parsed, io),
  };
}

function check(): CommandRow {
  return {
    name: 'check',
    description: 'Check the articles without writing anything',
    options: buildOptions(),
    examples: ['feedmill check', 'feedmill check --reporter github'],
    run: async (parsed, io) => (await import('./commands/build.ts')).buildCommand('check', parsed, io),
  };
}

function plan(): CommandRow {
  return {
    name: 'plan',
    description: 'Show what a build would change for subscribers',
    options: [
      new Option(
        '--against <feed>',
        'Compare the build with this published feed (path or URL) instead of the lock file',
      ),
      new Option('--exit-code', 'Exit with 3 if a build would change anything'),
      ...planOptions(),
    ],
    examples: ['feedmill plan', 'feedmill plan --against https://example.com/feed.xml --json'],
    run: async (parsed, io) => (await import('./commands/plan.ts')).planCommand(parsed, io),
  };
}

function adopt(): CommandRow {
  return {
    name: 'adopt',
    description: 'Write the lock file from published feeds, so that articles keep their ids',
    arguments: [new Argument('<feed...>', 'Paths or URLs of RSS, Atom or JSON feeds')],
    options: [
      new Option('--dry-run', 'Report the matches without writing the lock file'),
      ...siteOptions(),
      nowOption(),
      ...reporterOptions(),
      ...configOptions(),
    ],
    examples: ['feedmill adopt https://example.com/feed.xml', 'feedmill adopt old/atom.xml old/archive.xml'],
    run: async (parsed, io) => (await import('./commands/adopt.ts')).adoptCommand(parsed, io),
  };
}

function init(): CommandRow {
  return {
    name: 'init',
    description: 'Create a config, a first article and, with --ci, a scheduled build',
    options: [
      new Option('--url <text>', 'Address of the site'),
      new Option('--title <text>', 'Title of the site'),
      new Option('--ci <name>', 'Write a workflow, jobs or a script to build and publish the site').choices([
        'github',
        'gitlab',
        'cron',
      ]),
      ...siteOptions(),
      ...reporterOptions(),
    ],
    examples: ['feedmill init --url https://example.com/', 'feedmill init --ci github'],
    run: async (parsed, io) => (await import('./commands/init.ts')).initCommand(parsed, io),
  };
}

function notify(): CommandRow {
  return {
    name: 'notify',
    description: 'Notify WebSub hubs of changed feeds after you deploy them',
    options: [
      new Option('--report <file>', 'Report of a build; if omitted, only retry failed notifications'),
      new Option('--wait <seconds>', 'How long to wait until feeds are served and hubs answer')
        .default(300)
        .argParser(seconds),
      new Option('--timeout <seconds>', 'How long to wait for each answer')
        .default(30)
        .argParser((text) => seconds(text) || text),
      rootOption(),
      ...reporterOptions(),
    ],
    examples: ['feedmill notify --report report.json', 'feedmill notify --wait 900'],
    run: async (parsed, io) => (await import('./commands/notify.ts')).notifyCommand(parsed, io),
  };
}

function importRow(): CommandRow {
  return {
    name: 'import',
    description: 'Import articles as Markdown from a feed or a WordPress export',
    arguments: [
      new Argument('<feed>', 'RSS, Atom, JSON Feed or WXR: a path or a URL'),
      new Argument('<folder>', 'Folder for the articles; existing files are not changed'),
    ],
    options: [new Option('--dry-run', 'List the articles without writing them'), ...reporterOptions()],
    examples: [
      'feedmill import https://example.com/feed.xml content',
      'feedmill import export.xml posts --dry-run',
    ],
    run: async (parsed, io) => (await import('./commands/import.ts')).importCommand(parsed, io),
  };
}

/** Parses a number of seconds. Returns `text` if it is not a number. */
function seconds(text: string): number | string {
  return /^\d{1,5}$/.test(text) ? Number(text) : text;
}
