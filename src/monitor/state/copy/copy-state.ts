import type { CopyMode, TextPlace } from '../../log/copy-mode.ts';
import type { LogView } from '../../log/log-view.ts';
import { linesAt } from '../../log/scrolling.ts';
import type { CopyLayer } from '../layers/layer.ts';
import { pushed } from '../layers/layer-stack.ts';
import type { ScreenState } from '../screen-state.ts';

/** The cursor in the log, where there is one: a line in which something is typed may lie over it. */
export function copyOf({ layers }: ScreenState): CopyLayer | undefined {
  return layers.find((layer) => layer.kind === 'copy');
}

/** Lets the log stand still, with a cursor in it: on the line that was gone to, else on the last one on the screen. */
export function copying(state: ScreenState, log: LogView, change: Partial<CopyMode> = {}): ScreenState {
  const { top, pausedAt, current, left } = state.log;
  const seen = linesAt(log.look, log.format, log.top, log.height).map(({ line }) => line.number);
  const number = current !== undefined && seen.includes(current) ? current : (seen.at(-1) ?? 0);
  const still = {
    ...state.log,
    top: log.top,
    seeking: undefined,
    pausedAt: top === undefined ? log.look.source.next : pausedAt,
  };
  return pushed(
    { ...state, focus: 'log', log: still },
    {
      kind: 'copy',
      cursor: { number, at: 0 },
      anchor: undefined,
      by: 'letters',
      dragging: false,
      before: { top, pausedAt, current, left },
      ...change,
    },
  );
}

/** The log goes on as before: one that followed follows. */
export function notCopying(state: ScreenState): ScreenState {
  const copy = copyOf(state);
  if (copy === undefined) return state;
  const log = { ...state.log, ...copy.before, pressed: undefined, seeking: undefined };
  return { ...state, log, layers: state.layers.filter((layer) => layer !== copy) };
}

/** The same with something else of the cursor. */
export function withCopy(state: ScreenState, change: Partial<CopyMode>): ScreenState {
  return {
    ...state,
    layers: state.layers.map((layer) => (layer.kind === 'copy' ? { ...layer, ...change } : layer)),
  };
}

export function withCursor(state: ScreenState, cursor: TextPlace): ScreenState {
  return withCopy(state, { cursor });
}
