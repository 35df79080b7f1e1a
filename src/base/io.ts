/** Where text goes. */
export interface Stream {
  write(text: string): unknown;
  /** Whether a person sits in front of it. */
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** The world a run takes place in. Everything the program knows of its machine comes in here. */
export interface Io {
  /** Absolute path relative paths are read from. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Stream;
  readonly stderr: Stream;
  /** Milliseconds since 1970: which articles are due. `--now` and `SOURCE_DATE_EPOCH` win over it. */
  now(): number;
  /** Milliseconds of a clock that only goes forward: how long things take. */
  clock(): number;
  /** Resolves early if `signal` is aborted. */
  sleep(milliseconds: number, signal?: StopSignal): Promise<void>;
  /** The network, as the Fetch standard has it. Only commands that say so use it. Without it there is no network. */
  readonly fetch?: Fetch;
  /** How many threads this machine can run at once; 1 if it is not said. */
  readonly threads?: number;
  /** This process, and whether another one runs: two builds of one folder must not mix. */
  readonly holder: Holder;
  alive(pid: number): boolean;
}

/** The part of an `AbortSignal` that Feedmill uses. */
export interface StopSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
}

/** The global `fetch`. Without the types of a platform that has one, nothing is of this type. */
export type Fetch = typeof globalThis extends { fetch: infer Global } ? Global : never;

/** A process that builds. */
export interface Holder {
  readonly pid: number;
  /** Name of the machine: process ids mean nothing on another. */
  readonly host: string;
  /** When the process started, in milliseconds since 1970: tells it from a former one with the same id. */
  readonly started: number;
}
