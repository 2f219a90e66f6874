import { signalName } from '../base/signals.ts';
import { SysError } from '../base/sys-error.ts';
import type { FileReply, FileRequest } from '../cpu/messages.ts';
import type { Kernel, KernelFileService } from '../kernel/kernel.ts';
import type { NoteFile } from '../kernel/notes.ts';
import type { Task } from '../kernel/task.ts';
import { hasEnded } from '../kernel/task-state.ts';
import type { DirEntry, FileType } from '../vfs/file-handle.ts';
import type { OpenHow } from '../vfs/file-server.ts';

/** What stands at a path of the tree, for the task that asks. */
type Found =
  /** Its names are those behind `after`, in their order. */
  | { readonly type: 'directory'; readonly namesAfter: (after: string) => Iterable<string> }
  | { readonly type: 'note'; readonly task: Task };

/** Names that one answer has at most. */
const MOST_NAMES = 1_024;

const TASK_FILES = ['note'];

interface OpenHandle {
  readonly found: Found;
  readonly notes: NoteFile | undefined;
}

/**
 * Serves `/task`: for each task a directory, and `self` for the one that asks. So far a task has its `note` file alone, from which
 * it reads the signals sent to it, one line each; while one is open, they do not end the task.
 */
export class TaskFiles implements KernelFileService {
  readonly #kernel: Kernel;
  /** What each task has open, by its number. */
  readonly #handles = new Map<number, Map<number, OpenHandle>>();
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
      throw error;
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
        return { ok: true, entries: list(this.#handle(pid, request.handle), request.after, request.most) };
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
    }
    const handle = ++this.#lastHandle;
    const opened = this.#handles.get(pid) ?? new Map<number, OpenHandle>();
    this.#handles.set(pid, opened);
    opened.set(handle, { found, notes: found.type === 'note' ? found.task.notes.open() : undefined });
    return { ok: true, opened: { handle, type: typeOf(found), ino: inodeOf(path) } };
  }

  #find(pid: number, path: string, op: string): Found {
    const [first = '', second, ...more] = path.split('/');
    if (first === '') return { type: 'directory', namesAfter: (after) => this.#tasksAfter(after) };
    const task =
      first === 'self'
        ? this.#kernel.table.find(pid)
        : /^\d+$/.test(first)
          ? this.#kernel.table.find(Number(first))
          : undefined;
    if (task === undefined || more.length > 0) throw new SysError('ENOENT', op, path);
    if (second === undefined) return { type: 'directory', namesAfter: (after) => (after === '' ? TASK_FILES : []) };
    if (second === 'note' && !hasEnded(task.state)) return { type: 'note', task };
    throw new SysError('ENOENT', op, path);
  }

  /** PIDs only grow, so each is a place in the order; `self` stands before them. */
  *#tasksAfter(after: string): Generator<string> {
    if (after === '') yield 'self';
    const last = Number(after) || 0;
    for (const { pid } of this.#kernel.table.all()) if (pid > last) yield String(pid);
  }

  #handle(pid: number, handle: number): OpenHandle {
    const open = this.#handles.get(pid)?.get(handle);
    if (open === undefined) throw new SysError('EBADF', 'use', String(handle));
    return open;
  }

  /** Answers when there is a note, or when the file is closed. */
  async #read({ notes }: OpenHandle): Promise<Uint8Array> {
    if (notes === undefined) throw new SysError('EISDIR', 'read');
    const lines = await notes.read();
    return new TextEncoder().encode(lines.map((line) => `${line}\n`).join(''));
  }

  #close(pid: number, handle: number): FileReply {
    const { notes } = this.#handle(pid, handle);
    this.#handles.get(pid)?.delete(handle);
    notes?.close();
    return { ok: true };
  }

  /** Closes what a task has left open, and answers what it still reads. */
  #closeAll(pid: number): void {
    for (const { notes } of this.#handles.get(pid)?.values() ?? []) notes?.close();
    this.#handles.delete(pid);
  }
}

function typeOf(found: Found): FileType {
  return found.type === 'directory' ? 'directory' : 'char';
}

function list({ found }: OpenHandle, after: string, most: number): DirEntry[] {
  if (found.type !== 'directory') throw new SysError('ENOTDIR', 'list');
  const names = Iterator.from(found.namesAfter(after)).take(Math.min(most, MOST_NAMES));
  return [...names].map((name) => ({ name, ino: inodeOf(name), type: name === 'note' ? 'char' : 'directory' }));
}

/** The same path has the same number. */
function inodeOf(path: string): bigint {
  let hash = 7n;
  for (const byte of new TextEncoder().encode(path)) hash = BigInt.asUintN(52, hash * 31n + BigInt(byte));
  return hash + 1n;
}
