import type { ToCpu } from '../cpu/messages.ts';
import type { ServerSpec } from '../vfs/server-spec.ts';

/**
 * The file servers that a cpu knows: those that its tasks see. It hears of one before the first task that sees it, and forgets it
 * after the last; `/dev` and `/task`, which most see, it keeps.
 */
export class CpuServers {
  readonly #send: (message: ToCpu) => void;
  readonly #seen = new Map<number, readonly ServerSpec[]>();
  /** How many tasks see a server, by its number. */
  readonly #users = new Map<number, number>();

  constructor(send: (message: ToCpu) => void) {
    this.#send = send;
  }

  /** A task is about to see these too. */
  add(pid: number, servers: readonly ServerSpec[]): void {
    const before = this.#seen.get(pid) ?? [];
    const added = servers.filter((server) => !before.includes(server));
    this.#seen.set(pid, [...before, ...added]);
    for (const spec of added) {
      const users = this.#users.get(spec.id) ?? 0;
      if (users === 0) this.#send({ type: 'server', spec });
      this.#users.set(spec.id, users + 1);
    }
  }

  /** A task sees only these any more. */
  keepOnly(pid: number, servers: readonly ServerSpec[]): void {
    for (const { id, kind } of this.#seen.get(pid)?.filter((server) => !servers.includes(server)) ?? []) {
      const users = (this.#users.get(id) ?? 0) - 1;
      const isKept = users > 0 || kind === 'dev' || kind === 'task';
      if (isKept) this.#users.set(id, Math.max(1, users));
      else if (this.#users.delete(id)) this.#send({ type: 'forget', id });
    }
    this.#seen.set(pid, servers);
  }

  /** A task has ended. */
  remove(pid: number): void {
    this.keepOnly(pid, []);
    this.#seen.delete(pid);
  }
}
