import { EventEmitter } from 'node:events';
import { builtin } from '../base/builtin.ts';
import type { LimitName, Reason } from '../base/reason.ts';
import type { SignalName } from '../base/signals.ts';
import type { Phase } from './task-state.ts';

/** Everything that happens in the kernel, as data. */
export type KernelEvent =
  | {
      readonly type: 'task.state';
      readonly pid: number;
      readonly from: Phase | 'none';
      readonly to: Phase;
      readonly reason: Reason | undefined;
    }
  | { readonly type: 'task.signal'; readonly pid: number; readonly signal: SignalName; readonly caught: boolean }
  | { readonly type: 'task.level'; readonly pid: number; readonly level: number }
  | { readonly type: 'task.paused' | 'task.continued'; readonly pid: number }
  /** A limit refused something or ended the task. */
  | { readonly type: 'task.limit'; readonly pid: number; readonly limit: LimitName }
  /** It listens at `address`; `asked` may leave the port to the system. */
  | { readonly type: 'task.listening'; readonly pid: number; readonly asked: string; readonly address: string }
  | { readonly type: 'task.parent'; readonly pid: number; readonly parent: number }
  | { readonly type: 'task.reaped'; readonly pid: number }
  /** All tasks are asked to end, and the kernel with them. */
  | { readonly type: 'kernel.stopping' }
  | { readonly type: 'cpu.lost'; readonly cpu: number; readonly message: string };

/** An event on its way: who sent it, when, and in answer to what. */
export interface Envelope {
  readonly id: string;
  readonly source: string;
  readonly correlation_id?: string;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  readonly message: KernelEvent;
}

/** Its id is made when it is asked for: most never are, and a process of some milliseconds need not load what makes it. */
class Sent implements Envelope {
  readonly source: string;
  readonly timestamp = Date.now();
  readonly message: KernelEvent;
  #id: string | undefined;

  constructor(source: string, message: KernelEvent) {
    this.source = source;
    this.message = message;
  }

  get id(): string {
    this.#id ??= builtin.crypto.randomUUID();
    return this.#id;
  }
}

/** The bus that all of the kernel emits on. Subscribers are called at once, in the order in which they came. */
export class Bus {
  readonly #emitter = new EventEmitter<{ event: [Envelope] }>().setMaxListeners(0);

  emit(message: KernelEvent, source = 'kernel'): void {
    if (this.#emitter.listenerCount('event') === 0) return;
    this.#emitter.emit('event', new Sent(source, message));
  }

  /** @returns a function that ends the subscription. */
  subscribe(listener: (envelope: Envelope) => void): () => void {
    this.#emitter.on('event', listener);
    return () => {
      this.#emitter.off('event', listener);
    };
  }
}
