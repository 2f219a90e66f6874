import type { Reason } from '../base/reason.ts';
import type { Preopen, StdioSpec } from '../cpu/messages.ts';
import type { NamespaceSpec } from '../namespace/spec.ts';
import type { ServerSpec } from '../vfs/server-spec.ts';
import type { ModuleInfo } from '../wasm/module-info.ts';

/** All that a hermetic task's thread gets when it is started. */
export interface HermeticStart {
  /** The stat page and the task's slot on it: limits, control word and counters. */
  readonly page: SharedArrayBuffer;
  readonly slot: number;
  readonly module: WebAssembly.Module;
  readonly info: ModuleInfo;
  readonly args: readonly string[];
  readonly env: readonly string[];
  readonly namespace: NamespaceSpec;
  readonly servers: readonly ServerSpec[];
  readonly preopens: readonly Preopen[];
  readonly stdio: readonly StdioSpec[];
  readonly killOnRefusedGrowth: boolean;
  readonly nice: number;
}

/** From the thread to the kernel. The kernel says only `kill`, for while no guest runs: a guest looks at its control word. */
export type FromHermetic =
  | { readonly type: 'running' }
  | { readonly type: 'output'; readonly stream: 1 | 2; readonly bytes: Uint8Array<ArrayBuffer> }
  /** A growth of memory was refused, and the task goes on. */
  | { readonly type: 'refused' }
  /** The reason is undefined where the kernel asked for the end. */
  | { readonly type: 'ended'; readonly reason: Reason | undefined };
