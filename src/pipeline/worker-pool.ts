import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from 'node:worker_threads';
import type { Answer, Question, Tasks } from './worker-tasks.ts';

/** Threads that take a share of the work. */
export interface WorkerPool {
  /**
   * Does every one of `jobs`, told `setup` first: some in other threads, the rest `here`. `done` gets the results in the order of
   * the jobs, whoever did them. Throws where a thread ends before its work is done.
   */
  run<Name extends keyof Tasks>(work: WorkerJobs<Name>): Promise<void>;
  /** Ends the threads. Safe at any time, also twice. */
  close(): Promise<void>;
}

/** Jobs of one kind. */
export interface WorkerJobs<Name extends keyof Tasks> {
  readonly name: Name;
  /** How many jobs take so long that starting a thread for a share of them pays. */
  readonly worth: number;
  readonly setup: Tasks[Name]['setup'];
  readonly jobs: readonly Tasks[Name]['job'][];
  readonly here: (job: Tasks[Name]['job']) => Promise<Tasks[Name]['result']> | Tasks[Name]['result'];
  readonly done: (result: Tasks[Name]['result'], index: number) => void;
  /** What this thread does when the others have begun, before it takes its share. */
  readonly meanwhile?: () => Promise<void> | void;
}

/** A thread that falls behind is waited for before so many results lie here that come after its own. */
const farthest = 256;

/** A thread, and how many jobs it was given and has not done. */
interface Member {
  readonly worker: Worker;
  readonly port: MessagePort;
  owed: number;
}

/** Enough jobs for some milliseconds lie before a thread, so that it need not wait until this one looks up. */
const most = 16;

function ask({ port }: Member, question: Question): void {
  port.postMessage(question);
}

/** A crew of up to `size` threads beside this one, started when there is enough for them to do. */
export function createWorkerPool(size: number): WorkerPool {
  let failure: Error | undefined;
  const idle = (_member: Member, _answer: Answer): void => {};
  let receive = idle;
  let wake: (() => void) | undefined;
  const members: Member[] = [];

  function fail(error: Error): void {
    failure ??= error;
    wake?.();
  }

  /** Resolves when a thread has something to tell; throws when one has ended. */
  async function news(): Promise<void> {
    if (failure) throw failure;
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
    if (failure) throw failure;
  }

  function start(): Member {
    const { port1: port, port2: theirs } = new MessageChannel();
    const entry = new URL('./worker.js', import.meta.url);
    const worker = new Worker(entry, { workerData: theirs, transferList: [theirs] });
    const member: Member = { worker, port, owed: 0 };
    worker.on('error', fail);
    worker.on('exit', (code) => fail(new Error(`A thread ended with code ${code}.`)));
    port.on('message', (answer: Answer) => {
      receive(member, answer);
      wake?.();
    });
    return member;
  }

  async function share<Name extends keyof Tasks>(work: WorkerJobs<Name>): Promise<void> {
    const { name, worth, setup, jobs, here, done, meanwhile } = work;
    const isWorth = jobs.length >= worth;
    if (isWorth) while (members.length < size) members.push(start());
    const team = isWorth ? members : [];
    const ready = new Map<number, Tasks[Name]['result']>();
    let next = 0;
    let delivered = 0;
    /** Gives a thread more to do before it has nothing. */
    const supply = (member: Member) => {
      while (member.owed <= most / 2 && next < jobs.length) {
        // Towards the end in small portions, so that nobody has much left when the others are done.
        const portion = Math.ceil((jobs.length - next) / (4 * (team.length + 1)));
        const some = jobs.slice(next, next + Math.min(most, portion));
        ask(member, { kind: 'jobs', first: next, jobs: some });
        member.owed += some.length;
        next += some.length;
      }
    };
    receive = (member, { first, results }) => {
      member.owed -= results.length;
      for (const [at, result] of results.entries())
        // What comes back is what the task of this name gives.
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion
        ready.set(first + at, result as Tasks[Name]['result']);
      supply(member);
    };
    const deliver = () => {
      for (const member of team)
        for (let sent = receiveMessageOnPort(member.port); sent; sent = receiveMessageOnPort(member.port))
          receive(member, sent.message);
      for (let result = ready.get(delivered); result !== undefined; result = ready.get(delivered)) {
        ready.delete(delivered);
        done(result, delivered++);
      }
    };

    for (const member of team) {
      ask(member, { kind: 'setup', name, setup });
      supply(member);
    }
    await meanwhile?.();
    while (next < jobs.length) {
      if (ready.size < farthest || team.length === 0) {
        const index = next++;
        const job = jobs[index];
        if (job !== undefined) ready.set(index, await here(job));
      } else await news();
      deliver();
    }
    for (deliver(); team.some(({ owed }) => owed > 0); deliver()) await news();
    // It would hold all jobs in memory.
    receive = idle;
  }

  async function close(): Promise<void> {
    for (const { port, worker } of members.splice(0)) {
      worker.removeAllListeners();
      // A second thread may fail while the first failure is handled. An error without a listener would end the process.
      worker.on('error', () => {});
      port.close();
      await worker.terminate();
    }
  }

  return {
    async run(work) {
      try {
        await share(work);
      } catch (error) {
        // The others would go on writing where everything is put back already.
        await close();
        throw error;
      }
    },
    close,
  };
}
