import { expect } from 'vitest';
import type { ActionId } from '../../src/monitor/input/actions/action-id.ts';
import type { Desk } from '../support/desk.ts';

type Seen = (after: Desk, before: string) => void;

const says =
  (text: string | RegExp): Seen =>
  (desk) =>
    expect(desk.text).toMatch(text);

/** What each key of the log pane is seen to do, from a log of 99 lines in the middle of which it stands. */
export const LOG_EXPECTATIONS = {
  logFilterIn: says('Keep lines with'),
  logFilterOut: says('Leave out lines with'),
  logFilters: says('there are no filters of the log'),
  logLevel: says('lines from debug on'),
  nextError: says('not found: an error'),
  previousError: says('not found: an error'),
  logSource: says('the tagged tasks'),
  logStamps: says('how long ago'),
  logWrap: says('wrapped'),
  logWriters: says('without who wrote a line'),
  logJson: says('JSON as one readable line'),
  logMark: says('-- marked'),
  nextMark: says('there are no marks'),
  previousMark: says('there are no marks'),
  logClear: says('cleared; C brings the lines back'),
  logTail: says('following'),
  logHead: says('line 0 '),
  logMinute: says('the last minute'),
  log5Minutes: says('the last 5 minutes'),
  log15Minutes: says('the last 15 minutes'),
  log30Minutes: says('the last 30 minutes'),
  logHour: says('the last hour'),
  logContextMore: says('1 line around each'),
  logContextLess: says('0 lines around each'),
  copyMode: says('copy: nothing selected'),
  openPager: (desk) => expect(desk.asked[0]).toMatch(/^pager \d+ < .*line 0 y+\n/),
  openEditor: (desk) => expect(desk.asked[0]).toMatch(/^editor \d+ < .*line 0 y+\n/),
  exportLog: says('Write the log to'),
  pipeLog: says('Pipe the log into'),
} satisfies Partial<Record<ActionId, Seen>>;
