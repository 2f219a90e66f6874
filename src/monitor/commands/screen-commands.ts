import { quoted } from '../../base/words.ts';
import { keyOf } from '../data/row.ts';
import { lineOf } from '../input/line-edit.ts';
import { filteredBy } from '../state/layers/input-layers.ts';
import { FIRST_HELP } from '../state/layers/layer.ts';
import { pushed } from '../state/layers/layer-stack.ts';
import { chosen } from '../state/log/log-actions.ts';
import { searchedFor } from '../state/log/log-inputs.ts';
import { onTab } from '../state/pane-actions.ts';
import { toNow, wentTo } from '../state/past-actions.ts';
import { control } from '../state/table/row-actions.ts';
import { find } from '../state/table/selection.ts';
import { sortedBy } from '../state/table/table-actions.ts';
import { exportOf } from '../state/table/table-export.ts';
import { tableOf, withTable } from '../state/table/table-state.ts';
import { INIT } from '../state/target.ts';
import { filterOf, isFilter } from '../table/filtering.ts';
import type { Call, Command } from './command.ts';
import { COLUMN, CPU_OF, HOST_PATH, LOG_SOURCE, MOMENT, ON_OFF, PROGRAM, TEXT, THEME, USER } from './kinds.ts';
import { parseMoment } from './moment.ts';
import type { Parameter } from './parameter.ts';

const ARGS: Parameter = { name: 'ARG', kind: HOST_PATH, optional: true, many: true };

/** A line for init, which starts tasks; they are to be seen. */
function ask(call: Call, words: readonly string[]): ReturnType<Command['run']> {
  return { state: onTab(call.state, 'tasks'), effect: control([INIT], 'ctl', words.map(quoted).join(' '), '') };
}

/** Goes to the log of a task, or to that of all. */
function toLog(call: Call): Call['state'] {
  const name = call.word('TASK');
  if (name === 'kernel') return chosen(call.state, { kind: 'kernel' });
  const state = onTab(call.state, 'tasks');
  const [task] = call.tasks;
  if (name === 'all' || name === 'tagged') return chosen(state, { kind: name });
  const shown = chosen(state, { kind: 'selected' });
  return task === undefined ? shown : withTable(shown, { filter: '', activeFilter: '', selected: keyOf(task) });
}

function searched({ state, view }: Call, text: string): Call['state'] {
  return state.focus === 'log' ? searchedFor(state, text) : find({ ...state, search: text }, view, 1);
}

/** What starts tasks, and what changes the screen. */
export const SCREEN_COMMANDS: readonly Command[] = [
  {
    name: 'spawn',
    parameters: [{ name: 'FILE.wasm', kind: HOST_PATH }, ARGS],
    changes: true,
    help: 'start a module',
    run: (call) => ask(call, ['spawn', call.word('FILE.wasm'), ...call.words('ARG')]),
  },
  {
    name: 'run',
    parameters: [{ name: 'NAME', kind: PROGRAM }, ARGS],
    changes: true,
    help: 'start a command of the manifest',
    run: (call) => ask(call, ['run', call.word('NAME'), ...call.words('ARG')]),
  },
  {
    name: 'log',
    parameters: [{ name: 'TASK', kind: LOG_SOURCE, optional: true }],
    help: "go to the log of a task, all, those tagged, or kernel: wasitop's own",
    run: (call) => ({ state: toLog(call) }),
  },
  {
    name: 'tail',
    parameters: [{ name: 'FILE', kind: HOST_PATH, many: true }],
    help: 'follow files of the host, by paths and globs',
    run: (call) => ({ state: chosen(call.state, { kind: 'files', patterns: call.words('FILE') }) }),
  },
  {
    name: 'filter',
    parameters: [{ name: 'TEXT', kind: TEXT, optional: true, many: true }],
    help: 'show only some: chrome, cpu>5 and user=root; without a text, all',
    run: (call) => {
      const text = call.rest;
      const { filter: before } = tableOf(call.state);
      const state = filteredBy(call.state, call.view, text);
      if (isFilter(filterOf(state.tab, text))) return { state };
      // The line for filters shows where it is wrong.
      return { state: pushed(state, { kind: 'input', purpose: 'filter', line: lineOf(text), before }) };
    },
  },
  {
    name: 'search',
    parameters: [{ name: 'TEXT', kind: TEXT, many: true }],
    help: 'search in the pane that has the keys',
    run: (call) => ({ state: searched(call, call.rest) }),
  },
  {
    name: 'sort',
    parameters: [{ name: 'COLUMN', kind: COLUMN }],
    help: 'sort the table by a column',
    run: (call) => ({ state: sortedBy(call.state, call.word('COLUMN')) }),
  },
  {
    name: 'columns',
    parameters: [{ name: 'COLUMN', kind: COLUMN, many: true }],
    help: 'show these columns, in this order',
    run: (call) => {
      const columns = [...new Set(call.words('COLUMN'))];
      return { state: withTable(call.state, { columns }) };
    },
  },
  {
    name: 'user',
    parameters: [{ name: 'USER', kind: USER, optional: true }],
    help: 'show the processes of one user; without a name, of all',
    run: (call) => ({
      state: withTable(onTab(call.state, 'host'), { user: call.word('USER') || undefined, selected: undefined }),
    }),
  },
  {
    name: 'at',
    parameters: [{ name: 'TIME', kind: MOMENT }],
    help: 'the table as it was: at 14:02:30, or -5m',
    run: (call) => wentTo(call.state, call.view, parseMoment(call.word('TIME'), call.view.live.time)),
  },
  {
    name: 'now',
    parameters: [],
    help: 'back from the past',
    run: ({ state }) => ({ state: toNow(state) }),
  },
  {
    name: 'cpu',
    parameters: [{ name: 'OF', kind: CPU_OF }],
    help: 'CPU % of one core, or of the whole machine',
    run: (call) => {
      const cpuOf = call.word('OF') === 'machine' ? 'machine' : 'core';
      return { state: { ...call.state, settings: { ...call.state.settings, cpuOf } } };
    },
  },
  {
    name: 'mouse',
    parameters: [{ name: 'on|off', kind: ON_OFF }],
    help: 'let the mouse be the screen, or the terminal',
    run: (call) => ({
      state: { ...call.state, settings: { ...call.state.settings, mouse: call.word('on|off') === 'on' } },
    }),
  },
  {
    name: 'theme',
    parameters: [{ name: 'NAME', kind: THEME }],
    help: 'other colours; the setup (F2) shows them while you choose',
    run: (call) => ({
      state: { ...call.state, settings: { ...call.state.settings, theme: call.word('NAME') } },
    }),
  },
  {
    name: 'export',
    parameters: [{ name: 'FILE', kind: HOST_PATH }],
    changes: true,
    help: 'write the table to a file: .txt, .json or .csv',
    run: (call) => exportOf(call.state, call.view, call.word('FILE')),
  },
  {
    name: '!',
    parameters: [{ name: 'COMMAND', kind: HOST_PATH, many: true }],
    changes: true,
    help: 'run a command of the shell on this terminal',
    run: ({ state, rest }) => ({ state, effect: { kind: 'run', command: rest } }),
  },
  {
    name: 'help',
    parameters: [],
    help: 'keys and commands',
    run: ({ state }) => ({ state: pushed(state, FIRST_HELP) }),
  },
];
