import type { ControlFile } from '../state/effects/effect.ts';
import { commanded, control, labelOf, refused } from '../state/table/row-actions.ts';
import { type Target, targetOf } from '../state/target.ts';
import type { Call, Command } from './command.ts';
import { LIMIT, LIMIT_VALUE, limitVerb, TASK, TEXT } from './kinds.ts';
import { toLivingTasks } from './living.ts';
import type { Parameter } from './parameter.ts';

/** What is done to tasks alone: those named, else the tagged ones, else the selected one. */

export const TASKS: Parameter = { name: 'TASK', kind: TASK, optional: true, many: true };

export const TASK_COMMANDS: readonly Command[] = [
  {
    name: 'limit',
    parameters: [{ name: 'LIMIT', kind: LIMIT }, { name: 'VALUE', kind: LIMIT_VALUE }, TASKS],
    changes: true,
    help: 'change a limit: limit memory 64M; 0 takes it away',
    run: (call) => {
      const [limit, value] = [call.word('LIMIT'), call.word('VALUE')];
      const done = `a ${limit} limit of ${value}`;
      return toLivingTasks(call, (rows) =>
        commanded(call.state, rows, `${limitVerb(limit)} ${value}`, `has ${done}`, `have ${done}`),
      );
    },
  },
  {
    name: 'reap',
    parameters: [TASKS],
    changes: true,
    help: 'take ended tasks out of the table',
    run: (call) => {
      const ended = call.tasks.filter(({ reason }) => reason !== undefined);
      if (ended.length === 0)
        return refused(call.state, `${labelOf(call.tasks.map(targetOf))}: not ended, nothing to reap`);
      return commanded(call.state, ended, 'reap', 'is reaped', 'are reaped');
    },
  },
  {
    name: 'input',
    parameters: [
      { name: 'TASK', kind: TASK },
      { name: 'TEXT', kind: TEXT, many: true },
    ],
    changes: true,
    help: 'send a line to the standard input of a task',
    run: (call) => toInput(call, 'fd/0', `${call.words('TEXT').join(' ')}\n`, 'sent'),
  },
  {
    name: 'eof',
    parameters: [{ name: 'TASK', kind: TASK, optional: true }],
    changes: true,
    help: 'end the standard input of a task',
    run: (call) => toInput(call, 'fd/0/ctl', 'close', 'end of input sent'),
  },
];

function toInput(call: Call, file: ControlFile, text: string, done: string): ReturnType<Command['run']> {
  return toLivingTasks(call, (rows) => {
    const targets: Target[] = rows.map(targetOf);
    return { state: call.state, effect: control(targets, file, text, `${done} to ${labelOf(targets)}`) };
  });
}
