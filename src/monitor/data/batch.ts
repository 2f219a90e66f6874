import { COLUMNS, type Recent, sortRows } from '../draw/columns.ts';
import { formatBytes, formatPercent } from '../draw/format.ts';
import { fitTo } from '../draw/text.ts';
import type { Snapshot } from './snapshot.ts';

/** One picture has no history. */
const SHOWN = COLUMNS.filter(({ id }) => id !== 'graph');
const NOTHING: Recent = () => [];

/** A snapshot as plain text: a line on the machine, the titles, a line for each task. */
export function formatTable(snapshot: Snapshot): string {
  const { machine, tasks, self } = snapshot;
  const load = machine.load.map((value) => value.toFixed(2)).join(' ');
  const memory = `${formatBytes(machine.memoryUsed)}/${formatBytes(machine.memoryTotal)}`;
  const summary = `wasitop: ${tasks.length} tasks, load ${load}, memory ${memory}, own CPU ${formatPercent(self.cpu)}%`;
  const titles = SHOWN.map((column) =>
    fitTo(column.title, Math.max(column.width, column.title.length), column.align),
  ).join(' ');
  const rows = sortRows(tasks, { column: 'pid', descending: false }).map((row) =>
    SHOWN.map((column) =>
      column.width === 0
        ? column.text(row, NOTHING, false)
        : fitTo(column.text(row, NOTHING, false), Math.max(column.width, column.title.length), column.align),
    ).join(' '),
  );
  return `${[summary, titles, ...rows].map((line) => line.trimEnd()).join('\n')}\n`;
}

/** A snapshot as one JSON object: raw units, bytes, seconds, fractions of one core. */
export function formatJson({ time, uptime, machine, self, tasks }: Snapshot): string {
  const processes = tasks.map((row) => ({
    pid: row.pid,
    ppid: row.parent,
    name: row.name,
    args: row.args,
    level: row.level,
    state: row.phase,
    waits_for: row.waitsFor,
    cpu: row.cpu,
    cpu_seconds: row.time,
    memory: row.memory,
    memory_peak: row.memoryPeak,
    memory_limit: row.memoryLimit,
    read_per_second: row.readRate,
    written_per_second: row.writeRate,
    calls_per_second: row.callRate,
    started: row.startedAt / 1000,
    reason: row.reason ?? null,
  }));
  const system = {
    cores: machine.cores,
    memory_total: machine.memoryTotal,
    memory_used: machine.memoryUsed,
    swap_total: machine.swapTotal,
    swap_used: machine.swapUsed,
    load: machine.load,
    uptime,
    wasitop_cpu: self.cpu,
    wasitop_memory: self.rss,
  };
  return `${JSON.stringify({ time: time / 1000, system, processes })}\n`;
}
