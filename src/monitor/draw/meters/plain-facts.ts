import { formatClock, formatUptime } from '../format.ts';
import { span } from '../spans.ts';
import { clean } from '../text.ts';
import { factLine, factRoom, type Meter } from './meter.ts';

/** How long the machine has been up; wasitop too where there is room, or where the machine does not tell. */
export const UPTIME: Meter = {
  title: 'Uptime',
  modes: ['text'],
  columns: () => 9,
  lines: ({ snapshot }, place, theme) => {
    const name = place.behind ? 'up' : 'Uptime';
    const { uptime = snapshot.uptime } = snapshot.machine;
    const own = factRoom(place, name) >= 28 ? [span(`, wasitop ${formatUptime(snapshot.uptime)}`)] : [];
    return [factLine(name, [span(formatUptime(uptime)), ...own], place, theme)];
  },
};

export const CLOCK: Meter = {
  title: 'Time of day',
  modes: ['text'],
  columns: () => 17,
  lines: ({ snapshot }, place, theme) => [
    factLine('Time', [span(formatClock(snapshot.time).slice(0, 'hh:mm:ss'.length))], place, theme),
  ],
};

export const HOSTNAME: Meter = {
  title: 'Name of the machine',
  modes: ['text'],
  columns: () => 20,
  isThere: ({ snapshot }) => snapshot.machine.hostname !== undefined,
  lines: ({ snapshot }, place, theme) => [
    factLine('Host', [span(clean(snapshot.machine.hostname ?? ''))], place, theme),
  ],
};
