import type { LogLine } from '../../logs/log-line.ts';
import type { LogFormat } from '../draw/log/line-rows.ts';
import type { ScreenState } from '../state/screen-state.ts';
import type { ChosenLog } from './log-sources.ts';

/** Who wrote a line takes a fourth of it at most; on fewer columns than these, so many. */
const WIDEST_LABEL = 4;
const NARROW = 60;
const NARROW_LABEL = 8;

/** How the lines of a log become rows of this screen. @param timeOf when a line was written */
export function logFormatOf(
  { log, settings, columns, linear }: ScreenState,
  chosen: ChosenLog | undefined,
  timeOf: (line: LogLine) => number,
  now: number,
): LogFormat {
  const { wrap, json, stamps, writers } = settings.log;
  const label = writers ? chosen?.label : undefined;
  const most = columns < NARROW ? NARROW_LABEL : columns / WIDEST_LABEL;
  const usualStamps = linear || chosen?.isFile === true ? 'off' : 'clock';
  return {
    // What is read line by line has one row for each.
    wrap: wrap && !linear,
    json: linear && json === 'fields' ? 'line' : json,
    columns,
    left: wrap || linear ? 0 : log.left,
    stamps: stamps === 'auto' ? usualStamps : stamps,
    usualStamps,
    now,
    timeOf,
    label: label ?? NOBODY,
    labelWidth: label === undefined ? 0 : Math.floor(Math.min(most, chosen?.labelWidth ?? 0)),
    marks: linear ? NO_MARKS : log.marks,
  };
}

const NO_MARKS: LogFormat['marks'] = new Map();

const NOBODY = (): undefined => undefined;
