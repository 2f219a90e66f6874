import type { ActionId } from '../input/actions/action-id.ts';
import type { LogPlace } from '../log/log-state.ts';
import type { LogView } from '../log/log-view.ts';
import { moved } from '../log/scrolling.ts';
import { windowStart } from '../log/window-start.ts';
import { following, pausedAt } from './log/log-places.ts';
import type { ScreenState, Update } from './screen-state.ts';
import { refused } from './table/row-actions.ts';
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
export function wentTo(state: ScreenState, { past, live, log }: View, time: number): Update {
  if (past.first === undefined || past.last === undefined)
    return refused(state, 'nothing is remembered yet: wait for a second');
  if (time >= past.last && (state.cursor !== undefined || time >= live.time)) return { state: toNow(state) };
  const cursor = Math.max(past.first, Math.min(past.last, time));
  const message = time < past.first ? { text: 'that is as far back as it is remembered', bad: true } : undefined;
  const then = { ...state, cursor, frozen: past.at(cursor), message };
  return { state: log === undefined ? then : pausedAt(then, log, placeAt(log, cursor)) };
}

/** The place in a log from which what was written by a moment fills the screen. */
function placeAt({ look, format, height }: LogView, time: number): LogPlace {
  const next = { number: windowStart(look.source, time + 1, format.timeOf), row: 0 };
  return moved(look, format, next, -height, height);
}

/** Back from the past. */
export function toNow(state: ScreenState): ScreenState {
  return following({ ...state, cursor: undefined, frozen: undefined });
}

function toSpike(state: ScreenState, view: View, direction: 1 | -1): Update {
  const time = view.past.spike(state.cursor ?? view.live.time, direction);
  if (time !== undefined) return wentTo(state, view, time);
  return refused(state, `no spike of CPU ${direction < 0 ? 'before' : 'after'} this is remembered`);
}
