/** The error names that cross a boundary: POSIX errno names, as far as WASI preview1 has a number for them. */
const CODES = [
  'E2BIG',
  'EACCES',
  'EADDRINUSE',
  'EADDRNOTAVAIL',
  'EAGAIN',
  'EBADF',
  'EBUSY',
  'ECANCELED',
  'ECHILD',
  'ECONNABORTED',
  'ECONNRESET',
  'EDQUOT',
  'EEXIST',
  'EFAULT',
  'EFBIG',
  'EILSEQ',
  'EINTR',
  'EINVAL',
  'EIO',
  'EISDIR',
  'ELOOP',
  'EMFILE',
  'EMLINK',
  'EMSGSIZE',
  'ENAMETOOLONG',
  'ENFILE',
  'ENOENT',
  'ENOEXEC',
  'ENOMEM',
  'ENOSPC',
  'ENOSYS',
  'ENOTCAPABLE',
  'ENOTCONN',
  'ENOTDIR',
  'ENOTEMPTY',
  'ENOTSOCK',
  'ENOTSUP',
  'ENOTTY',
  'ENXIO',
  'EOVERFLOW',
  'EPERM',
  'EPIPE',
  'EROFS',
  'ESPIPE',
  'ESRCH',
  'ETIMEDOUT',
  'ETXTBSY',
  'EXDEV',
] as const;

export type ErrorCode = (typeof CODES)[number];

const KNOWN: ReadonlySet<string> = new Set(CODES);

/** Whether a name is one of ours. */
export function isErrorCode(name: string): name is ErrorCode {
  return KNOWN.has(name);
}

/**
 * The one error of everything below the shell: what was tried (`op`), on what (`path`, a path or a name the caller
 * knows, never a host path a guest must not see), and why it failed (`code`).
 */
export class SysError extends Error {
  override readonly name = 'SysError';
  readonly code: ErrorCode;
  readonly op: string;
  readonly path: string | undefined;
  /** Why, in words, without the rest. */
  readonly detail: string;

  constructor(code: ErrorCode, op: string, path?: string, detail?: string) {
    const why = detail ?? DESCRIPTIONS[code] ?? 'failed';
    super(`${op}${path === undefined ? '' : ` ${path}`}: ${why} (${code})`);
    this.detail = why;
    this.code = code;
    this.op = op;
    this.path = path;
  }
}

const DESCRIPTIONS: Partial<Record<ErrorCode, string>> = {
  EACCES: 'permission denied',
  EAGAIN: 'not ready, try again',
  EBADF: 'not an open file',
  EBUSY: 'in use',
  EEXIST: 'exists already',
  EFBIG: 'a file may not grow that large',
  EINVAL: 'not valid here',
  EIO: 'input or output failed',
  EISDIR: 'is a directory',
  ELOOP: 'too many symbolic links',
  EMFILE: 'too many open files',
  ENAMETOOLONG: 'name too long',
  ENOENT: 'no such file or directory',
  ENOEXEC: 'not a WebAssembly module',
  ENOMEM: 'out of memory',
  ENOSPC: 'no space left',
  ENOSYS: 'not implemented',
  ENOTDIR: 'not a directory',
  ENOTEMPTY: 'directory not empty',
  EPERM: 'not permitted',
  EPIPE: 'nobody reads this pipe',
  EROFS: 'read-only',
  ESPIPE: 'cannot seek in a stream',
  ESRCH: 'no such task',
  EXDEV: 'crosses two mounts',
};
