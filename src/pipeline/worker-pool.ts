import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from 'node:worker_threads';
import type { Sharing } from '../base/io.ts';
import type { Answer, Question, Tasks } from './worker-tasks.ts';

/** Worker threads that share the jobs of a build. */
export interface WorkerPool {
  /**
   * Does all `jobs`: some in worker threads, which get `setup` first, and the rest `here`. `done` gets the results in the order of
   * the jobs. Throws if a worker ends before its jobs are done.
   */
  run<Name extends keyof Tasks>(work: WorkerJobs<Name>): Promise<void>;
  /** Ends the workers. It may be called at any time, and again. */
  close(): Promise<void>;
}

/** Jobs of one kind. */
export interface WorkerJobs<Name extends keyof Tasks> {
  readonly name: Name;
  /** The number of jobs from which a worker saves more time than its start takes. */
  readonly worth: number;
  readonly setup: Tasks[Name]['setup'];
  readonly jobs: readonly Tasks[Name]['job'][];
  readonly here: (job: Tasks[Name]['job']) => Promise<Tasks[Name]['result']> | Tasks[Name]['result'];
  readonly done: (result: Tasks[Name]['result'], index: number) => void;
  /** Runs in this thread while the workers start. */
  readonly meanwhile?: () => Promise<void> | void;
}

/** How many results may wait in memory for an earlier one that is still missing. */
const usualMaxAhead = 256;

/** A worker, and the number of its jobs that are not done yet. */
interface PoolWorker {
  readonly thread: Worker;
  readonly port: MessagePort;
  pending: number;
}

/** How many jobs a worker gets at most, so that it is busy for some milliseconds until this thread sends it more. */
const maxPending = 16;

function send({ port }: PoolWorker, question: Question): void {
  port.postMessage(question);
}

/** Creates a pool of up to `size` workers. They start when there are enough jobs. */
export function createWorkerPool(size: number, sharing: Sharing = {}): WorkerPool {
  const { minJobs, maxAhead = usualMaxAhead } = sharing;
  let failure: Error | undefined;
  const ignore = (_worker: PoolWorker, _answer: Answer): void => {};
  let receive = ignore;
  let wake: (() => void) | undefined;
  const workers: PoolWorker[] = [];

  function fail(error: Error): void {
    failure ??= error;
    wake?.();
  }

  /** Resolves when a worker has answered. Throws if one has ended. */
  async function nextAnswer(): Promise<void> {
    if (failure) throw failure;
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
    if (failure) throw failure;
  }

  function start(): PoolWorker {
    const { port1: port, port2: theirs } = new MessageChannel();
    const entry = new URL('./worker.js', import.meta.url);
    const thread = new Worker(entry, { workerData: theirs, transferList: [theirs] });
    const worker: PoolWorker = { thread, port, pending: 0 };
    thread.on('error', fail);
    thread.on('exit', (code) => fail(new Error(`A worker thread ended with code ${code}.`)));
    port.on('message', (answer: Answer) => {
      receive(worker, answer);
      wake?.();
    });
    return worker;
  }

  async function share<Name extends keyof Tasks>(work: WorkerJobs<Name>): Promise<void> {
    const { name, worth, setup, jobs, here, done, meanwhile } = work;
    const isWorth = jobs.length >= (minJobs ?? worth);
    if (isWorth) while (workers.length < size) workers.push(start());
    const team = isWorth ? workers : [];
    const ready = new Map<number, Tasks[Name]['result']>();
    let next = 0;
    let delivered = 0;
    /** Sends a worker more jobs before it has none. */
    const supply = (worker: PoolWorker) => {
      while (worker.pending <= maxPending / 2 && next < jobs.length) {
        // Portions get smaller towards the end, so that all workers finish at about the same time.
        const portion = Math.ceil((jobs.length - next) / (4 * (team.length + 1)));
        const some = jobs.slice(next, next + Math.min(maxPending, portion));
        send(worker, { kind: 'jobs', first: next, jobs: some });
        worker.pending += some.length;
        next += some.length;
      }
    };
    receive = (worker, { first, results }) => {
      worker.pending -= results.length;
      for (const [at, result] of results.entries())
        // A worker answers with results of the task that it was set up for.
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion
        ready.set(first + at, result as Tasks[Name]['result']);
      supply(worker);
    };
    const deliver = () => {
      for (const worker of team)
        for (let sent = receiveMessageOnPort(worker.port); sent; sent = receiveMessageOnPort(worker.port))
          receive(worker, sent.message);
      for (let result = ready.get(delivered); result !== undefined; result = ready.get(delivered)) {
        ready.delete(delivered);
        done(result, delivered++);
      }
    };

    for (const worker of team) {
      send(worker, { kind: 'setup', name, setup });
      supply(worker);
    }
    await meanwhile?.();
    while (next < jobs.length) {
      if (ready.size < maxAhead || team.length === 0) {
        const index = next++;
        const job = jobs[index];
        if (job !== undefined) ready.set(index, await here(job));
      } else await nextAnswer();
      deliver();
    }
    for (deliver(); team.some(({ pending }) => pending > 0); deliver()) await nextAnswer();
    // The function above would keep all jobs in memory.
    receive = ignore;
  }

  async function close(): Promise<void> {
    for (const { port, thread } of workers.splice(0)) {
      thread.removeAllListeners();
      // A second worker may fail while the first failure is handled. An error without a listener would end the process.
      thread.on('error', () => {});
      port.close();
      await thread.terminate();
    }
  }

  return {
    async run(work) {
      try {
        await share(work);
      } catch (error) {
        // The other workers would write files after the build has been undone.
        await close();
        throw error;
      }
    },
    close,
  };
}
