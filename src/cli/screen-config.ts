import { isDeepStrictEqual } from 'node:util';
import type { Config } from '../config/config.ts';
import type { KnownNames } from '../config/kinds.ts';
import type { ConfigChanges } from '../config/save-config.ts';
import type { Tab } from '../monitor/data/row.ts';
import type { HeaderSetup, MeterId, MeterMode, MeterSetup } from '../monitor/draw/header-view.ts';
import { METERS } from '../monitor/draw/meters/registry.ts';
import type { Bindings } from '../monitor/input/bindings.ts';
import { keyMapFor } from '../monitor/input/key-map.ts';
import type { Preset } from '../monitor/input/presets.ts';
import type { LogSettings } from '../monitor/log/log-state.ts';
import type { Kept } from '../monitor/state/kept.ts';
import { firstTables, type TableState } from '../monitor/state/table/table-state.ts';
import { COLUMNS, DEFAULT_COLUMNS } from '../monitor/table/columns.ts';
import type { ThemeShelf } from '../monitor/theme/theme-shelf.ts';

/** The columns and actions that a configuration may name. */
export const KNOWN_NAMES = {
  tasks: COLUMNS.tasks.map(({ id }) => id),
  host: COLUMNS.host.map(({ id }) => id),
  bound: (preset: Preset, bindings: Bindings) => keyMapFor(preset, bindings).faults,
};

/** The same, with the themes that there are whenever somebody asks. */
export function knownWith(shelf: ThemeShelf): KnownNames {
  return {
    ...KNOWN_NAMES,
    get themes() {
      return shelf.names;
    },
  };
}

/** The screen as a configuration wants it. */
export function screenOf({ top, screen, accessible, header, log, tasks, host }: Config): Kept {
  const first = firstTables();
  const table = (tab: Tab, { columns, widths, sort, descending, tree }: Config[Tab]): TableState => ({
    ...first[tab],
    columns: columns.length === 0 ? DEFAULT_COLUMNS[tab] : columns,
    widths,
    sort: { column: sort, descending },
    tree,
  });
  return {
    tables: { tasks: table('tasks', tasks), host: table('host', host) },
    settings: {
      header: { left: header.left.map(meterOf), right: header.right.map(meterOf) },
      cpuOf: screen.cpu_percent,
      mouse: screen.mouse,
      theme: screen.theme,
      colours: screen.colors,
      ascii: screen.ascii,
      kernelThreads: host.kernel_threads,
      threads: host.threads,
      log: logOf(log),
      keys: keyMapFor(top.preset, top.keys),
      refresh: screen.refresh,
      linger: screen.linger,
      firstTab: screen.tab,
      accessible: screen.accessible,
      summary: accessible.summary,
    },
  };
}

function logOf({ times, wrap, writers, json, context }: Config['log']): LogSettings {
  return { stamps: times, wrap, writers, json, context };
}

/** `memory:bar`, as the configuration was checked; a mode that the meter has not is its first. */
function meterOf(text: Config['header']['left'][number]): MeterSetup {
  const [meter, mode] = text.split(':') as [MeterId, MeterMode];
  return { meter, mode: METERS[meter].modes.includes(mode) ? mode : METERS[meter].modes[0] };
}

/** What has to be set in the configuration for it to have `after` where it had `before`. */
export function changesOf(before: Kept, after: Kept): ConfigChanges {
  const had: Readonly<Record<string, unknown>> = keysOf(before);
  const has: Readonly<Record<string, unknown>> = keysOf(after);
  // A key that is bound no more is taken out; nothing else ever goes.
  const gone = Object.keys(had).filter((key) => key.startsWith('keys.') && !(key in has));
  const changes = Object.entries(has).filter(([key, value]) => !isDeepStrictEqual(had[key], value));
  return Object.fromEntries([...changes, ...gone.map((key) => [key, undefined])]) as ConfigChanges;
}

/** All that a screen keeps, by the keys of the configuration. Columns that nobody chose are none. */
function keysOf({ settings, tables }: Kept): ConfigChanges {
  return {
    preset: settings.keys.preset,
    ...boundKeys(settings.keys.bindings),
    'screen.tab': settings.firstTab,
    'screen.accessible': settings.accessible,
    'accessible.summary': settings.summary,
    'screen.refresh': settings.refresh,
    'screen.linger': settings.linger,
    'screen.cpu_percent': settings.cpuOf,
    'screen.mouse': settings.mouse,
    'screen.theme': settings.theme,
    'screen.colors': settings.colours,
    'screen.ascii': settings.ascii,
    'header.left': metersOf(settings.header.left),
    'header.right': metersOf(settings.header.right),
    'log.times': settings.log.stamps,
    'log.wrap': settings.log.wrap,
    'log.writers': settings.log.writers,
    'log.json': settings.log.json,
    'log.context': settings.log.context,
    'host.kernel_threads': settings.kernelThreads,
    'host.threads': settings.threads,
    ...tableKeys('tasks', tables.tasks),
    ...tableKeys('host', tables.host),
  };
}

/** `keys.sort-cpu`, `keys.in-log.half-up`. */
function boundKeys(bindings: Bindings): ConfigChanges {
  const isList = (value: Bindings[string]) => typeof value === 'string' || Array.isArray(value);
  const entries = Object.entries(bindings).flatMap(([name, value]) =>
    isList(value)
      ? [[`keys.${name}`, value]]
      : Object.entries(value).map(([inner, keys]) => [`keys.${name}.${inner}`, keys]),
  );
  return Object.fromEntries(entries);
}

function metersOf(meters: HeaderSetup['left']) {
  return meters.map(({ meter, mode }) => `${meter}:${mode}` as const);
}

function tableKeys(tab: Tab, { columns, widths, sort, tree }: TableState): ConfigChanges {
  const sized = Object.entries(widths).map(([id, width]) => [`${tab}.widths.${id}`, width]);
  return {
    [`${tab}.columns`]: isDeepStrictEqual(columns, DEFAULT_COLUMNS[tab]) ? [] : columns,
    [`${tab}.sort`]: sort.column,
    [`${tab}.descending`]: sort.descending,
    [`${tab}.tree`]: tree,
    ...Object.fromEntries(sized),
  };
}
