import { DISK_LIMIT_MS } from '../base/limits.ts';
import { SysError } from '../base/sys-error.ts';
import { type Endpoint, openProcess, openThread } from './endpoint.ts';
import { errorOf } from './failure.ts';
import type { JobName, Jobs } from './jobs.ts';
import type { DiskReply, DiskRequest } from './messages.ts';

interface Question {
  readonly since: number;
  readonly answered: (value: unknown) => void;
  readonly failed: (error: unknown) => void;
}

/** Hears of files that are followed on a disk. */
export interface TailListener {
  reply(reply: Extract<DiskReply, { kind: 'pieces' | 'tails' | 'refused' }>): void;
  ended(why: string): void;
}

/** One disk, used in a thread or a process of its own: whoever asks waits, and nobody else. */
export class Disk {
  /** For messages: where it is mounted. */
  readonly place: string;
  readonly #endpoint: Endpoint;
  readonly #questions = new Map<number, Question>();
  readonly #tails = new Map<number, TailListener>();
  #lastId = 0;
  #hasEnded = false;

  constructor(place: string, mayHang: boolean) {
    this.place = place;
    const listener = {
      reply: (reply: DiskReply) => this.#reply(reply),
      ended: (why: string) => this.#ended(why),
    };
    this.#endpoint = mayHang ? openProcess(listener) : openThread(listener);
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** Milliseconds for which the oldest question waits; 0 where none does. */
  get silentMs(): number {
    const [oldest] = this.#questions.values();
    return oldest === undefined ? 0 : performance.now() - oldest.since;
  }

  /**
   * Has a job done there. The question stays with the disk after its limit, so `silentMs` goes on.
   *
   * @throws SysError ETIMEDOUT where there is no answer within the limit, and what the job throws
   */
  ask<K extends JobName>(
    job: K,
    args: Parameters<Jobs[K]>,
    limitMs = DISK_LIMIT_MS,
  ): Promise<Awaited<ReturnType<Jobs[K]>>> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(this.#late()), limitMs);
      const settle = <T>(take: (value: T) => void) => {
        return (value: unknown): void => {
          clearTimeout(timer);
          take(value as T);
        };
      };
      const id = ++this.#lastId;
      this.#questions.set(id, { since: performance.now(), answered: settle(resolve), failed: settle(reject) });
      this.send({ kind: 'job', id, job, args });
    });
  }

  /** Follows files there. @returns the id for more requests */
  follow(listener: TailListener): number {
    const id = ++this.#lastId;
    this.#tails.set(id, listener);
    return id;
  }

  send(request: DiskRequest): void {
    if (request.kind === 'leave') this.#tails.delete(request.id);
    if (!this.#hasEnded) this.#endpoint.send(request);
    else if (request.kind === 'job') this.#failAll('it has ended');
  }

  close(): void {
    this.#endpoint.close();
    this.#ended('wasitop ends');
  }

  #late(): SysError {
    return new SysError('ETIMEDOUT', 'wait for', this.place, 'this disk does not answer; try again once it does');
  }

  #reply(reply: DiskReply): void {
    if (reply.kind !== 'done' && reply.kind !== 'failed') return this.#tails.get(reply.id)?.reply(reply);
    const question = this.#questions.get(reply.id);
    this.#questions.delete(reply.id);
    if (reply.kind === 'done') question?.answered(reply.value);
    else question?.failed(errorOf(reply.failure));
  }

  #ended(why: string): void {
    this.#hasEnded = true;
    this.#failAll(why);
    for (const tail of this.#tails.values()) tail.ended(why);
    this.#tails.clear();
  }

  #failAll(why: string): void {
    for (const { failed } of this.#questions.values()) failed(new SysError('EIO', 'read', this.place, why));
    this.#questions.clear();
  }
}
