import { readFileSync } from 'node:fs';
import { SysError } from '../../base/sys-error.ts';
import { hostCode } from '../../vfs/host-error.ts';
import { numbersIn, peekText } from './proc-file.ts';
import type { ProcMount } from './proc-mount.ts';

/** What is needed of a mounted /proc to speak of its processes. */
export type ProcNames = Pick<ProcMount, 'path' | 'users'>;

/** The process or thread that a control line is about, and what is said of it. */
export class ControlTarget {
  readonly pid: number;
  readonly #proc: ProcNames;
  /** Its name now. */
  readonly #name: string;

  constructor(proc: ProcNames, pid: number) {
    this.#proc = proc;
    this.pid = pid;
    this.#name = nameOf(proc, pid) ?? '';
  }

  /** `812 (node)`. */
  get label(): string {
    return labelOf(this.pid, this.#name);
  }

  /** The process that a signal reaches: `812 (node), of which 815 is a thread`. */
  get processLabel(): string {
    const leader = leaderIn(peekText(`${this.#proc.path}/${this.pid}/status`) ?? '');
    if (leader === undefined || leader === this.pid) return this.label;
    return `${labelOf(leader, nameOf(this.#proc, leader) ?? '')}, of which ${this.pid} is a thread`;
  }

  /**
   * The threads of a process, itself first. A thread that was named by its own number is alone.
   * @throws SysError EAGAIN where they cannot be read now
   */
  threads(op: string): readonly number[] {
    const { pid } = this;
    const directory = `${this.#proc.path}/${pid}`;
    const leader = this.#unlessRefused(op, () => leaderIn(readFileSync(`${directory}/status`, 'utf8'))) ?? pid;
    if (leader !== pid) return [pid];
    const threads = this.#unlessRefused(op, () => numbersIn(`${directory}/task`)) ?? [];
    return [pid, ...threads.filter((tid) => tid !== pid)];
  }

  /** What to throw for a failed call. @param hint on what would be allowed */
  refusal(error: unknown, op: string, hint: string): unknown {
    const code = codeOf(error);
    if (code === 'ESRCH') return this.gone(op);
    if (code !== 'EPERM' && code !== 'EACCES') return error;
    const { users, path } = this.#proc;
    const uid = /^Uid:\s+\d+\s+(\d+)/m.exec(peekText(`${path}/${this.pid}/status`) ?? '')?.[1];
    const us = users.get(process.geteuid?.() ?? 0);
    const who = uid === undefined ? '' : `you are user ${us}, it belongs to ${users.get(Number(uid))}; `;
    return new SysError('EPERM', op, this.label, `${who}${hint}`);
  }

  /** What to throw for one that is not there any more. */
  gone(op: string): SysError {
    const name = nameOf(this.#proc, this.pid);
    const now =
      name === undefined ? 'it has ended' : `it has ended, and its PID is that of another process now, ${name}`;
    return new SysError('ESRCH', op, String(this.pid), now);
  }

  /** What to throw for one of which nothing can be asked now. */
  unread(op: string): SysError {
    return new SysError('EAGAIN', op, this.label, 'it cannot be checked now, too many open files; try again');
  }

  /** @returns undefined for what is gone or not for us */
  #unlessRefused<T>(op: string, read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      const code = hostCode(error);
      if (code === undefined) throw error;
      if (code === 'EMFILE' || code === 'ENFILE') throw this.unread(op);
      return undefined;
    }
  }
}

/** The code of a failed call: setPriority wraps the system's error. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, info } = error as NodeJS.ErrnoException & { readonly info?: { readonly code?: string } };
  return info?.code ?? code;
}

/** @param status of /proc/N/status */
function leaderIn(status: string): number | undefined {
  const found = /^Tgid:\s+(\d+)$/m.exec(status)?.[1];
  return found === undefined ? undefined : Number(found);
}

/** Fit for a message: a process may call itself anything. */
function nameOf({ path }: ProcNames, pid: number): string | undefined {
  return peekText(`${path}/${pid}/comm`)?.replace(/\n$/, '').replace(/\p{C}/gu, '?');
}

function labelOf(pid: number, name: string): string {
  return name === '' ? String(pid) : `${pid} (${name})`;
}
