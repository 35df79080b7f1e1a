// What was measured, and on what.
import { readFileSync } from 'node:fs';
import { cpus, loadavg, platform, release, totalmem } from 'node:os';

/**
 * Lines that say what figures are to be read with.
 * @param {readonly { readonly tool: { readonly name: string }, readonly version: string }[]} tools
 * @param {string} how
 */
export function describeMachine(tools, how) {
  const [cpu] = cpus();
  const load = loadavg()[0] ?? 0;
  return [
    `- ${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpu?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, ${system()}`,
    `- Node ${process.versions.node}, ${tools.map(({ tool, version }) => `${tool.name} ${version}`).join(', ')}`,
    `- Measured with ${how}.`,
    `- Load when it began: ${load.toFixed(2)}${load > 0.5 ? ' (others were at work: trust CPU and ratios more than wall)' : ''}.`,
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
