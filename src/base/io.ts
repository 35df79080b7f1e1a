/** An output stream for text, such as `process.stdout`. */
export interface Stream {
  write(text: string): unknown;
  /** Whether the stream is a terminal. */
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** The environment of a run: the streams, variables, clock and network that Feedmill uses. */
export interface Io {
  /** Absolute path of the working directory. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Stream;
  readonly stderr: Stream;
  /**
   * The current time in milliseconds since 1970. It determines which articles are published, unless `--now` or
   * `SOURCE_DATE_EPOCH` is set.
   */
  now(): number;
  /** The time of a monotonic clock in milliseconds, to measure durations. */
  clock(): number;
  /** Resolves after `milliseconds`, or earlier if `signal` is aborted. */
  sleep(milliseconds: number, signal?: StopSignal): Promise<void>;
  /**
   * The `fetch` function for network requests. Only commands that document it use the network. If absent, there is no network
   * access.
   */
  readonly fetch?: Fetch;
  /**
   * Returns the modification time, in milliseconds since 1970, of a file that is written to `folder` now. Default: the build cache
   * writes a file to determine it.
   */
  readonly diskTime?: (folder: string) => number;
  /** The number of threads that the machine can run in parallel. Default: 1. */
  readonly threads?: number;
  /** How threads share the work. Default: suited to large sites. With small numbers, several threads share even a few articles. */
  readonly sharing?: Sharing;
  /** This process, and a function that checks whether another process is running. Only one build at a time writes to a folder. */
  readonly holder: Holder;
  alive(pid: number): boolean;
}

/** Settings for sharing the work of a build between threads. They do not affect the output. */
export interface Sharing {
  /** The minimum number of jobs for starting threads. */
  readonly minJobs?: number;
  /** The number of files that a thread reads at a time. */
  readonly filesPerJob?: number;
  /** The maximum number of results that can wait for an earlier result. */
  readonly maxAhead?: number;
}

/** The part of an `AbortSignal` that Feedmill uses. */
export interface StopSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
}

/** The type of the global `fetch`, or `never` if the platform's types do not contain it. */
export type Fetch = typeof globalThis extends { fetch: infer Global } ? Global : never;

/** A process that runs a build. */
export interface Holder {
  readonly pid: number;
  /** Name of the machine. Process ids are only valid on the same machine. */
  readonly host: string;
  /** When the process started, in milliseconds since 1970. It distinguishes the process from an earlier one with the same id. */
  readonly started: number;
}
