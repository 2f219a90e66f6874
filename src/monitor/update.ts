import { type ActionId, actionFor } from './actions.ts';
import { COLUMNS, columnsFor, firstOrder } from './columns.ts';
import type { Token } from './key-tokens.ts';
import { updateLayer } from './layers.ts';
import { type ScreenState, targetOf, type Update } from './screen-state.ts';
import { find, select } from './selection.ts';
import { clean } from './text.ts';
import type { View } from './view.ts';

/** What one token from the terminal means now. Pure: all that happens outside comes back as an effect. */
export function update(state: ScreenState, view: View, token: Token): Update {
  const quiet = { ...state, message: undefined };
  if (state.layer !== undefined) return updateLayer(quiet, state.layer, view, token);
  if (token.kind === 'paste') return { state: quiet };
  const action = actionFor(token.key, state.focus);
  return action === undefined ? { state } : perform(quiet, view, action);
}

function perform(state: ScreenState, view: View, action: ActionId): Update {
  switch (action) {
    case 'help':
      return { state: { ...state, layer: { kind: 'help', top: 0 } } };
    case 'quit':
      return quit(state, view);
    case 'redraw':
      return { state, effect: { kind: 'redraw' } };
    case 'suspend':
      return { state, effect: { kind: 'suspend' } };
    case 'closeLayer':
      return { state: { ...state, filter: '', search: '', zoomed: false } };
    case 'nextPane':
      return { state: { ...state, focus: state.focus === 'table' ? 'log' : 'table' } };
    case 'showLog':
      return { state: { ...state, focus: 'log', logTop: undefined } };
    case 'zoom':
      return { state: { ...state, zoomed: !state.zoomed } };
    case 'freeze':
      return { state: { ...state, frozen: state.frozen === undefined ? view.snapshot : undefined } };
    case 'search':
      return { state: { ...state, layer: { kind: 'input', purpose: 'search', text: '', before: state.search } } };
    case 'filter':
      return {
        state: { ...state, layer: { kind: 'input', purpose: 'filter', text: state.filter, before: state.filter } },
      };
    case 'searchNext':
    case 'searchPrevious':
      return { state: find(state, view, action === 'searchNext' ? 1 : -1) };
    case 'sortMenu':
      return {
        state: { ...state, layer: { kind: 'sort', choice: COLUMNS.findIndex(({ id }) => id === state.sort.column) } },
      };
    case 'sortCpu':
      return { state: { ...state, sort: firstOrder('cpu') } };
    case 'sortMemory':
      return { state: { ...state, sort: firstOrder('memory') } };
    case 'sortTime':
      return { state: { ...state, sort: firstOrder('time') } };
    case 'sortNext':
    case 'sortPrevious':
      return { state: sortByNeighbour(state, action === 'sortNext' ? 1 : -1) };
    case 'invert':
      return { state: { ...state, sort: { ...state.sort, descending: !state.sort.descending } } };
    case 'signal':
    case 'pause':
    case 'raise':
    case 'lower':
      return onTask(state, view, action);
    case 'follow':
      return {
        state: {
          ...state,
          follow: !state.follow,
          message: { text: state.follow ? 'no longer following' : 'following the selected task', bad: false },
        },
      };
    case 'resumeLog':
      return { state: { ...state, logTop: undefined } };
    case 'left':
    case 'right':
      return { state: { ...state, logLeft: Math.max(0, state.logLeft + (action === 'left' ? -8 : 8)) } };
    default:
      return { state: state.focus === 'table' ? moveSelection(state, view, action) : scrollLog(state, view, action) };
  }
}

/** `q` goes back a step as long as there is one. */
function quit(state: ScreenState, view: View): Update {
  if (state.zoomed) return { state: { ...state, zoomed: false } };
  if (state.focus === 'log') return { state: { ...state, focus: 'table' } };
  const alive = view.snapshot.tasks.filter(({ reason }) => reason === undefined).length;
  if (alive === 0) return { state, effect: { kind: 'quit' } };
  const question = `${alive} ${alive === 1 ? 'task is' : 'tasks are'} alive. End ${alive === 1 ? 'it' : 'them'} and quit?`;
  return { state: { ...state, layer: { kind: 'confirm', question, effect: { kind: 'quit' }, yes: true } } };
}

function onTask(state: ScreenState, view: View, action: 'signal' | 'pause' | 'raise' | 'lower'): Update {
  const row = view.selected;
  if (row === undefined) return { state: { ...state, message: { text: 'no task is selected', bad: true } } };
  const selected = { ...state, selectedPid: row.pid };
  const target = targetOf(row);
  if (row.reason !== undefined) {
    return {
      state: {
        ...selected,
        message: { text: `${row.pid} ${clean(row.name)} has ended: ${clean(row.reason)}`, bad: true },
      },
    };
  }
  if (action === 'signal') return { state: { ...selected, layer: { kind: 'signals', target, choice: 0 } } };
  const label = `${row.pid} ${clean(row.name)}`;
  if (action === 'pause') {
    const [line, done] = row.state === 'T' ? ['cont', `${label} goes on`] : ['stop', `${label} is paused`];
    return { state: selected, effect: { kind: 'command', target, line, done } };
  }
  const raise = action === 'raise';
  if (row.level === (raise ? 0 : 7)) {
    const text = `${label} has level ${row.level}, the ${raise ? 'highest' : 'lowest'}`;
    return { state: { ...selected, message: { text, bad: true } } };
  }
  // A step, not a level: the picture may be older than the last key.
  const done = `${label}: priority ${raise ? 'raised' : 'lowered'}`;
  return { state: selected, effect: { kind: 'command', target, line: raise ? 'level -1' : 'level +1', done } };
}

function sortByNeighbour(state: ScreenState, step: number): ScreenState {
  const columns = columnsFor(state.columns);
  const at = columns.findIndex(({ id }) => id === state.sort.column);
  const next = columns[(at + step + columns.length) % columns.length];
  return next === undefined ? state : { ...state, sort: firstOrder(next.id) };
}

const STEPS: Partial<Record<ActionId, (height: number) => number>> = {
  up: () => -1,
  down: () => 1,
  pageUp: (height) => -height,
  pageDown: (height) => height,
  halfUp: (height) => -Math.ceil(height / 2),
  halfDown: (height) => Math.ceil(height / 2),
  first: () => Number.NEGATIVE_INFINITY,
  last: () => Number.POSITIVE_INFINITY,
};

function moveSelection(state: ScreenState, view: View, action: ActionId): ScreenState {
  const height = Math.max(1, view.layout.table - 1);
  const step = STEPS[action]?.(height) ?? 0;
  return select(state, view, Math.max(0, Math.min(view.rows.length - 1, view.selectedIndex + step)));
}

/** Scrolling up pauses; reaching the end follows again. */
function scrollLog(state: ScreenState, view: View, action: ActionId): ScreenState {
  const height = Math.max(1, view.layout.log - 1);
  const step = STEPS[action]?.(height) ?? 0;
  const last = Math.max(0, view.log.length - height);
  const index = Math.max(0, Math.min(last, view.logTop + step));
  if (index >= last && step > 0) return { ...state, logTop: undefined };
  return { ...state, logTop: view.log[index]?.number ?? 0, selectedPid: view.selected?.pid };
}
