import { type ErrorCode, isErrorCode, SysError } from '../base/sys-error.ts';

/** Runs calls of node:fs; what they throw comes out as SysError that names our path, never the host's. */
export function onHost<T>(op: string, path: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw hostError(error, op, path);
  }
}

/** Turns an error of the host into ours. Anything else, such as a wrong argument, is a bug of ours and passed through. */
export function hostError(error: unknown, op: string, path: string): unknown {
  const name = hostCode(error);
  if (name === undefined) return error;
  const code: ErrorCode = name === 'EOPNOTSUPP' ? 'ENOTSUP' : isErrorCode(name) ? name : 'EIO';
  return new SysError(code, op, path);
}

/** Whether a non-blocking descriptor had nothing to give or take. */
export function isAgain(error: unknown): boolean {
  return hostCode(error) === 'EAGAIN';
}

/** The errno name of a failed system call; undefined for every other error, ours included. */
export function hostCode(error: unknown): string | undefined {
  const failed = error instanceof Error && 'code' in error && 'syscall' in error && typeof error.code === 'string';
  return failed ? (error.code as string) : undefined;
}
