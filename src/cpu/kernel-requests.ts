import { SysError } from '../base/sys-error.ts';
import type { FileReply, FileRequest } from './messages.ts';

/** An answer of the kernel's that is no error. */
export type Answer = Extract<FileReply, { ok: true }>;

const ENDED: FileReply = { ok: false, code: 'ECANCELED', detail: 'the task has ended' };

/** What one task has asked the kernel. Each request is answered once: by the kernel, or with ECANCELED when the task ends. */
export class KernelRequests {
  readonly #send: (id: number, request: FileRequest) => void;
  readonly #pending = new Map<number, (reply: FileReply) => void>();
  #lastId = 0;
  #ended = false;

  constructor(send: (id: number, request: FileRequest) => void) {
    this.#send = send;
  }

  /** Rejects with the SysError that the kernel answers with. */
  async ask(request: FileRequest): Promise<Answer> {
    const reply = this.#ended ? ENDED : await this.#reply(request);
    if (reply.ok) return reply;
    // A fault of the kernel's ends the task that asked, as one of the cpu's does.
    if ('fault' in reply) throw new Error(reply.fault);
    throw new SysError(reply.code, request.op, 'path' in request ? request.path : undefined, reply.detail);
  }

  answer(id: number, reply: FileReply): void {
    this.#pending.get(id)?.(reply);
    this.#pending.delete(id);
  }

  /** The task has ended: answers everything, and whatever is still asked later. */
  end(): void {
    this.#ended = true;
    for (const answer of this.#pending.values()) answer(ENDED);
    this.#pending.clear();
  }

  #reply(request: FileRequest): Promise<FileReply> {
    const id = ++this.#lastId;
    return new Promise((resolve) => {
      this.#send(id, request);
      this.#pending.set(id, resolve);
    });
  }
}
