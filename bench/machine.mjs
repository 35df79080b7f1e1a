// What was measured, and on which machine.
import { readFileSync } from 'node:fs';
import { cpus, loadavg, platform, release, totalmem } from 'node:os';

/**
 * Lines that say under which conditions figures were measured.
 * @param {readonly { readonly tool: { readonly name: string }, readonly version: string }[]} tools
 * @param {import('./corpus.mjs').Material} material
 * @param {string} how
 */
export function describeRun(tools, { files, fingerprint }, how) {
  const [cpu] = cpus();
  const load = loadavg()[0] ?? 0;
  return [
    `- ${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpu?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, ${system()}`,
    `- Node ${process.versions.node}, ${tools.map(({ tool, version }) => `${tool.name} ${version}`).join(', ')}`,
    `- Articles built from ${files} Markdown files of installed packages, fingerprint ${fingerprint}. Compare figures only where it is the same.`,
    `- Measured with ${how}.`,
    `- Load at the start: ${load.toFixed(2)}${load > 0.5 ? ' (other programs were running: trust CPU and ratios more than wall time)' : ''}.`,
  ];
}

function system() {
  try {
    const [, name] = /^PRETTY_NAME="?([^"\n]*)/m.exec(readFileSync('/etc/os-release', 'utf8')) ?? [];
    if (name !== undefined) return name;
  } catch {
    // Only Linux has this file.
  }
  return `${platform()} ${release()}`;
}
