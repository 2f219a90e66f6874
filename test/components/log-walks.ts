import type { ActionId } from '../../src/monitor/input/actions/action-id.ts';
import type { Walk } from './walk-expectations.ts';

const ESCAPE = '\u001b';

/** It ends at once, and the screen that is there again says how. */
const PROGRAM: Walk = { shows: /false: exit 1/ };

/** What each key of the log pane is seen to do, from the middle of a log of a task that writes empty lines. */
export const LOG_WALKS = {
  logFilterIn: { shows: /Keep lines with/, undo: ESCAPE },
  logFilterOut: { shows: /Leave out lines with/, undo: ESCAPE },
  logFilters: { shows: /there are no filters of the log/ },
  logLevel: { shows: /lines from debug on/, undo: 'llll' },
  nextError: { shows: /not found: an error/ },
  previousError: { shows: /not found: an error/ },
  logSource: { shows: /the tagged tasks/, undo: ESCAPE },
  logStamps: { shows: /how long ago/, undo: 'tt' },
  logWrap: { shows: /wrapped/, undo: 'w' },
  logWriters: { shows: /without who wrote a line/, undo: 'p' },
  logJson: { shows: /JSON as one readable line/, undo: 'JJ' },
  logMark: { shows: /-- marked/, undo: 'Gbbm' },
  nextMark: { shows: /there are no marks/ },
  previousMark: { shows: /there are no marks/ },
  logClear: { shows: /brings the lines back/, undo: 'C' },
  logTail: { shows: / following / },
  logHead: { shows: / line 1 of / },
  logMinute: { shows: /the last minute/, undo: '0' },
  log5Minutes: { shows: /the last 5 minutes/, undo: '0' },
  log15Minutes: { shows: /the last 15 minutes/, undo: '0' },
  log30Minutes: { shows: /the last 30 minutes/, undo: '0' },
  logHour: { shows: /the last hour/, undo: '0' },
  logContextMore: { shows: /1 line around each/, undo: '-' },
  logContextLess: { shows: /0 lines around each/ },
  copyMode: { shows: /copy: nothing selected/, undo: ESCAPE },
  openPager: PROGRAM,
  openEditor: PROGRAM,
  exportLog: { shows: /Write the log to/, undo: ESCAPE },
  pipeLog: { shows: /Pipe the log into/, undo: ESCAPE },
} satisfies Partial<Record<ActionId, Walk>>;
