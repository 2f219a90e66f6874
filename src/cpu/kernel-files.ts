import type { Maybe } from '../base/maybe.ts';
import { SysError } from '../base/sys-error.ts';
import {
  type DirEntry,
  FileHandle,
  type FileType,
  type Interest,
  type Listing,
  type Readiness,
  type Stat,
  WOULD_BLOCK,
} from '../vfs/file-handle.ts';
import { FileServer, type OpenHow } from '../vfs/file-server.ts';
import type { ServerSpec } from '../vfs/server-spec.ts';
import type { Answer } from './kernel-requests.ts';
import type { FileRequest } from './messages.ts';

/** What one read asks the kernel for at most. */
const READ_AHEAD = 16_384;

/** Sends a request of a task to the kernel. Rejects with the SysError that the kernel answers with. */
type Ask = (request: FileRequest) => Promise<Answer>;

/** The task tree as a cpu sees it for one of its tasks: every operation is a message to the kernel. */
export class KernelFiles extends FileServer {
  override readonly spec: ServerSpec;
  readonly #ask: Ask;

  constructor(spec: ServerSpec, ask: Ask) {
    super();
    this.spec = spec;
    this.#ask = ask;
  }

  /** The root is there without asking: every task finds it open. */
  override open(path: string, how: OpenHow): Maybe<FileHandle> {
    if (path !== '' || how.write || how.create) return this.#openByMessage(path, how);
    return new KernelRoot(() => this.#openByMessage(path, how));
  }

  override async stat(path: string): Promise<Stat> {
    const reply = await this.#ask({ op: 'stat', path });
    if (!('stat' in reply)) throw new SysError('EIO', 'stat', path);
    return statOf(reply.stat);
  }

  async #openByMessage(path: string, how: OpenHow): Promise<FileHandle> {
    const reply = await this.#ask({ op: 'open', path, how });
    if (!('opened' in reply)) throw new SysError('EIO', 'open', path);
    return new KernelHandle(this.#ask, reply.opened);
  }
}

/** The root of the tree; what is in it is asked for when somebody lists it. */
class KernelRoot extends FileHandle {
  override readonly type: FileType = 'directory';
  readonly #open: () => Promise<FileHandle>;

  constructor(open: () => Promise<FileHandle>) {
    super();
    this.#open = open;
  }

  override stat(): Stat {
    return statOf({ type: this.type, ino: 1n });
  }

  override list(): Listing {
    return new OpenedListing(this.#open());
  }
}

/** Reads a directory that is still being opened, and closes it. */
class OpenedListing implements Listing {
  readonly #handle: Promise<FileHandle>;
  readonly #listing: Promise<Listing>;

  constructor(handle: Promise<FileHandle>) {
    this.#handle = handle;
    this.#listing = handle.then((opened) => opened.list());
  }

  async next(most: number): Promise<readonly DirEntry[] | undefined> {
    return (await this.#listing).next(most);
  }

  /** Why it could not be opened is told by `next`. */
  close(): void {
    this.#listing.catch(() => {});
    this.#handle.then((handle) => handle.close()).catch(() => {});
  }
}

/**
 * An open file of the kernel's: a stream. The first wish to read asks the kernel, which answers when it has something; what
 * it sent stays here until it is read, so a wish that is taken back loses nothing.
 */
class KernelHandle extends FileHandle {
  override readonly type: FileType;
  override readonly seekable = false;
  readonly #ask: Ask;
  readonly #handle: number;
  readonly #ino: bigint;
  readonly #wakes = new Set<() => void>();
  #buffer = new Uint8Array(0);
  #asking = false;
  #ended = false;
  #error: unknown;

  constructor(ask: Ask, opened: { readonly handle: number; readonly type: FileType; readonly ino: bigint }) {
    super();
    this.#ask = ask;
    this.#handle = opened.handle;
    this.type = opened.type;
    this.#ino = opened.ino;
  }

  override stat(): Stat {
    return statOf({ type: this.type, ino: this.#ino });
  }

  override read(into: Uint8Array): number {
    if (this.#buffer.length > 0) {
      const count = Math.min(this.#buffer.length, into.length);
      into.set(this.#buffer.subarray(0, count));
      this.#buffer = this.#buffer.subarray(count);
      return count;
    }
    if (this.#error !== undefined) throw this.#error;
    return this.#ended ? 0 : WOULD_BLOCK;
  }

  override async write(from: Uint8Array): Promise<number> {
    const reply = await this.#ask({ op: 'write', handle: this.#handle, bytes: from.slice() });
    return 'written' in reply ? reply.written : from.length;
  }

  override list(): Listing {
    let after = '';
    const next = async (most: number) => {
      const reply = await this.#ask({ op: 'list', handle: this.#handle, after, most });
      const last = 'entries' in reply ? reply.entries.at(-1) : undefined;
      if (last === undefined) return undefined;
      after = last.name;
      return 'entries' in reply ? reply.entries : undefined;
    };
    return { next, close() {} };
  }

  override readiness(): Readiness {
    const done = this.#ended || this.#error !== undefined;
    return { readable: this.#buffer.length || (done ? 1 : 0), writable: 1, hangup: done };
  }

  override watch(interest: Interest, wake: () => void): () => void {
    if (interest === 'write' || this.readiness().readable > 0) {
      wake();
      return () => {};
    }
    const entry = () => wake();
    this.#wakes.add(entry);
    if (!this.#asking) void this.#fetch();
    return () => {
      this.#wakes.delete(entry);
    };
  }

  override close(): void {
    void this.#ask({ op: 'close', handle: this.#handle }).catch(() => {});
  }

  async #fetch(): Promise<void> {
    this.#asking = true;
    try {
      const reply = await this.#ask({ op: 'read', handle: this.#handle, length: READ_AHEAD });
      const bytes = 'bytes' in reply ? reply.bytes : new Uint8Array(0);
      this.#buffer = new Uint8Array(bytes);
      this.#ended = bytes.length === 0;
    } catch (error) {
      this.#error = error;
    }
    this.#asking = false;
    const wakes = [...this.#wakes];
    this.#wakes.clear();
    for (const wake of wakes) wake();
  }
}

function statOf({ type, ino }: { readonly type: FileType; readonly ino: bigint }): Stat {
  return { dev: 5n, ino, type, nlink: 1n, size: 0n, atim: 0n, mtim: 0n, ctim: 0n };
}
