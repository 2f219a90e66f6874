import { type ActionId, actionFor } from './actions.ts';
import { COLUMNS, columnsFor, firstOrder } from './columns.ts';
import type { Token } from './key-tokens.ts';
import { updateLayer } from './layers.ts';
import { type ScreenState, targetOf, type Update } from './screen-state.ts';
import { find, select } from './selection.ts';
import { clean } from './text.ts';
import type { View } from './view.ts';

/** Columns that text moves at a time. */
const PAN = 8;

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
    case 'tablePane':
    case 'logPane':
      return { state: { ...state, focus: action === 'tablePane' ? 'table' : 'log' } };
    case 'showLog':
      return { state: { ...state, focus: 'log', logTop: undefined } };
    case 'zoom':
      return { state: { ...state, zoomed: !state.zoomed } };
    case 'freeze':
      return { state: frozenOrNot(state, view) };
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
      return { state: panned(state, action === 'left' ? -PAN : PAN) };
    default:
      return { state: state.focus === 'table' ? moveSelection(state, view, action) : scrollLog(state, view, action) };
  }
}

/** Lets the picture stand still, the log with it. */
function frozenOrNot(state: ScreenState, { live, log, logTop }: View): ScreenState {
  if (state.frozen !== undefined) return { ...state, frozen: undefined, logTop: undefined };
  return { ...state, frozen: live, logTop: state.logTop ?? log[logTop]?.number };
}

function panned(state: ScreenState, by: number): ScreenState {
  return state.focus === 'log'
    ? { ...state, logLeft: Math.max(0, state.logLeft + by) }
    : { ...state, tableLeft: Math.max(0, state.tableLeft + by) };
}

/** `q` goes back a step as long as there is one. */
function quit(state: ScreenState, view: View): Update {
  if (state.zoomed) return { state: { ...state, zoomed: false } };
  if (state.focus === 'log') return { state: { ...state, focus: 'table' } };
  const alive = view.live.tasks.filter(({ reason }) => reason === undefined).length;
  if (alive === 0) return { state, effect: { kind: 'quit' } };
  const question = `${alive} ${alive === 1 ? 'task is' : 'tasks are'} alive. End ${alive === 1 ? 'it' : 'them'} and quit?`;
  return { state: { ...state, layer: { kind: 'confirm', question, effect: { kind: 'quit' }, yes: true } } };
}

/** What is done to the selected task depends on what it is now, which may be other than what a picture that stands still shows. */
function onTask(state: ScreenState, view: View, action: 'signal' | 'pause' | 'raise' | 'lower'): Update {
  const { selected } = view;
  if (selected === undefined) return refused(state, 'no task is selected: choose one with the arrow keys');
  const label = `${selected.pid} ${clean(selected.name)}`;
  const now = view.live.tasks.find(({ pid, startedAt }) => pid === selected.pid && startedAt === selected.startedAt);
  if (now === undefined) return refused(state, `${label} is gone`);
  if (now.reason !== undefined) return refused(state, `${label} has ended: ${clean(now.reason)}`);
  const target = targetOf(now);
  if (action === 'signal') return { state: { ...state, layer: { kind: 'signals', target, choice: 0 } } };
  const command = (line: string, done: string): Update => ({
    state,
    effect: { kind: 'command', target, line, done: `${label} ${done}` },
  });
  if (action === 'pause') return now.state === 'T' ? command('cont', 'goes on') : command('stop', 'is paused');
  const raise = action === 'raise';
  if (now.level === (raise ? 0 : 7)) {
    return refused(state, `${label} has level ${now.level}, the ${raise ? 'highest' : 'lowest'}`);
  }
  // A step, not a level: the picture may be older than the last key.
  return raise ? command('level -1', 'has a higher priority') : command('level +1', 'has a lower priority');
}

function refused(state: ScreenState, text: string): Update {
  return { state: { ...state, message: { text, bad: true } } };
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
  // Where the task is gone, the next one stands in its place already.
  const from = view.selected === undefined && step > 0 ? view.selectedIndex - 1 : view.selectedIndex;
  return select(state, view, Math.max(0, Math.min(view.rows.length - 1, from + step)));
}

/** Scrolling up pauses, where there is anything above; reaching the end follows again. */
function scrollLog(state: ScreenState, view: View, action: ActionId): ScreenState {
  const height = Math.max(1, view.layout.log - 1);
  const step = STEPS[action]?.(height) ?? 0;
  const last = Math.max(0, view.log.length - height);
  const index = Math.max(0, Math.min(last, view.logTop + step));
  if (index >= last && (step > 0 || last === 0)) return { ...state, logTop: undefined };
  return { ...state, logTop: view.log[index]?.number ?? 0 };
}
