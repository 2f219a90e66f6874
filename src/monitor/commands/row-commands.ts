import { parseSignal } from '../../base/signals.ts';
import { parseHostSignal } from '../../host/processes/host-signals.ts';
import type { Update } from '../state/screen-state.ts';
import { commanded, pausedOrNot, signalled } from '../state/table/row-actions.ts';
import { INIT, targetOf } from '../state/target.ts';
import type { Call, Command } from './command.ts';
import { PRIORITY, ROW, ROW_OR_INIT, SIGNAL_OPTION } from './kinds.ts';
import { toLiving } from './living.ts';
import type { Parameter } from './parameter.ts';

/** What is done to tasks and to processes of the host alike: those named, else the tagged ones, else the selected one. */

const ROWS: Parameter = { name: 'PID', kind: ROW, optional: true, many: true };

/** A line for the control files of the rows. */
function send({ state, rows }: Call, line: string, one: string, several: string): Update {
  return toLiving(state, rows, (living) => commanded(state, living, line, one, several));
}

export const ROW_COMMANDS: readonly Command[] = [
  {
    name: 'kill',
    parameters: [
      { name: '-SIGNAL', kind: SIGNAL_OPTION, optional: true },
      { ...ROWS, kind: ROW_OR_INIT },
    ],
    changes: true,
    help: 'send a signal, TERM if none is given; among tasks kill 1 ends wasitop',
    run: (call) => {
      const { state, rows } = call;
      const option = call.word('-SIGNAL').slice(1) || 'TERM';
      const signal = state.tab === 'tasks' ? parseSignal(option) : parseHostSignal(option).name;
      if (state.tab === 'tasks' && call.words('PID').includes(String(INIT.pid)))
        return signalled(state, [INIT], signal);
      return toLiving(state, rows, (living) => signalled(state, living.map(targetOf), signal));
    },
  },
  {
    name: 'renice',
    aliases: ['nice', 'level'],
    parameters: [{ name: 'PRIORITY', kind: PRIORITY }, ROWS],
    changes: true,
    help: 'set the priority: level 0 to 7 of a task, nice -20 to 19 of a process',
    run: (call) => {
      const priority = call.word('PRIORITY');
      const verb = call.state.tab === 'tasks' ? 'level' : 'nice';
      // A signed word is a step of levels, but a value of nice.
      const value = verb === 'nice' ? String(Number(priority)) : priority;
      const word = verb === 'nice' ? 'renice' : 'level';
      return send(call, `${word} ${value}`, `has ${verb} ${value}`, `have ${verb} ${value}`);
    },
  },
  {
    name: 'stop',
    parameters: [ROWS],
    changes: true,
    help: 'pause',
    run: (call) => send(call, 'stop', 'is paused', 'are paused'),
  },
  {
    name: 'cont',
    parameters: [ROWS],
    changes: true,
    help: 'let it go on',
    run: (call) => send(call, 'cont', 'goes on', 'go on'),
  },
  {
    name: 'pause',
    parameters: [ROWS],
    changes: true,
    help: 'pause, or let go on what is paused',
    run: ({ state, rows }) => toLiving(state, rows, (living) => pausedOrNot(state, living)),
  },
];
