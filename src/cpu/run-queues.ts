import { SLICE_MS } from '../base/limits.ts';

/** A task as the queues see it. The links belong to the queue that it stands in. */
export interface Queued {
  /** 0 (critical) to 7 (idle), as last read from the stat page. */
  level: number;
  /** Milliseconds of CPU time that it took beyond its slices, and has not made up for by letting others go first. */
  debt: number;
  queue: RunQueue | undefined;
  before: Queued | undefined;
  after: Queued | undefined;
}

/** A first-in, first-out list with removal from the middle, without allocation. */
export class RunQueue {
  #first: Queued | undefined;
  #last: Queued | undefined;

  get empty(): boolean {
    return this.#first === undefined;
  }

  pushLast(task: Queued): void {
    task.queue = this;
    task.before = this.#last;
    task.after = undefined;
    if (this.#last === undefined) this.#first = task;
    else this.#last.after = task;
    this.#last = task;
  }

  pushFirst(task: Queued): void {
    task.queue = this;
    task.before = undefined;
    task.after = this.#first;
    if (this.#first === undefined) this.#last = task;
    else this.#first.before = task;
    this.#first = task;
  }

  shift(): Queued | undefined {
    const task = this.#first;
    if (task !== undefined) this.remove(task);
    return task;
  }

  /** Takes out a task that stands in this queue. */
  remove(task: Queued): void {
    if (task.before === undefined) this.#first = task.after;
    else task.before.after = task.after;
    if (task.after === undefined) this.#last = task.before;
    else task.after.before = task.before;
    task.queue = undefined;
    task.before = undefined;
    task.after = undefined;
  }
}

const LEVELS = 8;
const IDLE_LEVEL = 7;

/** Weights of levels 1 to 6, each twice the next: the promised shares 32:16:8:4:2:1. */
const WEIGHTS = [0, 32, 16, 8, 4, 2, 1, 0];

/** How far a level's use may be ahead, in weighted milliseconds, for its wake-ups still to go first. */
const WAKE_CREDIT = 1;

/**
 * The run queues of one cpu, one a level. Level 0 goes before all others, 7 only when nothing else is ready, and 1 to 6
 * share by stride scheduling (Waldspurger and Weihl 1995): each level has a pass that grows with the CPU time it
 * used divided by its weight, and the least pass goes next, so none starves.
 */
export class RunQueues {
  /** Tasks that were killed: they need a moment to unwind, and go before everything. */
  readonly #dying = new RunQueue();
  readonly #levels = Array.from({ length: LEVELS }, () => new RunQueue());
  readonly #pass = new Float64Array(LEVELS);
  /** The pass of the level that ran last: where a level that was idle joins, so that idling earns no claim. */
  #virtualTime = 0;
  #preferred = 0;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Puts a ready task at the end of its level's queue. */
  add(task: Queued): void {
    this.#join(task).pushLast(task);
    this.#size++;
  }

  /** Puts a task that woke from I/O where it runs next of its level; levels 1 to 3 go before others while within their share. */
  addWoken(task: Queued): void {
    if (task.level === 0 || task.level > 3) {
      this.add(task);
      return;
    }
    this.#join(task).pushFirst(task);
    this.#preferred = task.level;
    this.#size++;
  }

  /** Puts a killed task before all others. */
  addDying(task: Queued): void {
    this.#dying.pushLast(task);
    this.#size++;
  }

  /** Takes a task out of the queue that it stands in, if any. */
  remove(task: Queued): void {
    if (task.queue === undefined) return;
    task.queue.remove(task);
    this.#size--;
  }

  /** Takes the task that runs next. */
  next(): Queued | undefined {
    const queue = this.#nextQueue();
    if (queue === undefined) return undefined;
    this.#size--;
    return queue === this.#dying ? queue.shift() : firstWithoutDebt(queue);
  }

  /** Charges a task and its level for CPU time that it used, in milliseconds. */
  charge(task: Queued, ms: number): void {
    task.debt = Math.max(-SLICE_MS, task.debt + ms - SLICE_MS);
    const weight = WEIGHTS[task.level] ?? 0;
    if (weight > 0) this.#pass[task.level] = this.#passOf(task.level) + ms / weight;
  }

  #join(task: Queued): RunQueue {
    const queue = this.#levels[task.level] as RunQueue;
    if (queue.empty) this.#pass[task.level] = Math.max(this.#passOf(task.level), this.#virtualTime);
    return queue;
  }

  #nextQueue(): RunQueue | undefined {
    if (!this.#dying.empty) return this.#dying;
    const critical = this.#levels[0] as RunQueue;
    if (!critical.empty) return critical;
    const level = this.#takePreferred() ?? this.#leastPass();
    if (level !== undefined) {
      this.#virtualTime = Math.max(this.#virtualTime, this.#passOf(level));
      return this.#levels[level];
    }
    const idle = this.#levels[IDLE_LEVEL] as RunQueue;
    return idle.empty ? undefined : idle;
  }

  #takePreferred(): number | undefined {
    const level = this.#preferred;
    this.#preferred = 0;
    if (level === 0 || this.#levels[level]?.empty) return undefined;
    return this.#passOf(level) - this.#virtualTime <= WAKE_CREDIT ? level : undefined;
  }

  #leastPass(): number | undefined {
    let least: number | undefined;
    for (let level = 1; level < IDLE_LEVEL; level++) {
      if (this.#levels[level]?.empty) continue;
      if (least === undefined || this.#passOf(level) < this.#passOf(least)) least = level;
    }
    return least;
  }

  #passOf(level: number): number {
    return this.#pass[level] ?? 0;
  }
}

/**
 * Tasks of one level take turns. A call of the host or a first touch of memory can take longer than a slice: who
 * owes a slice or more stands back for as many turns. Alone, nobody waits for it, and nothing is owed.
 */
function firstWithoutDebt(queue: RunQueue): Queued | undefined {
  let task = queue.shift();
  while (task !== undefined && task.debt >= SLICE_MS) {
    if (queue.empty) {
      task.debt = 0;
      return task;
    }
    task.debt -= SLICE_MS;
    queue.pushLast(task);
    task = queue.shift();
  }
  return task;
}
