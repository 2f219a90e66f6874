import type { Reason } from '../base/reason.ts';
import { SysError } from '../base/sys-error.ts';

/** Why a task ended that could not be loaded. */
export function loadReason(error: unknown): Reason {
  if (error instanceof SysError) return { kind: 'load', code: error.code, message: error.detail };
  return { kind: 'internal', message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}
