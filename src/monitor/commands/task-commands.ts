import { parseSignal } from '../../base/signals.ts';
import { type ControlFile, INIT, type Target, targetOf } from '../state/screen-state.ts';
import { commanded, control, labelOf, livingOf, pausedOrNot, refused, signalled } from '../state/task-actions.ts';
import type { Call, Command } from './command.ts';
import { LEVEL, LIMIT, LIMIT_VALUE, limitVerb, SIGNAL_OPTION, TASK, TASK_OR_INIT, TEXT } from './kinds.ts';
import type { Parameter } from './parameter.ts';

/** What is done to tasks: those named, else the tagged ones, else the selected one. */

export const TASKS: Parameter = { name: 'TASK', kind: TASK, optional: true, many: true };

function toLiving(call: Call, then: (rows: Call['tasks']) => ReturnType<Command['run']>): ReturnType<Command['run']> {
  const living = livingOf(call.state, call.tasks);
  return 'state' in living ? living : then(living);
}

/** A line for the control files of the tasks. */
function send(call: Call, line: string, one: string, several: string) {
  return toLiving(call, (rows) => commanded(call.state, rows, line, one, several));
}

export const TASK_COMMANDS: readonly Command[] = [
  {
    name: 'kill',
    parameters: [
      { name: '-SIGNAL', kind: SIGNAL_OPTION, optional: true },
      { ...TASKS, kind: TASK_OR_INIT },
    ],
    help: 'send a signal, TERM if none is given; kill 1 ends wasitop',
    run: (call) => {
      const signal = parseSignal(call.word('-SIGNAL').slice(1) || 'TERM');
      if (call.words('TASK').includes(String(INIT.pid))) return signalled(call.state, [INIT], signal);
      return toLiving(call, (rows) => signalled(call.state, rows.map(targetOf), signal));
    },
  },
  {
    name: 'renice',
    aliases: ['nice', 'level'],
    parameters: [{ name: 'LEVEL', kind: LEVEL }, TASKS],
    help: 'set the priority: 0 to 7, a name, or a step such as -1',
    run: (call) =>
      send(call, `level ${call.word('LEVEL')}`, `has level ${call.word('LEVEL')}`, `have level ${call.word('LEVEL')}`),
  },
  {
    name: 'stop',
    parameters: [TASKS],
    help: 'pause',
    run: (call) => send(call, 'stop', 'is paused', 'are paused'),
  },
  {
    name: 'cont',
    parameters: [TASKS],
    help: 'let it go on',
    run: (call) => send(call, 'cont', 'goes on', 'go on'),
  },
  {
    name: 'pause',
    parameters: [TASKS],
    help: 'pause, or let go on what is paused',
    run: (call) => toLiving(call, (rows) => pausedOrNot(call.state, rows)),
  },
  {
    name: 'limit',
    parameters: [{ name: 'LIMIT', kind: LIMIT }, { name: 'VALUE', kind: LIMIT_VALUE }, TASKS],
    help: 'change a limit: limit memory 64M; 0 takes it away',
    run: (call) => {
      const [limit, value] = [call.word('LIMIT'), call.word('VALUE')];
      const done = `a ${limit} limit of ${value}`;
      return send(call, `${limitVerb(limit)} ${value}`, `has ${done}`, `have ${done}`);
    },
  },
  {
    name: 'reap',
    parameters: [TASKS],
    help: 'take ended tasks out of the table',
    run: (call) => {
      const ended = call.tasks.filter(({ reason }) => reason !== undefined);
      if (ended.length === 0) return refused(call.state, `${labelOf(call.tasks)}: not ended, nothing to reap`);
      return commanded(call.state, ended, 'reap', 'is reaped', 'are reaped');
    },
  },
  {
    name: 'input',
    parameters: [
      { name: 'TASK', kind: TASK },
      { name: 'TEXT', kind: TEXT, many: true },
    ],
    help: 'send a line to the standard input of a task',
    run: (call) => toInput(call, 'fd/0', `${call.words('TEXT').join(' ')}\n`, 'sent'),
  },
  {
    name: 'eof',
    parameters: [{ name: 'TASK', kind: TASK, optional: true }],
    help: 'end the standard input of a task',
    run: (call) => toInput(call, 'fd/0/ctl', 'close', 'end of input sent'),
  },
];

function toInput(call: Call, file: ControlFile, text: string, done: string): ReturnType<Command['run']> {
  return toLiving(call, (rows) => {
    const targets: Target[] = rows.map(targetOf);
    return { state: call.state, effect: control(targets, file, text, `${done} to ${labelOf(targets)}`) };
  });
}
