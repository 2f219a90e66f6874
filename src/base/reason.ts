import { signalName } from './signals.ts';
import type { ErrorCode } from './sys-error.ts';
import { visible } from './visible.ts';

/** The limits that can end a task or refuse it something. */
export type LimitName = 'memory' | 'heap' | 'fuel' | 'wall' | 'cpu' | 'files' | 'children' | 'log';

/** Why a task ended. Kept until the task is reaped. */
export type Reason =
  | { readonly kind: 'exit'; readonly code: number }
  | { readonly kind: 'signal'; readonly signal: number }
  | { readonly kind: 'trap'; readonly message: string; readonly stack: readonly string[] }
  | { readonly kind: 'limit'; readonly limit: LimitName }
  | { readonly kind: 'load'; readonly code: ErrorCode; readonly message: string }
  | { readonly kind: 'internal'; readonly message: string };

/** The same reason in texts that may be shown: modules choose names in messages and stacks. A fault of ours keeps its lines. */
export function visibleReason(reason: Reason): Reason {
  switch (reason.kind) {
    case 'load':
      return { ...reason, message: visible(reason.message) };
    case 'trap':
      return { ...reason, message: visible(reason.message), stack: reason.stack.map((frame) => visible(frame)) };
    case 'internal':
      return {
        ...reason,
        message: reason.message
          .split('\n')
          .map((line) => visible(line))
          .join('\n'),
      };
    default:
      return reason;
  }
}

/** One line for people: `exit 3`, `signal KILL`, `trap: unreachable`, `limit: memory`, `not loaded: ...`. */
export function describeReason(reason: Reason): string {
  switch (reason.kind) {
    case 'exit':
      return `exit ${reason.code}`;
    case 'signal':
      return `signal ${signalName(reason.signal)}`;
    case 'trap':
      return `trap: ${reason.message}`;
    case 'limit':
      return `limit: ${reason.limit}`;
    case 'load':
      return `not loaded: ${reason.message}`;
    case 'internal':
      return `internal error: ${reason.message}`;
  }
}

/** A task that did what it was asked ends as `exited`, all others as `failed`. */
export function isFailure(reason: Reason): boolean {
  return reason.kind !== 'exit' && reason.kind !== 'signal';
}
