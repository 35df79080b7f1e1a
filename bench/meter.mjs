// The time and memory that a process takes, with its children and threads.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Milliseconds from start to end, milliseconds of all cores (user and system), and peak memory in MB, which is not known on every
 * system.
 * @typedef {{ readonly wall: number, readonly cpu: number, readonly memory: number | undefined }} Figures
 */

/**
 * `how` says where the figures come from.
 * @typedef {{ readonly how: string, readonly run: (argv: readonly string[], cwd: string) => Promise<Figures> }} Meter
 */

/**
 * Node does not report what its children use. GNU time gets it from the kernel (wait4), and bash measures time to the millisecond.
 * Without them we poll /proc, which misses the last milliseconds of a process.
 * @returns {Meter}
 */
export function createMeter() {
  const hasBash = spawnSync('bash', ['--version']).status === 0;
  const time = spawnSync('/usr/bin/time', ['--version'], { encoding: 'utf8' });
  if (hasBash && /GNU/.test(`${time.stdout}${time.stderr}`))
    return { how: '`time` of bash (wall time, CPU) and GNU time (peak memory)', run: timed };
  return existsSync('/proc/self/stat')
    ? { how: '/proc, read every 5 ms (CPU and memory are slightly low)', run: polled }
    : { how: 'the clock alone (install bash and GNU time to measure CPU and memory)', run: polled };
}

const script = `TIMEFORMAT='%3R %3U %3S'; time /usr/bin/time -q -o "$0" -f %M "$@" >/dev/null 2>"$0.err"`;

/**
 * @param {readonly string[]} argv
 * @param {string} cwd
 * @returns {Promise<Figures>}
 */
async function timed(argv, cwd) {
  const folder = mkdtempSync(join(tmpdir(), 'feedmill-meter-'));
  const file = join(folder, 'memory');
  try {
    const env = { ...process.env, LC_ALL: 'C' };
    const bash = spawn('bash', ['-c', script, file, ...argv], {
      cwd,
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const { code, stderr } = await ended(bash);
    if (code !== 0)
      throw failure(argv, code, existsSync(`${file}.err`) ? readFileSync(`${file}.err`, 'utf8') : stderr);
    const [wall = NaN, user = NaN, system = NaN] = stderr.trim().split(/\s+/).map(Number);
    const memory = (Number(readFileSync(file, 'utf8')) * 1024) / 1e6;
    return { wall: wall * 1000, cpu: (user + system) * 1000, memory };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * @param {readonly string[]} argv
 * @param {string} cwd
 * @returns {Promise<Figures>}
 */
async function polled([program = '', ...rest], cwd) {
  const start = performance.now();
  const child = spawn(program, rest, { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
  let [cpu, memory] = [NaN, /** @type {number | undefined} */ (undefined)];
  const poll = () => {
    try {
      const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ');
      cpu = (Number(fields[11]) + Number(fields[12])) * 10;
      const [, peak] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8')) ?? [];
      if (peak !== undefined) memory = (Number(peak) * 1024) / 1e6;
    } catch {
      // The process has ended, or there is no /proc.
    }
  };
  const timer = setInterval(poll, 5);
  try {
    const { code, stderr } = await ended(child);
    if (code !== 0) throw failure([program, ...rest], code, stderr);
    return { wall: performance.now() - start, cpu, memory };
  } finally {
    clearInterval(timer);
  }
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<{ code: number | null, stderr: string }>}
 */
function ended(child) {
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stderr }));
  });
}

/**
 * @param {readonly string[]} argv
 * @param {number | null} code
 * @param {string} stderr
 */
function failure(argv, code, stderr) {
  return new Error(`\`${argv.join(' ')}\` failed with exit code ${code}:\n${stderr.trim().slice(-2000)}`);
}

/**
 * The median of `values`, of which there is at least one.
 * @param {readonly number[]} values
 */
export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? NaN) + upper) / 2;
}
