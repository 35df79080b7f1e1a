import { apache } from './apache.ts';
import { cloudflare } from './cloudflare.ts';
import { githubPages } from './github-pages.ts';
import type { Host, HostingResult, HostFile, HostingSite, HostName } from './host.ts';
import { netlify } from './netlify.ts';
import { nginx } from './nginx.ts';
import { vercel } from './vercel.ts';

/**
 * Every host that Feedmill writes files for. To add one, add a file and a row. If two hosts read a file of the same name, the later row
 * is written, so both must understand it.
 */
export const hosts: readonly Host[] = [netlify, cloudflare, vercel, nginx, apache, githubPages];

/** Returns the files that the hosts `names` need for `site`, below the output folder, no path twice. */
export function writeHosting(names: readonly HostName[], site: HostingSite): HostingResult {
  const written = hosts.filter(({ name }) => names.includes(name)).map((host) => host.files(site));
  const files = new Map<string, HostFile>();
  for (const file of written.flatMap((one) => one.files)) files.set(file.path, file);
  return { files: [...files.values()], problems: written.flatMap((one) => one.problems) };
}
