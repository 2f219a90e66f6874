import { SysError } from '../base/sys-error.ts';
import type { StdioSpec } from '../cpu/messages.ts';
import { WOULD_BLOCK } from '../vfs/file-handle.ts';
import { makePipe, PipeHandle } from '../vfs/pipe.ts';

/** The standard input of a task, held open by a person who may type into it: the task waits for that, as on a terminal. */
export class TaskInput {
  readonly #pipe = makePipe();
  #writer: PipeHandle | undefined;
  #ended = false;

  /** The end that the task reads. */
  get source(): StdioSpec {
    return { kind: 'pipe', pipe: this.#pipe, end: 'read' };
  }

  /** Gives the task something to read. @throws SysError EPIPE after its end, EAGAIN where the task does not read what it has. */
  write(text: string): void {
    if (this.#ended) throw new SysError('EPIPE', 'write', 'fd/0', 'its input has ended');
    const bytes = new TextEncoder().encode(text);
    const writer = this.#open();
    const { writable, hangup } = writer.readiness();
    if ((!hangup && bytes.length > writable) || writer.write(bytes) === WOULD_BLOCK)
      throw new SysError('EAGAIN', 'write', 'fd/0', 'its input is full: it does not read what was sent before');
  }

  /** The task finds the end of its input behind what it was given. */
  end(): void {
    this.#open().close();
    this.#ended = true;
  }

  #open(): PipeHandle {
    this.#writer ??= new PipeHandle(this.#pipe, 'write');
    return this.#writer;
  }
}
