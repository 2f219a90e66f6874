import { visibleJson } from '../../base/visible.ts';
import type { Snapshot } from '../data/snapshot.ts';
import type { BatchTable } from './batch-table.ts';
import { fieldsOf } from './fields.ts';

/** One JSON object on one line: raw units, bytes, seconds, fractions of one core. */
export function jsonTable({ snapshot, tab, rows, columns }: BatchTable): string {
  const fields = fieldsOf(tab, columns);
  const processes = rows.map((row) => Object.fromEntries(fields.map(({ name, of }) => [name, of(row, snapshot)])));
  return `${visibleJson({ time: snapshot.time / 1_000, system: systemOf(snapshot), processes })}\n`;
}

function systemOf({ machine, uptime, self }: Snapshot) {
  return {
    cores: machine.cores,
    memory_total: machine.memoryTotal,
    memory_used: machine.memoryUsed,
    swap_total: machine.swapTotal,
    swap_used: machine.swapUsed,
    load: machine.load,
    uptime: machine.uptime ?? null,
    wasitop_uptime: uptime,
    wasitop_cpu: self.cpu,
    wasitop_memory: self.rss,
  };
}
