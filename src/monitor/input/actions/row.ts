import type { Action } from './action.ts';

/** What is done with the selected row, in the table and in its details. */
export const ROW: readonly Action[] = [
  {
    id: 'raise',
    keys: [']', 'f7'],
    where: 'row',
    changes: true,
    footer: 'Prio+',
    help: 'raise the priority (level or nice - 1)',
  },
  {
    id: 'lower',
    keys: ['[', 'f8'],
    where: 'row',
    changes: true,
    footer: 'Prio-',
    help: 'lower the priority (level or nice + 1)',
  },
  {
    id: 'signal',
    keys: ['f9', 'x', 'delete'],
    where: 'row',
    changes: true,
    footer: 'Signal',
    help: 'send a signal, end it',
  },
  { id: 'pause', keys: ['p'], where: 'row', changes: true, footer: 'Pause', help: 'pause, or let go on (STOP, CONT)' },
  { id: 'showLog', keys: ['L'], where: 'row', tab: 'tasks', footer: 'Log', help: 'go to the log of the selected task' },
  { id: 'environment', keys: ['e'], where: 'row', help: 'its environment' },
  { id: 'wholeCommand', keys: ['w'], where: 'row', help: 'its whole command line' },
  { id: 'copy', keys: ['y'], where: 'row', changes: true, help: 'copy its command line to the clipboard (OSC 52)' },
];
