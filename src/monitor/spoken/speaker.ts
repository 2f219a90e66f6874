import type { Snapshot } from '../data/snapshot.ts';
import type { MonitorSource } from '../data/source.ts';
import type { Token } from '../input/key-tokens.ts';
import { topLayer } from '../state/layers/layer-stack.ts';
import { type Alarms, alarmed, CALM } from './alarms.ts';
import { changesInWords, messageChange, whereInWords } from './changes.ts';
import { detailsTitle, spokenDetails } from './details-words.ts';
import { keyHere, keySaid } from './key-words.ts';
import { changedLayer, commandHelp, type Prompt, promptOf, wrongLine } from './layer-words.ts';
import { isOtherLog, isOtherLook, logAnswers } from './log-changes.ts';
import { LogFollower } from './log-follower.ts';
import type { Moment } from './moment.ts';
import { revealed } from './page-words.ts';
import { isSameSummary, summaryInWords } from './summary.ts';
import { placeInWords } from './table-words.ts';
import { newsChange, processEnd, taskEvents } from './task-events.ts';

/** Where words go. */
export interface Teller {
  /** Writes lines, and then what is being typed. @param anew the typed line is written as a whole, not only what changed in it */
  tell(lines: readonly string[], prompt: Prompt | undefined, anew: boolean): void;
}

export interface SpeakerOptions {
  readonly source: MonitorSource;
  readonly teller: Teller;
  /** Milliseconds between two summaries that nobody asked for; 0 for none. */
  readonly summaryMs: number;
}

/** Between two groups of news that nobody asked for, in milliseconds, and lines of one of them. */
const CALM_MS = 2_000;
const MOST_NEWS = 5;

/** A person who pressed a key so many milliseconds ago is reading: no summary then. */
const READING_MS = 5_000;

/**
 * Says what changes. What a key did is said at once; news wait until no box or line is open, and come in groups. All times are those of pictures:
 * nothing is ever said between two of them unless a key or an answer led to it.
 */
export class Speaker {
  readonly #source: MonitorSource;
  readonly #teller: Teller;
  readonly #summaryMs: number;
  readonly #log = new LogFollower();
  /** As it was when something was said last. */
  #moment: Moment;
  #alarms: Alarms = CALM;
  #news: string[] = [];
  #newsTime = 0;
  #keyTime = 0;
  #summary: Snapshot;
  #summaryTime: number;
  /** Details were asked for, and are not there yet. */
  #asking = false;
  #said = '';
  /** Something was said already of what the key did that is being told of. */
  #answered = false;

  constructor({ source, teller, summaryMs }: SpeakerOptions, moment: Moment) {
    this.#source = source;
    this.#teller = teller;
    this.#summaryMs = summaryMs;
    this.#moment = moment;
    this.#summary = moment.view.live;
    this.#summaryTime = moment.view.live.time;
    this.#log.catchUp(moment);
  }

  /** Says where one is: at the beginning, and whenever it is asked for. */
  where(): void {
    this.#teller.tell(whereInWords(this.#source, this.#moment), promptOf(this.#moment.state), true);
  }

  /** The key that is being carried out asks where one is. */
  again(): void {
    this.#answered = true;
    this.where();
  }

  /** What the key that is being carried out does outside of the screen. */
  answer(text: string): void {
    this.#answered = true;
    this.#teller.tell([text], promptOf(this.#moment.state), false);
  }

