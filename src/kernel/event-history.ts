import { describeReason } from '../base/reason.ts';
import type { Bus, KernelEvent } from './bus.ts';

/** Events that are kept of each task. */
const MOST_EVENTS = 20;

/** Something that happened to a task, in words. */
export interface TaskEvent {
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly text: string;
}

/** Remembers the last events of each task in the table. */
export class EventHistory {
  readonly #events = new Map<number, TaskEvent[]>();

  constructor(bus: Bus) {
    bus.subscribe(({ timestamp, message }) => {
      if (!('pid' in message)) return;
      if (message.type === 'task.reaped') this.#events.delete(message.pid);
      else this.#add(message.pid, { time: timestamp, text: textOf(message) });
    });
  }

  /** The oldest first. */
  of(pid: number): readonly TaskEvent[] {
    return this.#events.get(pid) ?? [];
  }

  #add(pid: number, event: TaskEvent): void {
    const events = this.#events.get(pid);
    if (events === undefined) this.#events.set(pid, [event]);
    else {
      events.push(event);
      if (events.length > MOST_EVENTS) events.shift();
    }
  }
}

function textOf(event: Extract<KernelEvent, { pid: number }>): string {
  switch (event.type) {
    case 'task.state':
      return event.reason === undefined ? event.to : `${event.to}: ${describeReason(event.reason)}`;
    case 'task.signal':
      return `signal ${event.signal}${event.caught ? ', which it reads' : ''}`;
    case 'task.level':
      return `level ${event.level}`;
    case 'task.paused':
      return 'paused';
    case 'task.continued':
      return 'goes on';
    case 'task.limit':
      return `limit reached: ${event.limit}`;
    case 'task.listening':
      return `listens on ${event.address}`;
    case 'task.parent':
      return `child of ${event.parent} from now on`;
    case 'task.reaped':
      return 'reaped';
  }
}
