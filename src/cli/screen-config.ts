import type { Config } from '../config/config.ts';
import type { ConfigChanges } from '../config/save-config.ts';
import type { Tab } from '../monitor/data/row.ts';
import type { HeaderSetup, MeterId, MeterMode, MeterSetup } from '../monitor/draw/header-view.ts';
import { METERS } from '../monitor/draw/meters/registry.ts';
import type { FirstState } from '../monitor/state/screen-state.ts';
import type { Settings } from '../monitor/state/settings.ts';
import { firstTables, type Tables, type TableState } from '../monitor/state/table-state.ts';
import { COLUMNS, type ColumnChoice, DEFAULT_COLUMNS } from '../monitor/table/columns.ts';

/** The columns that a configuration may name. */
export const KNOWN_COLUMNS = {
  tasks: COLUMNS.tasks.map(({ id }) => id),
  host: COLUMNS.host.map(({ id }) => id),
};

/** The screen as a configuration wants it. */
export function screenOf({ screen, header, tasks, host }: Config): Required<Pick<FirstState, 'settings' | 'tables'>> {
  const first = firstTables();
  const table = (tab: Tab, { columns, widths, sort, descending, tree }: Config[Tab]): TableState => ({
    ...first[tab],
    columns: columns.length === 0 ? DEFAULT_COLUMNS[tab].map((choice) => sized(choice.id, widths)) : columns.map((id) => sized(id, widths)),
    sort: { column: sort, descending },
    tree,
  });
  return {
    tables: { tasks: table('tasks', tasks), host: table('host', host) },
    settings: {
      header: { left: header.left.map(meterOf), right: header.right.map(meterOf) },
      cpuOf: screen.cpu_percent,
      mouse: screen.mouse,
      kernelThreads: host.kernel_threads,
      threads: host.threads,
    },
  };
}

function sized(id: string, widths: Readonly<Record<string, number>>): ColumnChoice {
  const width = widths[id];
  return width === undefined ? { id } : { id, width };
}

/** `memory:bar`, as the configuration was checked; a mode that the meter has not is its first. */
function meterOf(text: Config['header']['left'][number]): MeterSetup {
  const [meter, mode] = text.split(':') as [MeterId, MeterMode];
  return { meter, mode: METERS[meter].modes.includes(mode) ? mode : METERS[meter].modes[0] };
}

/** What of a screen belongs into the configuration. */
export function changesOf(settings: Settings, tables: Tables): ConfigChanges {
  return {
    'screen.cpu_percent': settings.cpuOf,
    'screen.mouse': settings.mouse,
    'header.left': metersOf(settings.header.left),
    'header.right': metersOf(settings.header.right),
    'host.kernel_threads': settings.kernelThreads,
    'host.threads': settings.threads,
    ...tableChanges('tasks', tables.tasks),
    ...tableChanges('host', tables.host),
  };
}

function metersOf(meters: HeaderSetup['left']) {
  return meters.map(({ meter, mode }) => `${meter}:${mode}` as const);
}

function tableChanges(tab: Tab, { columns, sort, tree }: TableState): ConfigChanges {
  const widths = columns.flatMap(({ id, width }) => (width === undefined ? [] : [[`${tab}.widths.${id}`, width]]));
  return {
    [`${tab}.columns`]: columns.map(({ id }) => id),
    [`${tab}.sort`]: sort.column,
    [`${tab}.descending`]: sort.descending,
    [`${tab}.tree`]: tree,
    ...Object.fromEntries(widths),
  };
}
