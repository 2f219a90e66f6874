import { LONGEST_TIMER_MS } from '../base/limits.ts';
import { SysError } from '../base/sys-error.ts';
import type { FileHandle, Interest } from '../vfs/file-handle.ts';
import { define } from './call.ts';
import { CLOCK, readClock, realtime } from './clock-calls.ts';
import { toErrno } from './errno.ts';
import { afterOthers, type Outcome } from './outcome.ts';
import { RIGHT } from './rights.ts';
import type { WasiTask } from './wasi-task.ts';

/** preview1's eventtype (witx). */
const EVENT = { clock: 0, fdRead: 1, fdWrite: 2 } as const;
const EVENT_BYTES = 32;
const ABSOLUTE = 1;
const HANGUP = 1;

const NEVER = Number.POSITIVE_INFINITY;

/** Wishes of one poll; more are EINVAL, as of poll(2) with more than there may be files. So many take a few milliseconds. */
const MOST_WISHES = 16_384;

/** Wishes past which a poll takes as long as many calls: the other tasks have their turn behind each such poll. */
const LONG_POLL = 128;

/** Where the fields of a subscription stand; the two ABIs differ. */
export interface SubscriptionLayout {
  readonly bytes: number;
  readonly clockId: number;
  readonly timeout: number;
  readonly flags: number;
}

/** One wish of a poll. */
type Subscription =
  | { readonly kind: 'clock'; readonly userdata: bigint; readonly type: number; readonly deadline: number }
  | {
      readonly kind: 'file';
      readonly userdata: bigint;
      readonly type: number;
      readonly handle: FileHandle;
      readonly interest: Interest;
    }
  | { readonly kind: 'error'; readonly userdata: bigint; readonly type: number; readonly errno: number };

/** poll_oneoff, for an ABI's layout. */
export function definePoll(layout: SubscriptionLayout) {
  return define(
    ['i32', 'i32', 'i32', 'i32'],
    (task, subscriptions: number, events: number, count: number, result: number) => {
      if (count === 0) throw new SysError('EINVAL', 'poll', undefined, 'there is nothing to wait for');
      const length = count >>> 0;
      task.memory.check(subscriptions, layout.bytes * length);
      task.memory.check(events, EVENT_BYTES * length);
      task.memory.check(result, 4);
      if (length > MOST_WISHES) throw new SysError('EINVAL', 'poll', undefined, `${length} wishes are too many`);
      const wishes = Array.from({ length }, (_, index) =>
        parse(task, (subscriptions >>> 0) + layout.bytes * index, layout),
      );
      return poll(task, wishes, events, result);
    },
  );
}

function poll(task: WasiTask, wishes: readonly Subscription[], events: number, result: number): Outcome {
  const ready = writeReady(task, wishes, events);
  task.memory.setU32(result, ready);
  if (ready > 0) return wishes.length > LONG_POLL ? afterOthers(() => 0) : 0;
  return {
    on: wishes.every(({ kind }) => kind === 'clock') ? 'sleep' : 'poll',
    start: (wake) => watchAll(task, wishes, wake),
    finish: () => poll(task, wishes, events, result),
  };
}

/** Watches the files of all wishes, and the clock. @returns takes all of that back */
function watchAll(task: WasiTask, wishes: readonly Subscription[], wake: () => void): () => void {
  using watches = new DisposableStack();
  for (const wish of wishes) if (wish.kind === 'file') watches.defer(wish.handle.watch(wish.interest, wake));
  // Of several deadlines the nearest ends the poll.
  const nearest = wishes.reduce(
    (least, wish) => (wish.kind === 'clock' ? Math.min(least, wish.deadline) : least),
    NEVER,
  );
  const latest = performance.now() + LONGEST_TIMER_MS;
  if (nearest < NEVER) watches.defer(task.wakeAt(Math.min(nearest, latest), wake));
  const held = watches.move();
  return () => held.dispose();
}

function parse(task: WasiTask, at: number, layout: SubscriptionLayout): Subscription {
  const memory = task.memory;
  const userdata = memory.u64(at);
  const type = memory.u8(at + 8);
  try {
    if (type === EVENT.clock) {
      const deadline = deadlineOf(
        task,
        memory.u32(at + layout.clockId),
        memory.u64(at + layout.timeout),
        memory.u16(at + layout.flags),
      );
      return { kind: 'clock', userdata, type, deadline };
    }
    if (type !== EVENT.fdRead && type !== EVENT.fdWrite)
      throw new SysError('EINVAL', 'poll', undefined, `event type ${type} is not known`);
    const file = task.files.get(memory.u32(at + 16));
    const interest = type === EVENT.fdRead ? 'read' : 'write';
    file.demand(RIGHT.pollFdReadwrite, 'poll');
    file.demand(interest === 'read' ? RIGHT.fdRead : RIGHT.fdWrite, 'poll', 'EBADF');
    return { kind: 'file', userdata, type, handle: file.handle, interest };
  } catch (error) {
    return { kind: 'error', userdata, type, errno: toErrno(error) };
  }
}

/** When a clock's wish is due, in milliseconds of performance.now(). */
function deadlineOf(task: WasiTask, clock: number, timeout: bigint, flags: number): number {
  if (clock > CLOCK.monotonic) readClock(task, clock);
  if (clock > CLOCK.monotonic) throw new SysError('ENOTSUP', 'poll', undefined, 'CPU time cannot be waited for');
  if (flags & ~ABSOLUTE) throw new SysError('EINVAL', 'poll', undefined, `clock flags ${flags} are not known`);
  const now = performance.now();
  if ((flags & ABSOLUTE) === 0) return now + Number(timeout) / 1e6;
  return now + Number(timeout - (clock === CLOCK.realtime ? realtime() : process.hrtime.bigint())) / 1e6;
}

/** Writes an event for each wish that is fulfilled. @returns their number. */
function writeReady(task: WasiTask, wishes: readonly Subscription[], events: number): number {
  const now = performance.now();
  let count = 0;
  for (const wish of wishes) {
    const event = eventOf(wish, now);
    if (event === undefined) continue;
    const at = (events >>> 0) + EVENT_BYTES * count++;
    const memory = task.memory;
    memory.bytes(at, EVENT_BYTES).fill(0);
    memory.setU64(at, wish.userdata);
    memory.setU16(at + 8, event.errno);
    memory.setU8(at + 10, wish.type);
    memory.setSize(at + 16, event.bytes);
    memory.setU16(at + 24, event.hangup ? HANGUP : 0);
  }
  return count;
}

interface Event {
  readonly errno: number;
  readonly bytes: number;
  readonly hangup: boolean;
}

function eventOf(wish: Subscription, now: number): Event | undefined {
  if (wish.kind === 'error') return { errno: wish.errno, bytes: 0, hangup: false };
  if (wish.kind === 'clock') return now >= wish.deadline ? { errno: 0, bytes: 0, hangup: false } : undefined;
  const { readable, writable, hangup } = wish.handle.readiness();
  const bytes = wish.interest === 'read' ? readable : writable;
  return bytes > 0 || hangup ? { errno: 0, bytes, hangup } : undefined;
}
