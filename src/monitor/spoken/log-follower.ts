import type { LogLine } from '../../logs/log-line.ts';
import { topLayer } from '../state/layer-stack.ts';
import type { Moment } from './changes.ts';
import { logLineInWords, spokenLog } from './log-words.ts';
import { countInWords } from './unit-words.ts';

/** Lines of a log that are told from one picture to the next; nobody listens to more. */
const MOST_LINES = 10;

/** Tells the lines of a log as they come, while somebody listens: the log has the keys and follows, or what is typed goes to its task. */
export class LogFollower {
  /** The line that is told next, and how many may be told until the next picture. */
  #next: number | undefined;
  #left = MOST_LINES;
  #skipped = 0;
  #time = 0;
  /** A line without an end, as it was told. */
  #begun: LogLine | undefined;

  /** All that there is was told, or is not wanted. */
  catchUp({ view }: Moment): void {
    const log = spokenLog(view);
    const last = log.lines(log.next - 1, log.next).at(-1);
    // One without an end may go on.
    this.#next = last?.partial ? last.number : log.next;
    this.#begun = last?.partial ? last : undefined;
    this.#skipped = 0;
  }

  /** What came since. A line without an end is told once it stands for a picture: it may be a question. */
  told(moment: Moment): string[] {
    const { view } = moment;
    const ticked = view.live.time !== this.#time;
    this.#time = view.live.time;
    if (ticked) this.#left = MOST_LINES;
    if (!isHeard(moment)) return this.#unheard(moment);
    const log = spokenLog(view);
    const came = log.lines(Math.max(this.#next ?? log.next, log.first), log.next);
    const last = came.at(-1);
    const whole = last?.partial ? came.slice(0, -1) : came;
    const heard = whole.filter(({ number, text }) => number !== this.#begun?.number || text !== this.#begun.text);
    const lines = heard.slice(0, this.#left);
    const skipped = this.#takeSkipped(ticked);
    this.#left -= lines.length;
    // Of a flood some are dropped before they are seen.
    const lost = Math.max(0, log.first - (this.#next ?? log.first));
    this.#skipped += heard.length - lines.length + lost;
    this.#next = last?.partial ? last.number : log.next;
    const open = ticked && last?.partial && !isSameText(last, this.#begun) ? [last] : [];
    if (open[0] !== undefined) this.#begun = open[0];
    return [...skipped, ...[...lines, ...open].map((line) => logLineInWords(line, view))];
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

/** Lines wait while another line is typed, or a box is open. */
function isWaiting({ state }: Moment): boolean {
  const layer = topLayer(state);
  if (layer?.kind === 'stdin') return layer.line.text !== '';
  return layer !== undefined && state.focus === 'log';
}

function isHeard(moment: Moment): boolean {
  const { state } = moment;
  if (state.logTop !== undefined || state.frozen !== undefined || isWaiting(moment)) return false;
  return topLayer(state)?.kind === 'stdin' || state.focus === 'log';
}

/** In the log of all a line without an end is moved on as others come. */
function isSameText(a: LogLine, b: LogLine | undefined): boolean {
  return b !== undefined && a.text === b.text && a.writer === b.writer;
}
