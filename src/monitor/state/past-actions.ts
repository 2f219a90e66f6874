import type { ActionId } from '../input/actions.ts';
import { refused } from './row-actions.ts';
import type { ScreenState, Update } from './screen-state.ts';
import type { Perform, View } from './view.ts';

const SECOND_MS = 1_000;
const FAR = 30;

/** What moves the time cursor. */
export const PAST_ACTIONS = {
  earlier: (state, view) => stepped(state, view, -1),
  later: (state, view) => stepped(state, view, 1),
  muchEarlier: (state, view) => stepped(state, view, -FAR),
  muchLater: (state, view) => stepped(state, view, FAR),
  spikeBefore: (state, view) => toSpike(state, view, -1),
  spikeAfter: (state, view) => toSpike(state, view, 1),
} satisfies Partial<Record<ActionId, Perform>>;

function stepped(state: ScreenState, view: View, steps: number): Update {
  return wentTo(state, view, (state.cursor ?? view.live.time) + steps * SECOND_MS);
}

/** Goes to a moment: the picture that is remembered of it, and the log up to there; from the last one on it is now again. */
export function wentTo(state: ScreenState, { past, live, log, layout }: View, time: number): Update {
  if (past.first === undefined || past.last === undefined)
    return refused(state, 'nothing is remembered yet: wait for a second');
  if (time >= past.last && (state.cursor !== undefined || time >= live.time)) return { state: toNow(state) };
  const cursor = Math.max(past.first, Math.min(past.last, time));
  const message = time < past.first ? { text: 'that is as far back as it is remembered', bad: true } : undefined;
  const written = log.findLastIndex((line) => line.time <= cursor);
  const logTop = log[Math.max(0, written - Math.max(1, layout.log - 1) + 1)]?.number;
  return { state: { ...state, cursor, frozen: past.at(cursor), logTop, message } };
}

/** Back from the past. */
export function toNow(state: ScreenState): ScreenState {
  return { ...state, cursor: undefined, frozen: undefined, logTop: undefined };
}

function toSpike(state: ScreenState, view: View, direction: 1 | -1): Update {
  const time = view.past.spike(state.cursor ?? view.live.time, direction);
  if (time !== undefined) return wentTo(state, view, time);
  return refused(state, `no spike of CPU ${direction < 0 ? 'before' : 'after'} this is remembered`);
}
