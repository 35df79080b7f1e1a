import { apache } from './apache.ts';
import { cloudflare } from './cloudflare.ts';
import { githubPages } from './github-pages.ts';
import type { Host, HostingResult, HostFile, HostingSite, HostName } from './host.ts';
import { netlify } from './netlify.ts';
import { nginx } from './nginx.ts';
import { vercel } from './vercel.ts';

/**
 * Every host that can be written for. A new one is a file and a row. Of two that read a file of the same name the
 * later row's is written: it has to be one that both understand.
 */
export const hosts: readonly Host[] = [netlify, cloudflare, vercel, nginx, apache, githubPages];

/** What the hosts called `names` need for `site`: files below the output folder, no path twice. */
export function writeHosting(names: readonly HostName[], site: HostingSite): HostingResult {
  const written = hosts.filter(({ name }) => names.includes(name)).map((host) => host.files(site));
  const files = new Map<string, HostFile>();
  for (const file of written.flatMap((one) => one.files)) files.set(file.path, file);
  return { files: [...files.values()], problems: written.flatMap((one) => one.problems) };
}
