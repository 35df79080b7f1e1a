/** A target for text, such as `process.stdout`. */
export interface Stream {
  write(text: string): unknown;
  /** Whether it is a terminal. */
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** The environment of a run: everything that the program knows about its machine. */
export interface Io {
  /** Absolute path of the working directory. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Stream;
  readonly stderr: Stream;
  /** Milliseconds since 1970. They decide which articles are published; `--now` and `SOURCE_DATE_EPOCH` take precedence. */
  now(): number;
  /** Milliseconds of a monotonic clock, to measure how long something takes. */
  clock(): number;
  /** Resolves early if `signal` is aborted. */
  sleep(milliseconds: number, signal?: StopSignal): Promise<void>;
  /** The network, as the Fetch standard has it. Only commands that say so use it. Without it there is no network. */
  readonly fetch?: Fetch;
  /**
   * The modification time that a file gets if it is written to this folder now, in milliseconds since 1970. Default: the build cache
   * writes a file to find out.
   */
  readonly diskTime?: (folder: string) => number;
  /** How many threads the machine runs at once. Default: 1. */
  readonly threads?: number;
  /** How threads share the work, if not as usual: with small numbers, a few articles are enough for several threads. */
  readonly sharing?: Sharing;
  /** This process, and a test whether another one runs: only one build at a time writes to a folder. */
  readonly holder: Holder;
  alive(pid: number): boolean;
}

/** How threads share the work of a build. It changes no output. */
export interface Sharing {
  /** The number of jobs from which on threads are started. */
  readonly minJobs?: number;
  /** How many files one thread reads at a time. */
  readonly filesPerJob?: number;
  /** How many results may wait for an earlier one that is still missing. */
  readonly maxAhead?: number;
}

/** The part of an `AbortSignal` that Feedmill uses. */
export interface StopSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
}

/** The type of the global `fetch`. It is `never` if the platform's types have none. */
export type Fetch = typeof globalThis extends { fetch: infer Global } ? Global : never;

/** A process that runs a build. */
export interface Holder {
  readonly pid: number;
  /** Name of the machine, because other machines have other process ids. */
  readonly host: string;
  /** When the process started, in milliseconds since 1970. An earlier process may have had the same id. */
  readonly started: number;
}
