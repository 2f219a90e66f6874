import { quoted } from '../../base/words.ts';
import { type ColumnId, firstOrder } from '../draw/columns.ts';
import { filtered } from '../state/input-layers.ts';
import { pushed } from '../state/layer-stack.ts';
import { INIT } from '../state/screen-state.ts';
import { find } from '../state/selection.ts';
import { control } from '../state/task-actions.ts';
import type { Call, Command } from './command.ts';
import { COLUMN, HOST_PATH, LOG_SOURCE, PROGRAM, TEXT } from './kinds.ts';
import type { Parameter } from './parameter.ts';

const ARGS: Parameter = { name: 'ARG', kind: HOST_PATH, optional: true, many: true };

/** A line for init, which starts tasks. */
function ask(call: Call, words: readonly string[]): ReturnType<Command['run']> {
  return { state: call.state, effect: control([INIT], 'ctl', words.map(quoted).join(' '), '') };
}

/** Goes to the log of a task, or to that of all. */
function toLog(call: Call): Call['state'] {
  const { state } = call;
  const source = call.word('TASK');
  const [task] = call.tasks;
  const shown = { ...state, focus: 'log' as const, logTop: undefined, logOfAll: source === 'all' };
  return source === 'all' || task === undefined ? shown : { ...shown, filter: '', selectedPid: task.pid };
}

/** What starts tasks, and what changes the screen. */
export const SCREEN_COMMANDS: readonly Command[] = [
  {
    name: 'spawn',
    parameters: [{ name: 'FILE.wasm', kind: HOST_PATH }, ARGS],
    help: 'start a module',
    run: (call) => ask(call, ['spawn', call.word('FILE.wasm'), ...call.words('ARG')]),
  },
  {
    name: 'run',
    parameters: [{ name: 'NAME', kind: PROGRAM }, ARGS],
    help: 'start a command of the manifest',
    run: (call) => ask(call, ['run', call.word('NAME'), ...call.words('ARG')]),
  },
  {
    name: 'log',
    parameters: [{ name: 'TASK', kind: LOG_SOURCE, optional: true }],
    help: "go to a task's log, or to that of all",
    run: (call) => ({ state: toLog(call) }),
  },
  {
    name: 'tail',
    parameters: [{ name: 'TASK', kind: LOG_SOURCE, optional: true }],
    help: 'the same, on the whole screen',
    run: (call) => ({ state: { ...toLog(call), zoomed: true } }),
  },
  {
    name: 'filter',
    parameters: [{ name: 'TEXT', kind: TEXT, optional: true, many: true }],
    help: 'show only tasks with a text; without one, all',
    run: (call) => ({ state: filtered(call.state, call.view, call.words('TEXT').join(' ')) }),
  },
  {
    name: 'search',
    parameters: [{ name: 'TEXT', kind: TEXT, many: true }],
    help: 'search in the pane that has the keys',
    run: (call) => ({ state: find({ ...call.state, search: call.words('TEXT').join(' ') }, call.view, 1) }),
  },
  {
    name: 'sort',
    parameters: [{ name: 'COLUMN', kind: COLUMN }],
    help: 'sort the table by a column',
    run: (call) => ({ state: { ...call.state, sort: firstOrder(call.word('COLUMN') as ColumnId) } }),
  },
  {
    name: 'help',
    parameters: [],
    help: 'keys and commands',
    run: ({ state }) => ({ state: pushed(state, { kind: 'help', top: 0 }) }),
  },
];
