import { readFileSync } from 'node:fs';
import { codeOf, describeError } from '../base/errno.ts';
import { problem, type Problem } from '../problems/problem.ts';
import { isWebUrl } from '../base/url.ts';
import { isRecord, isStringList, parseJson } from '../base/json.ts';
import { isSha256 } from '../base/hash.ts';

/** The part of a build report that notification needs. */
export interface BuildReport {
  /** Absolute URLs. */
  readonly hubs: readonly string[];
  /** The output folder, relative to the site's root. */
  readonly output: string;
  /** All feeds of the site that people can subscribe to. */
  readonly feeds: readonly ReportedFeed[];
}

/** A feed document after a build. */
export interface ReportedFeed {
  /** Absolute URL. */
  readonly url: string;
  /** Path below the output folder. */
  readonly path: string;
  /** SHA-256 of the written bytes, in hexadecimal digits; absent if the build did not change the file. */
  readonly sha256?: string;
  readonly bytes?: number;
}

/** Reads the report at `location`, as `build --report` writes it; `name` is its name in messages. */
export function readReport(location: string, name: string): BuildReport | Problem {
  const told = (code: 'report-not-found' | 'report-unreadable' | 'report-of-failure', detail = '') =>
    problem(code, { file: '--report' }, { path: name, detail });
  let text: string;
  try {
    text = readFileSync(location, 'utf8');
  } catch (error) {
    return codeOf(error) === 'ENOENT'
      ? told('report-not-found')
      : told('report-unreadable', describeError(error));
  }
  const document = parseJson(text);
  if (!isRecord(document)) return told('report-unreadable', 'it is not JSON');
  const { version, command, exitCode, summary } = document;
  if (typeof version !== 'number' || typeof command !== 'string')
    return told('report-unreadable', 'it does not have the structure of a report');
  if (version !== 1)
    return told(
      'report-unreadable',
      `it has version ${version}, but this version of Feedmill reads only version 1`,
    );
  if (command !== 'build') return told('report-unreadable', `it is a report of \`${command}\``);
  if (exitCode !== 0 || !isRecord(summary)) return told('report-of-failure');
  const { hubs, output, feeds } = summary;
  if (!isStringList(hubs) || !hubs.every(isWebUrl)) return told('report-unreadable', lacks('hubs'));
  if (typeof output !== 'string') return told('report-unreadable', lacks('output'));
  if (!Array.isArray(feeds)) return told('report-unreadable', lacks('feeds'));
  const read: ReportedFeed[] = [];
  for (const [index, one] of feeds.entries()) {
    if (!isRecord(one)) return told('report-unreadable', lacks(`feeds[${index}]`));
    const feed = readFeed(one);
    if (typeof feed === 'string') return told('report-unreadable', lacks(`feeds[${index}].${feed}`));
    // An archive never changes, and nobody subscribes to it.
    if (one['kind'] !== 'archive') read.push(feed);
  }
  return { hubs, output, feeds: read };
}

/** Returns a feed, or the name of the missing property. */
function readFeed({ url, path, changed, sha256, bytes }: Readonly<Record<string, unknown>>) {
  if (typeof url !== 'string' || !isWebUrl(url)) return 'url';
  if (typeof path !== 'string') return 'path';
  if (typeof changed !== 'boolean') return 'changed';
  const size = typeof bytes === 'number' ? { bytes } : {};
  if (!changed) return { url, path, ...size };
  return isSha256(sha256) ? { url, path, sha256, ...size } : 'sha256';
}

function lacks(key: string): string {
  return `\`summary.${key}\` is missing or invalid`;
}
