import { mkdirSync } from 'node:fs';
import { threadId, workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import type { Answer, Question, Tasks } from './pipeline/worker-tasks.ts';
import type { RenderResult } from './pipeline/write-article.ts';

/** A worker thread of the pool. It does its jobs in the order in which they arrive. */
const port: MessagePort = workerData;

type DoJob = (job: never) => unknown;

// The code of a task is loaded with its first job: a worker that reads need not load what renders.
const tasks: { readonly [Name in keyof Tasks]: (setup: Tasks[Name]['setup']) => Promise<DoJob> } = {
  async read(site) {
    const { createBatchReader } = await import('./pipeline/read-articles.ts');
    return createBatchReader(site);
  },
  async render(site) {
    const { createArticleWriter } = await import('./pipeline/write-article.ts');
    return createArticleWriter({ ...site, ...(site.stage && { stage: withOwnFolder(site.stage) }) });
  },
};

/** Gives each worker a staging folder. In a shared one they would wait for each other with every file. */
function withOwnFolder(stage: NonNullable<Tasks['render']['setup']['stage']>) {
  const folder = `${stage.prefix}of-thread-${threadId}`;
  if (!stage.dryRun) mkdirSync(folder, { recursive: true });
  return { ...stage, prefix: `${folder}/` };
}

let doJob: DoJob | undefined;
// Messages are handled one after the other, because tasks are asynchronous.
let queue = Promise.resolve();
port.on('message', (question: Question) => {
  queue = queue.then(() => answer(question));
});

async function answer(question: Question): Promise<void> {
  // Both ends of the port are Feedmill's, so each message has the type that the other end expects.
  /* oxlint-disable typescript/no-unsafe-type-assertion */
  if (question.kind === 'setup') {
    doJob = await tasks[question.name](question.setup as never);
    return;
  }
  const results: unknown[] = [];
  for (const job of question.jobs) results.push(await doJob?.(job as never));
  const reply: Answer = { first: question.first, results };
  port.postMessage(
    reply,
    results.flatMap((one) => buffersOf(one as Partial<RenderResult>)),
  );
  /* oxlint-enable typescript/no-unsafe-type-assertion */
}

/** Buffers that are moved to the other thread instead of copied. */
function buffersOf({ items }: Partial<RenderResult>): ArrayBuffer[] {
  if (!items) return [];
  const all = [...items.values()].flatMap((formats) => Object.values(formats));
  return all.flatMap(({ buffer }) => (buffer instanceof ArrayBuffer ? [buffer] : []));
}
