import { type ErrorCode, isErrorCode, SysError } from '../base/sys-error.ts';

/** Runs calls of node:fs; what they throw comes out as SysError that names our path, never the host's. */
export function onHost<T>(op: string, path: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw hostError(error, op, path);
  }
}

/** Turns an error of node:fs into ours. Anything that is no system error is passed through. */
export function hostError(error: unknown, op: string, path: string): unknown {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error;
  const code: ErrorCode = error.code === 'EOPNOTSUPP' ? 'ENOTSUP' : isErrorCode(error.code) ? error.code : 'EIO';
  return new SysError(code, op, path);
}
