import { isSameRow, type RowKey } from '../data/row.ts';
import type { MonitorSource } from '../data/source.ts';
import { clean } from '../draw/text.ts';
import { copyOf } from '../state/copy/copy-state.ts';
import { topLayer } from '../state/layers/layer-stack.ts';
import type { Message, ScreenState } from '../state/screen-state.ts';
import { tableOf } from '../state/table/table-state.ts';
import type { View } from '../state/view.ts';
import { detailsTitle, spokenDetails } from './details-words.ts';
import { keySaid } from './key-words.ts';
import { changedLayer, openedLayer } from './layer-words.ts';
import { logChange, wholeLog } from './log-changes.ts';
import { lastLine, whoseInWords } from './log-words.ts';
import type { Moment } from './moment.ts';
import { revealed } from './page-words.ts';
import { nameInWords } from './row-words.ts';
import { matchesInWords, pastInWords, placeInWords, sortInWords, tableInWords } from './table-words.ts';

/** What a key changed, in words; nothing where all is as it was. */
export function changesInWords(source: MonitorSource, before: Moment, after: Moment): string[] {
  const layer = layerChange(before.state, after);
  const rest = [...settingsChange(before, after), ...paneChange(source, before, after)];
  const message = messageChange(before.state, after.state);
  return [...message, ...layer, ...rest];
}

/** What was said on the last line since. */
export function messageChange({ message: before }: ScreenState, { message, digits }: ScreenState): string[] {
  if (message === undefined || message === before) return [];
  // Of a PID that is typed digit by digit the row is said, once there is one.
  if (digits !== '') return message.bad ? [`PID ${digits}, no such row`] : [];
  return [messageInWords(message)];
}

function messageInWords({ text, bad }: Message): string {
  return bad ? `problem: ${clean(text)}` : clean(text);
}

/** Where one is: the layer that takes the keys, or the pane. */
export function whereInWords(source: MonitorSource, { state, view }: Moment): string[] {
  const layer = topLayer(state);
  return layer === undefined
    ? paneInWords(source, { state, view }, tableInWords(state, view))
    : openedLayer(layer, { state, view });
}

function paneInWords(source: MonitorSource, { state, view }: Moment, title: string): string[] {
  if (state.focus === 'log') return wholeLog({ state, view });
  if (state.focus === 'table') return [title, placeInWords(state, view)];
  const details = spokenDetails(source, state, view);
  return [...detailsTitle(details), ...revealed(undefined, details)];
}

function layerChange(before: ScreenState, moment: Moment): string[] {
  const { state: after } = moment;
  const [was, is] = [topLayer(before), topLayer(after)];
  if (is === undefined || is === was) return [];
  // What is searched for is typed over the cursor.
  const cursor = copyOf(before);
  if (is.kind === 'copy' && cursor !== undefined) return changedLayer(cursor, is, before, moment);
  const same = was?.kind === is.kind && before.layers.length === after.layers.length;
  if (same) return changedLayer(was, is, before, moment);
  return is.kind === 'stdin' ? [...openedLayer(is, moment), ...lastLine(moment)] : openedLayer(is, moment);
}

/** What concerns more than one pane. */
function settingsChange({ state: before }: Moment, { state: after, view }: Moment): string[] {
  const lines: string[] = [];
  if (before.settings.cpuOf !== after.settings.cpuOf)
    lines.push(`CPU is of ${after.settings.cpuOf === 'core' ? 'one core' : 'the whole machine'}`);
  if (before.log.choice !== after.log.choice && after.focus !== 'log')
    lines.push(whoseInWords({ state: after, view }).replace(/^Log of /, 'the log is that of '));
  if (before.search !== '' && after.search === '') lines.push('no search');
  if (before.zoomed !== after.zoomed) lines.push(`zoom is ${after.zoomed ? 'on' : 'off'}; nothing is read otherwise`);
  if (after.cursor !== undefined && after.cursor !== before.cursor) lines.push(pastInWords(after.cursor, view));
  else if (before.cursor !== undefined && after.cursor === undefined) lines.push('now again');
  else if (before.frozen === undefined && after.frozen !== undefined)
    lines.push(
      `standing still: nothing is told by itself until ${keySaid(after.settings.keys, 'freeze', after.focus)}`,
    );
  else if (before.frozen !== undefined && after.frozen === undefined) lines.push('going on');
  return lines;
}

function paneChange(source: MonitorSource, before: Moment, after: Moment): string[] {
  const { state, view } = after;
  if (before.state.tab !== state.tab) return paneInWords(source, after, tableInWords(state, view));
  if (before.state.focus !== state.focus)
    return paneInWords(source, after, before.state.focus === 'table' ? tableInWords(state, view) : 'Table');
  if (state.focus === 'table') return tableChange(before, after);
  if (state.focus === 'log') return logChange(before, after);
  const [was, is] = [spokenDetails(source, before.state, before.view), spokenDetails(source, state, view)];
  return before.state.detailsTop === state.detailsTop ? [] : revealed(was, is);
}

/** A filter counts as it is typed, but is told when it is entered. */
function tableChange({ state: before, view: was }: Moment, { state: after, view: is }: Moment): string[] {
  if (topLayer(after) !== undefined) return [];
  const [table, next] = [tableOf(before), tableOf(after)];
  const lines: string[] = [];
  const typed = topLayer(before);
  const filtered = typed?.kind === 'input' && typed.purpose === 'filter';
  if (filtered || table.activeFilter !== next.activeFilter)
    lines.push(next.activeFilter === '' ? `no filter, ${is.rows.length} rows` : matchesInWords(after, is));
  if (table.user !== next.user) lines.push(tableInWords(after, is));
  if (table.sort !== next.sort) lines.push(sortInWords(after));
  const tags = tagChange(table.tags, next.tags, was);
  if (table.folds !== next.folds || before.search !== after.search) lines.push(placeInWords(after, is));
  else if (lines.length > 0 || tags.length > 0 || !isSame(next.selected, table.selected))
    lines.push(placeInWords(after, is));
  else if (before.cursor !== after.cursor || table.columns !== next.columns || table.tree !== next.tree)
    lines.push(placeInWords(after, is));
  return [...tags, ...lines];
}

function isSame(a: RowKey | undefined, b: RowKey | undefined): boolean {
  return a === undefined ? b === undefined : isSameRow(a, b);
}

type Tags = ReturnType<typeof tableOf>['tags'];

function tagChange(before: Tags, after: Tags, { selected }: View): string[] {
  if (before === after) return [];
  if (after.size === 0) return ['nothing is tagged'];
  const one = selected !== undefined && Math.abs(after.size - before.size) === 1;
  const what = one ? `${nameInWords(selected)}, ${after.size > before.size ? 'tagged' : 'untagged'}; ` : '';
  return [`${what}${after.size} tagged`];
}
