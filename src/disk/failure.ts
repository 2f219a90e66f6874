import { SysError } from '../base/sys-error.ts';
import type { Failure } from './messages.ts';

/** What is told of an error on the other side. An error that is a bug of ours arrives as EIO, with its whole text. */
export function failureOf(error: unknown): Failure {
  if (error instanceof SysError) return { code: error.code, op: error.op, path: error.path, detail: error.detail };
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { code: 'EIO', op: 'read', path: undefined, detail };
}

export function errorOf({ code, op, path, detail }: Failure): SysError {
  return new SysError(code, op, path, detail);
}
