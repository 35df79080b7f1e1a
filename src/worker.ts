import { mkdirSync } from 'node:fs';
import { threadId, workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import type { Answer, Question, Tasks } from './pipeline/worker-tasks.ts';
import type { RenderResult } from './pipeline/write-article.ts';

/** A thread of the crew: does the jobs it is given, in their order. */
const port: MessagePort = workerData;

type Doer = (job: never) => unknown;

// What does a task is loaded when the first of it comes: who reads need not be able to print.
const tasks: { readonly [Name in keyof Tasks]: (setup: Tasks[Name]['setup']) => Promise<Doer> } = {
  async read(site) {
    const { createBatchReader } = await import('./pipeline/read-articles.ts');
    return createBatchReader(site);
  },
  async render(site) {
    const { createArticleWriter } = await import('./pipeline/write-article.ts');
    return createArticleWriter({ ...site, ...(site.stage && { stage: own(site.stage) }) });
  },
};

/** A folder for what each thread stages beside the tree: in one and the same they would wait for each other with every file. */
function own(stage: NonNullable<Tasks['render']['setup']['stage']>) {
  const folder = `${stage.prefix}of-thread-${threadId}`;
  if (!stage.dryRun) mkdirSync(folder, { recursive: true });
  return { ...stage, prefix: `${folder}/` };
}

let doer: Doer | undefined;
// One message after the other: some tasks take their time.
let line = Promise.resolve();
port.on('message', (question: Question) => {
  line = line.then(() => answer(question));
});

async function answer(question: Question): Promise<void> {
  // Both ends of a port are ours: what one sends is what the other expects.
  /* oxlint-disable typescript/no-unsafe-type-assertion */
  if (question.kind === 'setup') {
    doer = await tasks[question.name](question.setup as never);
    return;
  }
  const results: unknown[] = [];
  for (const job of question.jobs) results.push(await doer?.(job as never));
  const reply: Answer = { first: question.first, results };
  port.postMessage(
    reply,
    results.flatMap((one) => buffersOf(one as Partial<RenderResult>)),
  );
  /* oxlint-enable typescript/no-unsafe-type-assertion */
}

/** What need not be copied to be sent. */
function buffersOf({ items }: Partial<RenderResult>): ArrayBuffer[] {
  if (!items) return [];
  const all = [...items.values()].flatMap((formats) => Object.values(formats));
  return all.flatMap(({ buffer }) => (buffer instanceof ArrayBuffer ? [buffer] : []));
}
