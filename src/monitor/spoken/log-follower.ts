import type { LogLine } from '../../logs/log-line.ts';
import type { LogLook } from '../log/log-look.ts';
import { topLayer } from '../state/layers/layer-stack.ts';
import { logLineInWords, lookOf } from './log-words.ts';
import type { Moment } from './moment.ts';
import { countInWords } from './unit-words.ts';

/** Lines of a log that are told from one picture to the next; nobody listens to more. */
const MOST_LINES = 10;

/** Tells the lines of a log as they come, while somebody listens: the log has the keys and follows, or what is typed goes to its task. */
export class LogFollower {
  #source: LogLook['source'] | undefined;
  /** The line that is told next, and how many may be told until the next picture. */
  #next = 0;
  #left = MOST_LINES;
  #skipped = 0;
  #time = 0;
  /** A line without an end, as it was told. */
  #begun: LogLine | undefined;

  /** All that there is was told, or is not wanted. */
  catchUp({ view }: Moment): void {
    const { source } = lookOf(view);
    const open = openLine(source);
    this.#source = source;
    // One without an end may go on.
    this.#next = open?.number ?? source.next;
    this.#begun = open;
    this.#skipped = 0;
  }

  /** What came since. A line without an end is told once it stands for a picture: it may be a question. */
  told(moment: Moment): string[] {
    const { view } = moment;
    const ticked = view.live.time !== this.#time;
    this.#time = view.live.time;
    if (ticked) this.#left = MOST_LINES;
    const look = lookOf(view);
    if (look.source !== this.#source) this.catchUp(moment);
    if (!isHeard(moment)) return this.#unheard(moment);
    // Which lines pass is not known yet.
    if ((view.log?.progress ?? 1) < 1) return [];
    const skipped = this.#takeSkipped(ticked);
    const lines = this.#take(look, ticked);
    return [...skipped, ...lines.map((line) => logLineInWords(line, moment))];
  }

  #take(look: LogLook, ticked: boolean): LogLine[] {
    const { source } = look;
    const open = openLine(source);
    const end = open?.number ?? source.next;
    const [from, to] = [look.indexOf(Math.max(this.#next, source.first)), look.indexOf(end)];
    const isTold = (line: LogLine) =>
      isSameText(line, this.#begun) && (line.partial || line.number === this.#begun?.number);
    const read = look.lines(from, Math.min(to - from, this.#left + 1));
    const heard = read.filter((line) => !isTold(line));
    const lines = heard.slice(0, this.#left);
    this.#left -= lines.length;
    // Of a flood some are dropped before they are seen.
    const lost = Math.max(0, source.first - this.#next);
    this.#skipped += to - from - (read.length - heard.length) - lines.length + lost;
    this.#next = end;
    if (!ticked || open === undefined || !look.has(open.number) || isSameText(open, this.#begun)) return lines;
    this.#begun = open;
    return [...lines, open];
  }

  #unheard(moment: Moment): string[] {
    if (!isWaiting(moment)) this.catchUp(moment);
    return [];
  }

  #takeSkipped(ticked: boolean): string[] {
    if (!ticked || this.#skipped === 0) return [];
    const words = `and ${countInWords(this.#skipped, 'line')} more; Page Up reads them`;
    this.#skipped = 0;
    return [words];
  }
}

/** The last line of a log, if it has no end yet. */
function openLine(source: LogLook['source']): LogLine | undefined {
  const last = source.lines(source.next - 1, source.next).at(-1);
  return last?.partial === true ? last : undefined;
}

/** Lines wait while another line is typed, or a box is open. */
function isWaiting({ state }: Moment): boolean {
  const layer = topLayer(state);
  if (layer?.kind === 'stdin') return layer.line.text !== '';
  return layer !== undefined && state.focus === 'log';
}

function isHeard(moment: Moment): boolean {
  const { state } = moment;
  if (state.log.top !== undefined || state.frozen !== undefined || isWaiting(moment)) return false;
  return topLayer(state)?.kind === 'stdin' || state.focus === 'log';
}

/** In the log of all a line without an end is moved on for a second as others come. */
function isSameText(a: LogLine, b: LogLine | undefined): boolean {
  return b !== undefined && a.text === b.text && a.writer === b.writer;
}
