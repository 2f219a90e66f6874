import type { Tab } from '../data/row.ts';
import { clean } from '../draw/text.ts';
import type { Pane } from '../input/actions/action.ts';
import type { ActionId } from '../input/actions/action-id.ts';
import { lineOf } from '../input/line-edit.ts';
import { summaryInWords } from '../spoken/summary.ts';
import { COMMAND_LINE, FIRST_HELP, type InputLayer } from './layers/layer.ts';
import { pushed } from './layers/layer-stack.ts';
import { hasLog } from './layout.ts';
import { chosen } from './log/log-actions.ts';
import { following, pausedAt, withLog } from './log/log-places.ts';
import { toNow } from './past-actions.ts';
import type { ScreenState, Update } from './screen-state.ts';
import { firstSetup } from './setup/setup-layer.ts';
import { control, livingOf, refused } from './table/row-actions.ts';
import { find } from './table/selection.ts';
import { tableOf, withTable } from './table/table-state.ts';
import { INIT, targetOf } from './target.ts';
import type { Perform, View } from './view.ts';

/** What concerns panes, tabs, and the screen as a whole. */
export const PANE_ACTIONS = {
  help: (state) => ({ state: pushed(state, FIRST_HELP) }),
  setup: (state) => ({ state: pushed(state, firstSetup(state)) }),
  quit,
  summary: (state, { snapshot }) => ({
    state: { ...state, message: { text: summaryInWords(state.tab, snapshot), bad: false } },
  }),
  redraw: (state) => ({ state, effect: { kind: 'redraw' } }),
  suspend: (state) => ({ state, effect: { kind: 'suspend' } }),
  closeLayer: (state) => ({ state: oneClosed(state) }),
  nextPane: (state) => ({ state: { ...state, focus: nextPane(state) } }),
  tasksTab: (state) => ({ state: { ...onTab(state, 'tasks'), focus: 'table' } }),
  hostTab: (state) => ({ state: { ...onTab(state, 'host'), focus: 'table' } }),
  otherTab: (state) => ({ state: onTab(state, state.tab === 'tasks' ? 'host' : 'tasks') }),
  logPane: (state) => ({ state: { ...(hasLog(state) ? state : onTab(state, 'tasks')), focus: 'log' } }),
  showLog: (state) => ({ state: chosen(state, { kind: 'selected' }) }),
  detailsPane: (state) => ({ state: { ...state, focus: 'details', detailsTop: 0 } }),
  details: (state) => ({ state: { ...state, focus: 'details', detailsTop: 0 } }),
  back: (state) => ({ state: { ...state, focus: 'table' } }),
  zoom: (state) => ({ state: { ...state, zoomed: !state.zoomed } }),
  freeze: (state, view) => ({ state: frozenOrNot(state, view) }),
  search: (state) => ({ state: pushed(state, searchLine(state)) }),
  searchNext: (state, view) => ({ state: find(state, view, 1) }),
  searchPrevious: (state, view) => ({ state: find(state, view, -1) }),
  commandLine: (state) => ({ state: pushed(state, COMMAND_LINE) }),
  apply: showNews,
  input: askInput,
} satisfies Partial<Record<ActionId, Perform>>;

function searchLine({ focus, search, log }: ScreenState): InputLayer {
  if (focus === 'log') return { kind: 'input', purpose: 'logSearch', line: lineOf(''), before: log.search };
  return { kind: 'input', purpose: 'search', line: lineOf(''), before: search };
}

/** Shows a table, or the details of what is selected in it. Processes of the host have no log here. */
export function onTab(state: ScreenState, tab: Tab): ScreenState {
  const next = { ...state, tab, detailsTop: 0 };
  return state.focus === 'log' && !hasLog(next) ? { ...next, focus: 'table' } : next;
}

function nextPane(state: ScreenState): Pane {
  if (state.focus !== 'table') return 'table';
  return hasLog(state) ? 'log' : 'details';
}

