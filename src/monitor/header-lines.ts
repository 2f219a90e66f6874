import { formatBytes, formatPercent, formatUptime } from './format.ts';
import type { Snapshot } from './snapshot.ts';
import { fitTo } from './text.ts';
import { paint, type Role, type Theme } from './theme.ts';

/** Meters side by side need this many columns. */
const TWO_COLUMNS_FROM = 76;

/** Lines that the header takes on a screen of this size. */
export function headerHeight(cores: number, width: number, height: number): number {
  if (height < 12) return 1;
  const meters = Math.max(2, width >= TWO_COLUMNS_FROM ? Math.ceil(cores / 2) : cores);
  return Math.min(meters + 2, Math.floor(height / 3));
}

/** The header: a meter for each core and the memory on the left, tasks, load and wasitop's own use on the right. */
export function headerLines(snapshot: Snapshot, width: number, height: number, theme: Theme, past: boolean): string[] {
  if (height === 1) return [fitTo(summary(snapshot, past), width)];
  const two = width >= TWO_COLUMNS_FROM;
  const half = two ? Math.floor(width / 2) - 1 : width;
  const { cores, quota } = snapshot.machine;
  const name = (index: number) => (quota === undefined ? String(index) : 'CPU');
  const left = cores.map((busy, index) => meter(name(index), busy, formatPercent(busy).concat('%'), half, theme));
  const facts = factLines(snapshot, two ? width - half - 2 : width, theme, past);
  const meters = [...left.slice(0, height - 2), memoryMeter(snapshot, half, theme)];
  if (!two) return [...meters.slice(0, Math.max(1, height - facts.length)), ...facts].slice(0, height);
  const lines = Array.from(
    { length: height },
    (_, index) => `${meters[index] ?? ' '.repeat(half)}  ${facts[index] ?? ' '.repeat(width - half - 2)}`,
  );
  return lines.slice(0, height);
}

function summary({ machine, self, tasks }: Snapshot, past: boolean): string {
  const busy = machine.cores.reduce((sum, core) => sum + core, 0) / Math.max(1, machine.cores.length);
  const parts = [
    `CPU ${formatPercent(busy)}%`,
    `Mem ${formatBytes(machine.memoryUsed)}/${formatBytes(machine.memoryTotal)}`,
    `Tasks ${tasks.length}`,
  ];
  return `${past ? 'FROZEN  ' : ''}${parts.join('  ')}  own ${formatPercent(self.cpu)}%`;
}

function factLines(snapshot: Snapshot, width: number, theme: Theme, past: boolean): string[] {
  const { tasks, machine, self, uptime } = snapshot;
  const count = (letter: string) => tasks.filter(({ state }) => state === letter).length;
  const wide = width >= 60;
  const states = wide
    ? `${count('R')} running, ${count('S')} sleeping, ${count('T')} stopped, ${count('Z')} ended`
    : `${count('R')} R, ${count('S')} S, ${count('T')} T, ${count('Z')} Z`;
  const label = (text: string) => fitTo(text, 9);
  const line = (name: string, text: string, role: Role = 'plain') =>
    paint(theme, 'label', label(name)) + paint(theme, role, fitTo(text, Math.max(0, width - 9)));
  return [
    line('Tasks', `${tasks.length}: ${states}`),
    line('Load', `${machine.load.map((load) => load.toFixed(2)).join(' ')}   up ${formatUptime(uptime)}`),
    line(
      'wasitop',
      `${formatPercent(self.cpu)}% CPU, ${formatBytes(self.rss)} ${wide ? 'resident with all tasks' : 'with tasks'}`,
    ),
    ...(past ? [line('FROZEN', 'this picture stands still: Z goes on', 'warn')] : []),
  ];
}

function memoryMeter({ machine }: Snapshot, width: number, theme: Theme): string {
  const fraction = machine.memoryTotal === 0 ? 0 : machine.memoryUsed / machine.memoryTotal;
  return meter('Mem', fraction, `${formatBytes(machine.memoryUsed)}/${formatBytes(machine.memoryTotal)}`, width, theme);
}

/** `0[|||||      12.3%]`: a name, a bar, and the figure at its end. */
function meter(name: string, fraction: number, figure: string, width: number, theme: Theme): string {
  const inner = width - 5;
  if (inner < figure.length + 2) return fitTo(`${name} ${figure}`, width);
  const room = inner - figure.length;
  const filled = Math.round(Math.min(1, Math.max(0, fraction)) * room);
  const bar = (theme.unicode ? '■' : '|').repeat(filled);
  const role: Role = fraction > 0.9 ? 'bad' : fraction > 0.6 ? 'warn' : 'good';
  const empty = ' '.repeat(room - filled);
  return `${paint(theme, 'label', fitTo(name, 3, 'right'))}[${paint(theme, role, bar)}${empty}${paint(theme, 'dim', figure)}]`;
}
