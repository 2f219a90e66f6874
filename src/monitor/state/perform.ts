import { COLUMNS, columnsFor, firstOrder } from '../draw/columns.ts';
import { clean } from '../draw/text.ts';
import type { ActionId } from '../input/actions.ts';
import { lineOf } from '../input/line-edit.ts';
import { pushed } from './layer-stack.ts';
import { COMMAND_LINE, INIT, type ScreenState, targetOf, type Update } from './screen-state.ts';
import { find, select } from './selection.ts';
import { tagged, treeTagged } from './tags.ts';
import { chosen, control, livingOf, nudged, pausedOrNot, refused } from './task-actions.ts';
import type { View } from './view.ts';

/** Columns that text moves at a time. */
const PAN = 8;

/** Does what a key stands for. */
export function perform(state: ScreenState, view: View, action: ActionId): Update {
  switch (action) {
    case 'help':
      return { state: pushed(state, { kind: 'help', top: 0 }) };
    case 'quit':
      return quit(state, view);
    case 'redraw':
      return { state, effect: { kind: 'redraw' } };
    case 'suspend':
      return { state, effect: { kind: 'suspend' } };
    case 'closeLayer':
      return { state: oneClosed(state) };
    case 'nextPane':
      return { state: { ...state, focus: state.focus === 'table' ? 'log' : 'table' } };
    case 'tablePane':
    case 'logPane':
      return { state: { ...state, focus: action === 'tablePane' ? 'table' : 'log' } };
    case 'showLog':
      return { state: { ...state, focus: 'log', logTop: undefined } };
    case 'details':
      return { state: { ...state, focus: 'details', detailsTop: 0 } };
    case 'back':
      return { state: { ...state, focus: 'table' } };
    case 'zoom':
      return { state: { ...state, zoomed: !state.zoomed } };
    case 'freeze':
      return { state: frozenOrNot(state, view) };
    case 'search':
      return { state: pushed(state, { kind: 'input', purpose: 'search', line: lineOf(''), before: state.search }) };
    case 'filter':
      return {
        state: pushed(state, { kind: 'input', purpose: 'filter', line: lineOf(state.filter), before: state.filter }),
      };
    case 'searchNext':
    case 'searchPrevious':
      return { state: find(state, view, action === 'searchNext' ? 1 : -1) };
    case 'sortMenu':
      return {
        state: pushed(state, { kind: 'sort', choice: COLUMNS.findIndex(({ id }) => id === state.sort.column) }),
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
    case 'commandLine':
      return { state: pushed(state, COMMAND_LINE) };
    case 'apply':
      return showNews(state, view);
    case 'input':
      return askInput(state, view);
    case 'tag':
      return { state: tagged(state, view) };
    case 'tagTree':
      return { state: treeTagged(state, view) };
    case 'untag':
      return { state: { ...state, tags: new Map() } };
    case 'logOfAll':
      return { state: { ...state, logOfAll: !state.logOfAll, logTop: undefined, logLeft: 0 } };
    case 'signal':
    case 'pause':
    case 'raise':
    case 'lower':
      return onTasks(state, view, action);
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
      return { state: MOVES[state.focus](state, view, action) };
  }
}

/** Esc takes one thing back: the tags, the zoom, the search, then the filter. */
function oneClosed(state: ScreenState): ScreenState {
  if (state.focus === 'details') return { ...state, focus: 'table' };
  if (state.tags.size > 0) return { ...state, tags: new Map() };
  if (state.zoomed) return { ...state, zoomed: false };
  return state.search !== '' ? { ...state, search: '' } : { ...state, filter: '' };
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
  if (state.focus !== 'table') return { state: { ...state, focus: 'table' } };
  const alive = view.live.tasks.filter(({ reason }) => reason === undefined).length;
  if (alive === 0) return { state, effect: { kind: 'quit' } };
  const question = `${alive} ${alive === 1 ? 'task is' : 'tasks are'} alive. End ${alive === 1 ? 'it' : 'them'} and quit?`;
  return { state: pushed(state, { kind: 'confirm', question, effect: { kind: 'quit' }, yes: true }) };
}

/** What is done to the tagged tasks, or else to the selected one. */
function onTasks(state: ScreenState, view: View, action: TaskAction): Update {
  const rows = chosen(state, view);
  const { selected } = view;
  if (rows.length === 0 && selected !== undefined)
    return refused(state, `${selected.pid} ${clean(selected.name)} is gone`);
  const living = livingOf(state, rows);
  if ('state' in living) return living;
  switch (action) {
    case 'signal':
      return { state: pushed(state, { kind: 'signals', targets: living.map(targetOf), choice: 0 }) };
    case 'pause':
      return pausedOrNot(state, living);
    default:
      return nudged(state, living, action === 'raise');
  }
}

type TaskAction = 'signal' | 'pause' | 'raise' | 'lower';

/** What changed in the manifest; what cannot be applied is shown all the same. */
function showNews(state: ScreenState, { live }: View): Update {
  const { news } = live;
  if (news === undefined) return refused(state, 'the manifest and its modules are as they were');
  const question = news.lines.map(clean).join('\n');
  if (!news.usable)
    return { state: pushed(state, { kind: 'notice', title: 'What changed cannot be applied', text: question }) };
  const effect = control([INIT], 'ctl', 'apply', 'applied');
  return { state: pushed(state, { kind: 'confirm', question: `${question}\n\nApply?`, effect, yes: true }) };
}

/** Opens the line for the selected task's standard input. */
function askInput(state: ScreenState, { selected, live }: View): Update {
  const row = live.tasks.find(({ pid, startedAt }) => pid === selected?.pid && startedAt === selected.startedAt);
  const living = livingOf(state, row === undefined ? [] : [row]);
  const [task] = 'state' in living ? [] : living;
  if (task === undefined) return living as Update;
  return {
    state: pushed({ ...state, logTop: undefined }, { kind: 'stdin', target: targetOf(task), line: lineOf('') }),
  };
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

const MOVES: Readonly<Record<ScreenState['focus'], (state: ScreenState, view: View, action: ActionId) => ScreenState>> =
  {
    table: moveSelection,
    log: scrollLog,
    details: scrollDetails,
  };

/** The end is found when the details are drawn. */
function scrollDetails(state: ScreenState, { layout }: View, action: ActionId): ScreenState {
  const step = STEPS[action]?.(Math.max(1, layout.details - 1)) ?? 0;
  return { ...state, detailsTop: Math.max(0, state.detailsTop + step) };
}

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