/** Esc takes one thing back: what the log leaves out, the details, the past, the tags, the zoom, the search, then the filters. */
function oneClosed(state: ScreenState): ScreenState {
  const { tags, user } = tableOf(state);
  const wholeLog = state.focus === 'log' ? withLessLeftOut(state) : undefined;
  if (wholeLog !== undefined) return wholeLog;
  if (state.focus === 'details') return { ...state, focus: 'table' };
  if (state.cursor !== undefined) return toNow(state);
  if (tags.size > 0) return withTable(state, { tags: new Map() });
  if (state.zoomed && state.home === 'table') return { ...state, zoomed: false };
  if (state.focus === 'log') return { ...state, focus: state.home };
  if (state.search !== '') return { ...state, search: '' };
  return user === undefined
    ? withTable(state, { filter: '', activeFilter: '' })
    : withTable(state, { user: undefined });
}

/** The log without what is searched for, else without its time window, its filters, or its least level; undefined where it has none of these. */
function withLessLeftOut(state: ScreenState): ScreenState | undefined {
  const { search, window, filters, level } = state.log;
  if (search !== '') return withLog(state, { search: '', seeking: undefined });
  if (window !== undefined) return withLog(state, { window: undefined });
  if (filters.on && (filters.in !== '' || filters.out !== ''))
    return withLog(state, { filters: { ...filters, on: false } });
  return level === undefined ? undefined : withLog(state, { level: undefined });
}

/** Lets the picture stand still, the log with it; from the past the way leads back to now. */
function frozenOrNot(state: ScreenState, { live, log }: View): ScreenState {
  if (state.frozen !== undefined) return following({ ...state, frozen: undefined, cursor: undefined });
  const frozen = { ...state, frozen: live };
  return log === undefined ? frozen : pausedAt(frozen, log, log.top);
}

/** `q` goes back a step as long as there is one. */
function quit(state: ScreenState, view: View): Update {
  const isHome = state.focus === state.home;
  if (state.zoomed && (!isHome || state.home === 'table')) return { state: { ...state, zoomed: false } };
  if (!isHome) return { state: { ...state, focus: state.home } };
  if (state.cursor !== undefined) return { state: { ...state, cursor: undefined, frozen: undefined } };
  const alive = view.live.tasks.filter(({ reason }) => reason === undefined).length;
  if (alive === 0) return { state, effect: { kind: 'quit' } };
  const question = `${alive} ${alive === 1 ? 'task is' : 'tasks are'} alive. End ${alive === 1 ? 'it' : 'them'} and quit?`;
  return { state: pushed(state, { kind: 'confirm', question, effect: { kind: 'quit' }, yes: false }) };
}

/** What changed in the manifest; what cannot be applied is shown all the same. */
function showNews(state: ScreenState, { live }: View): Update {
  const { news } = live;
  if (news === undefined) return refused(state, 'the manifest and its modules are as they were');
  const question = news.lines.map(clean).join('\n');
  if (!news.usable) {
    const title = 'What changed cannot be applied';
    return { state: pushed(state, { kind: 'notice', title, text: question, top: 0 }) };
  }
  const effect = control([INIT], 'ctl', 'apply', 'applied');
  return { state: pushed(state, { kind: 'confirm', question: `${question}\n\nApply?`, effect, yes: true }) };
}

/** Who types to a task and does not see it hears what it answers, whatever log was listened to. */
function heardBy(state: ScreenState): ScreenState {
  const { choice } = state.log;
  if (!state.linear || (choice.kind !== 'files' && choice.kind !== 'kernel')) return state;
  return { ...chosen(state, { kind: 'selected' }), focus: state.focus };
}

/** Opens the line for the selected task's standard input. */
function askInput(state: ScreenState, { selected, live }: View): Update {
  const row = live.tasks.find(({ pid, startedAt }) => pid === selected?.pid && startedAt === selected.startedAt);
  const living = livingOf(state, row === undefined ? [] : [row]);
  const [task] = 'state' in living ? [] : living;
  if (task === undefined) return living as Update;
  return {
    state: pushed(following(heardBy(state)), { kind: 'stdin', target: targetOf(task), line: lineOf('') }),
  };
}
