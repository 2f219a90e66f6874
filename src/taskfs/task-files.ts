import { signalName } from '../base/signals.ts';
import { type ErrorCode, SysError } from '../base/sys-error.ts';
import type { FileReply, FileRequest } from '../cpu/messages.ts';
import type { Kernel, KernelFileService } from '../kernel/kernel.ts';
import type { Task } from '../kernel/task.ts';
import { hasEnded } from '../kernel/task-state.ts';
import type { DirEntry, FileHandle, FileType, Stat } from '../vfs/file-handle.ts';
import { FileServer, type OpenHow } from '../vfs/file-server.ts';
import type { ServerSpec } from '../vfs/server-spec.ts';

/** What stands at a path of the tree, for the task that asks. */
type Found =
  | { readonly type: 'directory'; readonly names: readonly string[] }
  | { readonly type: 'note'; readonly task: Task };

/** Notes that wait to be read; more are dropped, the oldest first. */
const MOST_NOTES = 256;

const TASK_FILES = ['note'];

interface OpenHandle {
  readonly pid: number;
  readonly found: Found;
}

/**
 * Serves `/task`: for each task a directory, and `self` for the one that asks. So far a task has its `note` file alone, from which
 * it reads the signals sent to it, one line each; while it is open, they do not end the task.
 */
export class TaskFiles implements KernelFileService {
  readonly #kernel: Kernel;
  readonly #handles = new Map<number, OpenHandle>();
  #lastHandle = 0;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
    kernel.bus.subscribe(({ message }) => {
      if (message.type === 'task.state' && (message.to === 'exited' || message.to === 'failed'))
        this.#closeAll(message.pid);
    });
  }

  async request(pid: number, request: FileRequest): Promise<FileReply> {
    try {
      return await this.#answer(pid, request);
    } catch (error) {
      if (error instanceof SysError) return { ok: false, code: error.code, detail: error.detail };
      const code: ErrorCode = 'EIO';
      return { ok: false, code, detail: String(error) };
    }
  }

  async #answer(pid: number, request: FileRequest): Promise<FileReply> {
    switch (request.op) {
      case 'open':
        return this.#open(pid, request.path, request.how);
      case 'stat': {
        const type = typeOf(this.#find(pid, request.path, 'stat'));
        return { ok: true, stat: { type, ino: inodeOf(request.path) } };
      }
      case 'read':
        return { ok: true, bytes: await this.#read(this.#handle(pid, request.handle)) };
      case 'write':
        throw new SysError('EBADF', 'write', 'note', 'notes are written by signals');
      case 'list':
        return { ok: true, entries: list(this.#handle(pid, request.handle)) };
      case 'close':
        return this.#close(pid, request.handle);
      case 'raise':
        this.#kernel.signal(pid, signalName(request.signal));
        return { ok: true };
    }
  }

  #open(pid: number, path: string, how: OpenHow): FileReply {
    const found = this.#find(pid, path, 'open');
    if (how.create && how.exclusive) throw new SysError('EEXIST', 'open', path);
    if (how.directory && found.type !== 'directory') throw new SysError('ENOTDIR', 'open', path);
    if (how.write) throw new SysError(found.type === 'directory' ? 'EISDIR' : 'EACCES', 'open', path);
    if (found.type === 'note') {
      if (found.task.pid !== pid) throw new SysError('EPERM', 'open', path, 'notes are read by their task alone');
      found.task.notes ??= { lines: [], arrived: undefined };
    }
    const handle = ++this.#lastHandle;
    this.#handles.set(handle, { pid, found });
    return { ok: true, opened: { handle, type: typeOf(found), ino: inodeOf(path) } };
  }

  #find(pid: number, path: string, op: string): Found {
    const [first = '', second, ...more] = path.split('/');
    if (first === '')
      return { type: 'directory', names: ['self', ...[...this.#kernel.table.all()].map((task) => String(task.pid))] };
    const task =
      first === 'self'
        ? this.#kernel.table.find(pid)
        : /^\d+$/.test(first)
          ? this.#kernel.table.find(Number(first))
          : undefined;
    if (task === undefined || more.length > 0) throw new SysError('ENOENT', op, path);
    if (second === undefined) return { type: 'directory', names: TASK_FILES };
    if (second === 'note' && !hasEnded(task.state)) return { type: 'note', task };
    throw new SysError('ENOENT', op, path);
  }

  #handle(pid: number, handle: number): OpenHandle {
    const open = this.#handles.get(handle);
    if (open === undefined || open.pid !== pid) throw new SysError('EBADF', 'use', String(handle));
    return open;
  }

  /** Answers when there is a note. */
  async #read({ found }: OpenHandle): Promise<Uint8Array> {
    const notes = found.type === 'note' ? found.task.notes : undefined;
    if (notes === undefined) throw new SysError('EISDIR', 'read');
    if (notes.lines.length === 0) {
      await new Promise<void>((resolve) => {
        notes.arrived = resolve;
      });
    }
    const lines = notes.lines.splice(0).slice(-MOST_NOTES);
    return new TextEncoder().encode(lines.map((line) => `${line}\n`).join(''));
  }

  /** Closing the note file gives the signals their usual effect back. */
  #close(pid: number, handle: number): FileReply {
    const { found } = this.#handle(pid, handle);
    this.#handles.delete(handle);
    if (found.type === 'note') found.task.notes = undefined;
    return { ok: true };
  }

  #closeAll(pid: number): void {
    for (const [handle, open] of this.#handles) if (open.pid === pid) this.#handles.delete(handle);
  }
}

/** The tree as the main thread mounts it. Guests reach it through their cpu, which sends requests. */
export class TaskServer extends FileServer {
  override readonly spec: ServerSpec;

  constructor(id: number) {
    super();
    this.spec = { kind: 'task', id, name: 'task' };
  }

  override open(path: string): FileHandle {
    throw new SysError('ENOSYS', 'open', path);
  }

  override stat(path: string): Stat {
    throw new SysError('ENOSYS', 'stat', path);
  }
}

function typeOf(found: Found): FileType {
  return found.type === 'directory' ? 'directory' : 'char';
}

function list({ found }: OpenHandle): DirEntry[] {
  if (found.type !== 'directory') throw new SysError('ENOTDIR', 'list');
  return found.names.map((name) => ({ name, ino: inodeOf(name), type: name === 'note' ? 'char' : 'directory' }));
}

/** The same path has the same number. */
function inodeOf(path: string): bigint {
  let hash = 7n;
  for (const byte of new TextEncoder().encode(path)) hash = BigInt.asUintN(52, hash * 31n + BigInt(byte));
  return hash + 1n;
}
