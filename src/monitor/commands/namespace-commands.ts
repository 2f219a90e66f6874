import { quoted } from '../../base/words.ts';
import { control, labelOf } from '../state/table/row-actions.ts';
import { targetOf } from '../state/target.ts';
import type { Call, Command } from './command.ts';
import { BIND_OPTION, GUEST_PATH, HOST_PATH, MOUNT_TYPE, READ_ONLY } from './kinds.ts';
import { toLivingTasks } from './living.ts';
import { TASKS } from './task-commands.ts';

/** A line for the `ns/ctl` of each task. */
function change(call: Call, words: readonly string[], done: string): ReturnType<Command['run']> {
  return toLivingTasks(call, (rows) => {
    const targets = rows.map(targetOf);
    const text = words.map(quoted).join(' ');
    return { state: call.state, effect: control(targets, 'ns/ctl', text, `${done} in ${labelOf(targets)}`) };
  });
}

/** What changes the namespaces of tasks that run. */
export const NAMESPACE_COMMANDS: readonly Command[] = [
  {
    name: 'bind',
    parameters: [
      { name: '-abrc', kind: BIND_OPTION, optional: true, many: true },
      { name: 'OLD', kind: GUEST_PATH },
      { name: 'NEW', kind: GUEST_PATH },
      TASKS,
    ],
    changes: true,
    help: 'show at NEW what OLD shows',
    run: (call) =>
      change(
        call,
        ['bind', ...call.words('-abrc'), call.word('OLD'), call.word('NEW')],
        `${call.word('NEW')} shows ${call.word('OLD')}`,
      ),
  },
  {
    name: 'unbind',
    aliases: ['unmount', 'umount'],
    parameters: [{ name: 'NEW', kind: GUEST_PATH }, TASKS],
    changes: true,
    help: 'take a mount or bind away',
    run: (call) => change(call, ['unbind', call.word('NEW')], `${call.word('NEW')} is unbound`),
  },
  {
    name: 'mount',
    parameters: [
      { name: 'TYPE', kind: MOUNT_TYPE },
      { name: 'SRC', kind: HOST_PATH },
      { name: 'NEW', kind: GUEST_PATH },
      { name: 'ro', kind: READ_ONLY, optional: true },
      TASKS,
    ],
    changes: true,
    help: 'mount host DIR, or ram SIZE, at NEW',
    run: (call) =>
      change(
        call,
        ['mount', call.word('TYPE'), call.word('SRC'), call.word('NEW'), ...call.words('ro')],
        `${call.word('NEW')} is mounted`,
      ),
  },
];