  /** A key was pressed. */
  pressed(token: Token, after: Moment): void {
    const before = this.#moment;
    const key = token.kind === 'key' ? token.key : '';
    const prompt = promptOf(after.state);
    const changes = changesInWords(this.#source, before, after);
    const lines = changes.length > 0 || this.#answered ? changes : nothingSaid(key, before, after);
    this.#answered = false;
    this.#keyTime = after.view.live.time;
    if (isOther(before, after)) this.#log.catchUp(after);
    this.#become(after);
    this.#teller.tell(lines, prompt, key === 'enter');
  }

  /** A picture, an answer, or a line of a log came. */
  heard(after: Moment): void {
    const before = this.#moment;
    const answers = [
      ...messageChange(before.state, after.state),
      ...answeredLayer(before, after),
      ...logAnswers(before, after),
    ];
    this.#become(after);
    this.#gather(before, after);
    const lines = [...answers, ...this.#details(after), ...this.#log.told(after), ...this.#takeNews(after)];
    lines.push(...this.#takeSummary(after));
    if (lines.length > 0 || isEdited(before, after)) this.#teller.tell(lines, promptOf(after.state), false);
  }

  /** The terminal is ours again: what changed meanwhile, then how it went. */
  returned(text: string, after: Moment): void {
    this.heard(after);
    this.#teller.tell([text], promptOf(after.state), true);
  }

  #become(moment: Moment): void {
    this.#moment = moment;
    this.#said = moment.state.message?.text ?? this.#said;
    if (moment.state.focus !== 'details') this.#asking = false;
    else if (spokenDetails(this.#source, moment.state, moment.view).title === undefined) this.#asking = true;
  }

  #gather({ view: before }: Moment, { state, view: after }: Moment): void {
    if (before.live === after.live) return;
    const { alarms, lines } = alarmed(this.#alarms, after.live);
    this.#alarms = alarms;
    this.#news.push(
      ...taskEvents(before.live, after.live, this.#said),
      ...processEnd(before.selected, after.live),
      ...(before.selected !== undefined && after.selected === undefined ? ['What was selected is gone.'] : []),
      ...newsChange(before.live, after.live, keySaid(state.settings.keys, 'apply', state.focus)),
      ...lines,
    );
  }

  #takeNews({ state, view }: Moment): string[] {
    const { time } = view.live;
    const open = topLayer(state) !== undefined || state.frozen !== undefined;
    if (open || this.#news.length === 0 || time - this.#newsTime < CALM_MS) return [];
    const news = this.#news;
    this.#news = [];
    this.#newsTime = time;
    const more = news.length - MOST_NEWS;
    const summary = keyHere(state.settings.keys, 'summary', state.focus);
    return more <= 0 ? news : [...news.slice(0, MOST_NEWS), `and ${more} more like these; ${summary} gives a summary`];
  }

  #takeSummary({ state, view }: Moment): string[] {
    const { live } = view;
    const due = this.#summaryMs > 0 && live.time - this.#summaryTime >= this.#summaryMs;
    const open = topLayer(state) !== undefined || state.frozen !== undefined || state.focus === 'log';
    if (!due || open || live.time - this.#keyTime < READING_MS) return [];
    this.#summaryTime = live.time;
    if (isSameSummary(state.tab, this.#summary, live)) return [];
    this.#summary = live;
    return [summaryInWords(state.tab, live)];
  }

  /** Details of a task come a moment after they are asked for. */
  #details({ state, view }: Moment): string[] {
    if (!this.#asking || state.focus !== 'details') return [];
    const details = spokenDetails(this.#source, state, view);
    if (details.title === undefined) return [];
    this.#asking = false;
    return [...detailsTitle(details), ...revealed(undefined, details)];
  }
}

/** Whether what is typed changed. */
function isEdited({ state: before }: Moment, { state: after }: Moment): boolean {
  const [was, is] = [promptOf(before), promptOf(after)];
  return was?.title !== is?.title || was?.line.text !== is?.line.text || was?.line.cursor !== is?.line.cursor;
}

/** Another log is listened to, other lines of it, or none. */
function isOther(before: Moment, after: Moment): boolean {
  const [was, is] = [before.state.log, after.state.log];
  if (before.state.focus !== after.state.focus || was.top !== is.top) return true;
  return isOtherLog(before, after) || isOtherLook(was, is);
}

/** Somebody who presses a key hears something, even if it led nowhere; of what is typed the echo is enough. */
function nothingSaid(key: string, before: Moment, after: Moment): string[] {
  const { state, view } = after;
  const layer = topLayer(state);
  if (layer === undefined && topLayer(before.state) !== undefined) return ['closed'];
  if (isEdited(before, after)) return [];
  if (layer === undefined) return [state.focus === 'table' ? placeInWords(state, view) : 'nothing further'];
  if (key === 'enter') return wrongLine(state);
  return layer.kind === 'command' && key === 'tab' ? commandHelp(layer) : [];
}

/** Words that were looked up for the command line. */
function answeredLayer({ state: before }: Moment, after: Moment): string[] {
  const [was, is] = [topLayer(before), topLayer(after.state)];
  return was === undefined || is === undefined || was === is ? [] : changedLayer(was, is, before, after);
}
