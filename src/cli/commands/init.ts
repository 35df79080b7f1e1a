import { existsSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import * as v from 'valibot';
import { loadConfig } from '../../config/config.ts';
import { findConfigFiles } from '../../config/find-file.ts';
import { discover } from '../../content/discover.ts';
import { planInit } from '../init.ts';
import { schedulers } from '../init/ci.ts';
import { describeSite, findRepository } from '../init/repository.ts';
import { writeNew } from '../init/write.ts';
import { isFolder } from '../../base/file.ts';
import type { Io } from '../../base/io.ts';
import { explain, hasErrors, problem, type Problem } from '../../problems/problem.ts';
import { counted } from '../../base/count.ts';
import { reportResult } from '../report-result.ts';
import type { ConfigSource, LoadedConfig } from '../../config/model.ts';
import type { ReportBody, ReportLine, ExitCode } from '../../problems/report.ts';
import type { NewFile } from '../init/new-file.ts';
import type { ParsedCommand } from '../command.ts';
import { parseFlags, siteFlags } from '../flags.ts';

const initFlags = {
  ...siteFlags,
  ci: v.optional(v.picklist(['github', 'gitlab', 'cron'])),
  url: v.optional(v.string()),
  title: v.optional(v.string()),
};
type InitFlags = ReturnType<typeof parseFlags<typeof initFlags>>;

/** The result of `init`. */
interface Result {
  readonly problems: readonly Problem[];
  readonly body?: ReportBody;
}

/** The files that `init` wrote and kept. Paths are relative to the working folder. */
interface Files {
  readonly written: string[];
  readonly kept: string[];
}

/**
 * Creates the files of a new site and, on request, the setup of its scheduled build. Keeps existing files. Resolves to the exit
 * code.
 */
export async function initCommand(parsed: ParsedCommand, io: Io): Promise<ExitCode> {
  const start = io.clock();
  const flags = parseFlags(initFlags, parsed.flags);
  const root = resolve(io.cwd, flags.root);
  const result = await init(root, flags, io);
  return reportResult({ command: 'init', ...result }, { root, reporter: flags.reporter, start }, io);
}

async function init(root: string, flags: InitFlags, io: Io): Promise<Result> {
  if (!isFolder(root))
    return { problems: [problem('root-not-found', { file: '--root' }, { path: flags.root })] };
  const named = flags.config === undefined ? undefined : resolve(io.cwd, flags.config);
  const { url, title } = flags;
  const values = { ...(url !== undefined && { url }), ...(title !== undefined && { title }) };
  // Checks the flags before writing anything. The folder `.feedmill` contains no config.
  const checked = await load({ root: join(root, '.feedmill'), flags: values });
  if (!checked.config) return checked;

  const names: Files = { written: [], kept: [] };
  const here = (path: string) => relative(io.cwd, path).split(sep).join('/');
  const put = (folder: string, file: NewFile): Problem[] => {
    const path = resolve(folder, file.path);
    const outcome = writeNew({ ...file, path }, here(path));
    if (typeof outcome === 'object') return [outcome];
    names[outcome ? 'written' : 'kept'].push(here(path));
    return [];
  };

  const config = findConfigFiles(root, named).find(({ location }) => existsSync(location));
  // `init` writes only YAML.
  if (named !== undefined && !config && !/\.ya?ml$/i.test(named))
    return { problems: [problem('config-not-found', { file: '--config' }, { path: flags.config ?? '' })] };
  const day = new Date(io.now()).toISOString().slice(0, 10);
  const plan = config ? undefined : planInit(root, named ?? join(root, 'feedmill.yaml'), values, day);
  if (config) names.kept.push(here(config.location));
  const problems = (plan?.files ?? []).flatMap((file) => put(root, file));

  const source = { root, ...(named !== undefined && { file: named }), flags: values };
  const loaded = await load(source);
  problems.push(...loaded.problems);
  if (!loaded.config || hasErrors(problems)) return { problems, body: initReport(names, [], '', {}) };
  const missing = (await loadConfig({ ...source, flags: {} })).problems.filter(
    ({ code }) => code === 'config-missing',
  );
  const steps = missing.map((one) => `Set \`${one.args['key']}\` in ${one.file}. ${explain(one).why}`);
  const site = describeSite(root, loaded.config, named);
  steps.push(
    `Run \`${site?.program.site ?? 'feedmill'} check\` to find problems in the config and the articles.`,
  );
  const { generator } = plan ?? {};
  if (generator !== undefined) steps.push(compare);
  if (flags.ci !== undefined) {
    const scheduler = schedulers[flags.ci];
    const folder = scheduler.place === 'site' ? root : findRepository(root);
    if (site) {
      problems.push(...put(folder, scheduler.file(site)));
      steps.push(...scheduler.steps);
    } else {
      const args = { folder: here(folder) || '.', path: scheduler.path, name: flags.ci };
      problems.push(problem('init-not-installed', {}, args));
    }
  }
  const { content } = loaded.config;
  const articles = discover(loaded.config).articles.length;
  const made = generator === undefined ? '' : `This is a ${generator} site. `;
  const seen = `${made}Found ${counted(articles, 'article')} in ${content.join(', ')}.`;
  return { problems, body: initReport(names, steps, seen, { generator, articles }) };
}

/** Loads a config that may lack `url` and `title`, which only the owner of the site knows. */
function load(source: ConfigSource): Promise<LoadedConfig> {
  return loadConfig({ ...source, flags: { url: 'https://site.invalid/', title: '?', ...source.flags } });
}

const compare =
  'Compare the addresses in feed.json with the addresses of your articles. If they differ, set `permalink`. Otherwise, subscribers see old articles as new.';

function initReport(
  { written, kept }: Files,
  steps: readonly string[],
  seen: string,
  found: Readonly<Record<string, unknown>>,
): ReportBody {
  const lines: ReportLine[] = [
    ...written.map((path): ReportLine => [{ text: 'Written: ' }, { text: path, paint: 'strong' }]),
    ...kept.map((path): ReportLine => [{ text: `Kept: ${path}`, paint: 'quiet' }]),
    ...(seen === '' ? [] : [[{ text: seen }]]),
    ...(steps.length === 0 ? [] : ([[], [{ text: 'Next:', paint: 'strong' }]] as const)),
    ...steps.map((text, at) => [{ text: `${at + 1}. ${text}` }]),
  ];
  return { lines, data: { written, kept, ...found, next: steps } };
}
