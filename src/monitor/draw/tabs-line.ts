import type { HostProcess } from '../../host/processes/host-process.ts';
import { TABS, type Tab } from '../data/row.ts';
import type { HostPicture } from '../data/snapshot.ts';
import type { ActionId } from '../input/actions/action-id.ts';
import { keyText } from '../input/key-map.ts';
import type { ScreenState } from '../state/screen-state.ts';
import { tableOf } from '../state/table/table-state.ts';
import type { View } from '../state/view.ts';
import { formatClock, formatUptime, formatWhole } from './format.ts';
import { paintSpans, type Span, span } from './spans.ts';
import { sparkline } from './sparkline.ts';
import { clean, widthOf } from './text.ts';
import type { Theme } from './theme.ts';

/** Columns of the line that shows when the CPU was busy. */
const TIMELINE = 60;

const NAMES: Readonly<Record<Tab, string>> = { tasks: 'Tasks', host: 'Host' };

/** The name of each tab, with how much there is in it. */
export function tabSpans({ tab }: ScreenState, { live }: View): Span[] {
  return TABS.map((one) => {
    const count = one === 'tasks' ? live.tasks.length : live.host.rows.filter(isProcess).length;
    const figure = one === 'host' ? hostFigure(live.host, count) : formatWhole(count);
    return span(` ${NAMES[one]} ${figure} `, one === tab ? 'activeTab' : 'tab');
  });
}

function hostFigure({ problem, isBeginning = false }: HostPicture, count: number): string {
  if (problem !== undefined) return '-';
  return isBeginning ? '...' : formatWhole(count);
}

/** Threads are not counted, nor what has ended. */
function isProcess({ thread, kernelThread, reason }: HostProcess): boolean {
  return !thread && !kernelThread && reason === undefined;
}

/** What makes the table other than all rows in a list. */
export function tabNotes(state: ScreenState, { rows }: View): string[] {
  const { filter, user, tree, tags, follow } = tableOf(state);
  const { settings, tab, readOnly, frozen, cursor } = state;
  const notes = [
    ...(frozen === undefined || cursor !== undefined
      ? []
      : [`FROZEN: ${keyText(settings.keys, 'freeze', state.focus)} goes on`]),
    ...(readOnly ? ['read-only'] : []),
    ...(tags.size === 0 ? [] : [`${tags.size} tagged`]),
    ...(tree ? ['tree'] : []),
    ...(follow ? ['follow'] : []),
    ...(tab === 'host' && settings.threads ? ['threads'] : []),
    ...(tab === 'host' && settings.kernelThreads ? ['kernel threads'] : []),
    ...(user === undefined ? [] : [`user: ${clean(user)}`]),
    ...(filter === '' ? [] : [`filter: ${clean(filter)} (${formatWhole(rows.length)})`]),
  ];
  return notes.map((note) => ` ${note}`);
}

/** Nobody shall take what was for what is: the whole line stands out, with the way back, and with where in time this is. */
export function pastLine(cursor: number, state: ScreenState, view: View, theme: Theme): string {
  const { columns: width } = state;
  const { live, past } = view;
  const notes = tabNotes(state, view).map((note) => span(note, 'past'));
  const noted = notes.reduce((sum, { text }) => sum + widthOf(text), 0);
  const key = (id: ActionId) => keyText(state.settings.keys, id, state.focus);
  const ago = formatUptime(Math.max(0, live.time - cursor) / 1_000);
  const text = ` PAST ${formatClock(cursor).slice(0, 8)}, ${ago} ago   ${key('earlier')} ${key('later')} second  ${key('muchEarlier')} ${key('muchLater')} 30 s  ${key('spikeBefore')} ${key('spikeAfter')} spike  ${key('closeLayer')} now  `;
  const room = Math.min(TIMELINE, width - widthOf(text) - noted - 1);
  const values = room < 10 ? [] : past.timeline(cursor, room);
  const at = values.findLastIndex(({ time }) => time <= cursor);
  const line = sparkline(
    values.map(({ cpu }) => cpu),
    values.length,
    1,
    theme.unicode,
  );
  const letters = [...line];
  const spans = [
    span(text, 'past'),
    span(letters.slice(0, at).join(''), 'past'),
    span(letters[at] === ' ' ? '_' : (letters[at] ?? ''), 'pastCursor'),
    span(letters.slice(at + 1).join(''), 'past'),
    ...notes,
  ];
  return paintSpans(spans, width, theme, span(' ', 'past'));
}
