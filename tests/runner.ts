import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';

/** What expressions of GitHub Actions can name: `steps.build.outputs.changed`. */
export interface Context {
  readonly [name: string]: string | Context;
}

const Step = v.object({
  id: v.optional(v.string()),
  name: v.optional(v.string()),
  if: v.optional(v.string()),
  uses: v.optional(v.string()),
  with: v.optional(v.record(v.string(), v.union([v.string(), v.number(), v.boolean()]))),
  run: v.optional(v.string()),
  shell: v.optional(v.string()),
  'working-directory': v.optional(v.string()),
  env: v.optional(v.record(v.string(), v.string())),
});

/** The steps of a job or of a composite action. */
export const Steps = v.array(Step);

/** What became of a step that was not passed over. */
export interface Ran {
  readonly id: string;
  /** An action that was named, and what it was told; empty where the step is a script. */
  readonly uses: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a job came to. */
export interface JobOutcome {
  readonly steps: readonly Ran[];
  /** The context after the last step. */
  readonly context: Context;
  /** What the steps added to the summary of the job. */
  readonly summary: string;
  readonly isDone: boolean;
}

/** Where steps run. */
export interface Runner {
  /** The folder of the repository. */
  readonly workspace: string;
  /** A folder for the runner's own files. */
  readonly temporary: string;
  readonly env: Readonly<Record<string, string>>;
  readonly context: Context;
}

/** Runs `steps` as GitHub's runner does: scripts in bash, until one fails. Other people's actions are only noted. */
export async function runSteps(steps: v.InferOutput<typeof Steps>, runner: Runner): Promise<JobOutcome> {
  const { workspace, temporary } = runner;
  const ran: Ran[] = [];
  let outputs: Record<string, Context> = {};
  const summary = join(temporary, 'summary.md');
  mkdirSync(temporary, { recursive: true });
  writeFileSync(summary, '');
  const now = (): Context => ({ ...runner.context, steps: outputs });
  const done = (isDone: boolean): JobOutcome => ({
    steps: ran,
    context: now(),
    summary: readFileSync(summary, 'utf8'),
    isDone,
  });
  for (const [index, step] of steps.entries()) {
    const { id = '', uses = '', run = '' } = step;
    if (step.if !== undefined && !isTrue(evaluate(step.if, now()))) continue;
    const inputs = Object.fromEntries(
      Object.entries(step.with ?? {}).map(([name, value]) => [name, fill(String(value), now())]),
    );
    if (uses !== '') {
      ran.push({ id, uses, inputs, code: 0, stdout: '', stderr: '' });
      continue;
    }
    const [output, script] = [join(temporary, `output-${index}`), join(temporary, `script-${index}.sh`)];
    writeFileSync(output, '');
    writeFileSync(script, fill(run, now()));
    const env = Object.fromEntries(
      Object.entries(step.env ?? {}).map(([name, value]) => [name, fill(value, now())]),
    );
    // As GitHub says it starts bash, by whether the shell is named.
    const flags = step.shell === 'bash' ? ['--noprofile', '--norc', '-eo', 'pipefail'] : ['-e'];
    const outcome = await bash([...flags, script], join(workspace, step['working-directory'] ?? '.'), {
      ...runner.env,
      ...env,
      CI: 'true',
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: summary,
      GITHUB_WORKSPACE: workspace,
      RUNNER_TEMP: temporary,
    });
    ran.push({ id, uses, inputs, ...outcome });
    if (id !== '') outputs = { ...outputs, [id]: { outputs: readOutputs(readFileSync(output, 'utf8')) } };
    if (outcome.code !== 0) return done(false);
  }
  return done(true);
}

/** What a script gave back. */
export interface Scripted {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs bash in `cwd` with nothing in its environment but `env`. */
export function bash(
  argv: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<Scripted> {
  return new Promise((resolve) => {
    execFile('bash', [...argv], { cwd, env }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
      resolve({ code, stdout, stderr });
    });
  });
}

function readOutputs(text: string): Context {
  return Object.fromEntries(
    text
      .split('\n')
      .filter(Boolean)
      .map((line): [string, string] => {
        const at = line.indexOf('=');
        if (at < 1) throw new Error(`The runner cannot read ${line}`);
        return [line.slice(0, at), line.slice(at + 1)];
      }),
  );
}

/** `text` with each `${{ expression }}` in it worked out. */
export function fill(text: string, context: Context): string {
  return text.replaceAll(/\$\{\{(.*?)\}\}/g, (_, expression: string) =>
    String(evaluate(expression, context)),
  );
}

type Value = string | boolean;

/** Whether a value counts as true. */
export function isTrue(value: Value): boolean {
  return value !== false && value !== '';
}

/** An expression of GitHub Actions, as far as our files use them: names, texts, `==`, `!=`, `!`, `&&`, `||` and brackets. */
export function evaluate(expression: string, context: Context): Value {
  const tokens = expression.match(/'(?:[^']|'')*'|[\w.-]+|==|!=|&&|\|\||[!()]|\S/g) ?? [];
  let at = 0;
  const next = () => tokens[at++] ?? '';
  const either = (): Value => {
    let value = both();
    while (tokens[at] === '||') {
      at++;
      const other = both();
      value = isTrue(value) ? value : other;
    }
    return value;
  };
  const both = (): Value => {
    let value = equal();
    while (tokens[at] === '&&') {
      at++;
      const other = equal();
      value = isTrue(value) ? other : value;
    }
    return value;
  };
  const equal = (): Value => {
    const value = one();
    if (tokens[at] !== '==' && tokens[at] !== '!=') return value;
    const wanted = next() === '==';
    return (value === one()) === wanted;
  };
  const one = (): Value => {
    const token = next();
    if (token === '!') return !isTrue(one());
    if (token === '(') {
      const value = either();
      if (next() !== ')') throw new Error(`A bracket is open in ${expression}`);
      return value;
    }
    if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'");
    if (!/^[a-z][\w.-]*$/i.test(token)) throw new Error(`${token} in ${expression} is not understood`);
    return lookUp(token, context);
  };
  const value = either();
  if (at < tokens.length) throw new Error(`${tokens[at]} in ${expression} is one too many`);
  return value;
}

/** What a name stands for; nothing where it is not there, as GitHub has it. */
function lookUp(name: string, context: Context): string {
  let here: string | Context = context;
  for (const part of name.split('.')) here = typeof here === 'string' ? '' : (here[part] ?? '');
  if (typeof here !== 'string') throw new Error(`${name} is no text`);
  return here;
}
