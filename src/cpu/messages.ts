import type { Reason } from '../base/reason.ts';
import type { ErrorCode } from '../base/sys-error.ts';
import type { NamespaceSpec } from '../namespace/spec.ts';
import type { DirEntry, FileType } from '../vfs/file-handle.ts';
import type { OpenHow } from '../vfs/file-server.ts';
import type { PipeSpec } from '../vfs/pipe.ts';
import type { ServerSpec } from '../vfs/server-spec.ts';
import type { HeapUse, ModuleInfo } from '../wasm/module-info.ts';

/** Where one of a task's first file descriptors leads. */
export type StdioSpec =
  | { readonly kind: 'null' }
  /** To the log store, by the cpu's log ring. */
  | { readonly kind: 'log'; readonly stream: 1 | 2 }
  /** A descriptor of this process, byte for byte. */
  | { readonly kind: 'inherit'; readonly fd: number }
  | { readonly kind: 'pipe'; readonly pipe: PipeSpec; readonly end: 'read' | 'write' };

/** A directory that the task finds open when it starts. */
export interface Preopen {
  /** The name that the guest reads, as the user gave it. */
  readonly name: string;
  /** The absolute namespace path. */
  readonly path: string;
}

/** How a module is entered: by `_start`, or by one export called with arguments in text form. */
export type Entry =
  | { readonly kind: 'start' }
  | { readonly kind: 'invoke'; readonly name: string; readonly args: readonly string[] };

/** An open descriptor of a task, for people. */
export interface FileDescription {
  readonly fd: number;
  readonly type: FileType;
  /** What it leads to, as the task names it: a path, `log`, `pipe`; '' where nothing is known. */
  readonly target: string;
  /** Where the next read or write goes; undefined for streams and directories. */
  readonly offset: number | undefined;
}

/** All that a cpu needs to run a task. */
export interface TaskStart {
  readonly pid: number;
  /** Its slot in the stat page; level and limits stand there. */
  readonly slot: number;
  readonly module: WebAssembly.Module;
  /** The memories that it imports, and, where one is invoked, all that it exports. */
  readonly info: Pick<ModuleInfo, 'imports' | 'exports' | 'hasStart'> & HeapUse;
  readonly args: readonly string[];
  readonly env: readonly string[];
  readonly namespace: NamespaceSpec;
  readonly preopens: readonly Preopen[];
  readonly stdio: readonly StdioSpec[];
  /** Addresses to listen on; each becomes a descriptor, the first one behind the last preopen. */
  readonly listen: readonly string[];
  readonly entry: Entry;
  /** End the task where a growth of memory is refused, instead of telling it -1. */
  readonly killOnRefusedGrowth: boolean;
}

/** From the kernel to a cpu. */
export type ToCpu =
  | { readonly type: 'server'; readonly spec: ServerSpec }
  /** No task here sees that server any more. */
  | { readonly type: 'forget'; readonly id: number }
  | { readonly type: 'spawn'; readonly task: TaskStart }
  /** The control word or the level of these tasks changed. */
  | { readonly type: 'poke'; readonly pids: readonly number[] }
  /** What the task sees from now on; answered with `namespace-applied`, or by the task's end. */
  | NamespaceChange
  /** Asks for a task's open files; answered with `files`. */
  | { readonly type: 'describe'; readonly pid: number; readonly id: number }
  /** The log store took something: writers that wait may try again. */
  | { readonly type: 'log-room' }
  | { readonly type: 'reply'; readonly pid: number; readonly id: number; readonly reply: FileReply };

export interface NamespaceChange {
  readonly type: 'namespace';
  readonly pid: number;
  readonly id: number;
  readonly namespace: NamespaceSpec;
}

/** From a cpu to the kernel, several at a time. */
export type FromCpu =
  | { readonly type: 'started'; readonly pid: number }
  /** The reason is undefined where the kernel asked for the end. */
  | {
      readonly type: 'ended';
      readonly pid: number;
      readonly reason: Reason | undefined;
      readonly results: readonly string[];
    }
  /** A socket of the task listens; the port of `address` is the one that the system chose where `asked` has 0. */
  | { readonly type: 'listening'; readonly pid: number; readonly asked: string; readonly address: string }
  /** A limit refused something, and the task goes on. */
  | { readonly type: 'refused'; readonly pid: number; readonly limit: 'memory' | 'files' }
  /** A change of the task's namespace is in force. */
  | { readonly type: 'namespace-applied'; readonly pid: number; readonly id: number }
  | { readonly type: 'files'; readonly pid: number; readonly id: number; readonly files: readonly FileDescription[] }
  /** The log ring has something to take. */
  | { readonly type: 'log' }
  | { readonly type: 'request'; readonly id: number; readonly pid: number; readonly request: FileRequest };

/**
 * How a guest reaches a file that the kernel serves (`/task/self/note`): the cpu sends the operation, the kernel answers when
 * it can. A handle is a number of the kernel's, valid for the task that opened it; all are closed when the task ends.
 */
export type FileRequest =
  | { readonly op: 'open'; readonly path: string; readonly how: OpenHow }
  | { readonly op: 'stat'; readonly path: string }
  | { readonly op: 'read'; readonly handle: number; readonly length: number }
  | { readonly op: 'write'; readonly handle: number; readonly bytes: Uint8Array }
  /** The next names of a directory, at most `most`, behind the name `after`; all of them where that is ''. */
  | { readonly op: 'list'; readonly handle: number; readonly after: string; readonly most: number }
  | { readonly op: 'close'; readonly handle: number }
  /** proc_raise: answered once the signal was sent. */
  | { readonly op: 'raise'; readonly signal: number };

/** The answer to a request; which fields are there follows from the request. */
export type FileReply =
  | { readonly ok: true; readonly opened: { readonly handle: number; readonly type: FileType; readonly ino: bigint } }
  | { readonly ok: true; readonly stat: { readonly type: FileType; readonly ino: bigint } }
  /** Nothing at all means end of file. */
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: true; readonly written: number }
  /** None at all means the end of a directory. */
  | { readonly ok: true; readonly entries: readonly DirEntry[] }
  | { readonly ok: true }
  | { readonly ok: false; readonly code: ErrorCode; readonly detail?: string }
  /** An error that the kernel did not foresee. */
  | { readonly ok: false; readonly fault: string };
