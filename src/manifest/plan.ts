import type { Problem } from './problem.ts';

/** A directory of the host, as an entry sees it. */
export interface PlanDirectory {
  /** Absolute. */
  readonly directory: string;
  /** Make it where it is not there. */
  readonly autoInit: boolean;
}

export interface PlanMount extends PlanDirectory {
  /** Absolute. */
  readonly guest: string;
  readonly readOnly: boolean;
}

/** A `process.wasm` entry with everything that it refers to put in: what is needed to start it. Keys are those of the manifest. */
export interface PlanEntry {
  /** `namespace:name`. */
  readonly id: string;
  readonly name: string;
  readonly line: number;
  readonly fs: PlanDirectory;
  /** Inside `fs`. */
  readonly path: string;
  /** sha256 in hex. */
  readonly hash: string;
  readonly method: string;
  /** Module names that it may import from; undefined for all. */
  readonly imports: readonly string[] | undefined;
  readonly wasi: {
    readonly args: readonly string[];
    readonly cwd: string;
    /** `NAME=value` each. */
    readonly env: readonly string[];
    readonly mounts: readonly PlanMount[];
    readonly listen: readonly string[];
    /** The id of the entry whose stdout is read. */
    readonly stdin: string | undefined;
  };
  readonly limits: {
    readonly max_execution_ms?: number | undefined;
    /** Bytes. */
    readonly memory?: number | undefined;
    readonly fuel?: number | undefined;
    readonly cpu_ms?: number | undefined;
    readonly files?: number | undefined;
  };
  /** Of one that is started by name; all others start with the manifest. */
  readonly command: { readonly name: string; readonly short: string } | undefined;
  readonly priority: number;
  readonly capabilities: readonly string[];
  readonly isolation: 'shared' | 'thread';
  readonly engine: 'native' | 'wasmer';
  readonly watch: boolean;
}

/** What a manifest says, checked and resolved. */
export interface Plan {
  /** The path by which it was read. */
  readonly file: string;
  readonly namespace: string;
  /** How many entries of all kinds there are. */
  readonly size: number;
  /** Shared cpus; as many as the machine has where no process.host says it. */
  readonly workers: number | undefined;
  /** By id, in the order of the file. */
  readonly entries: ReadonlyMap<string, PlanEntry>;
  /** What its author has to know, and is no error. */
  readonly notes: readonly Problem[];
}
