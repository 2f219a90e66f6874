import type { Snapshot } from '../../src/monitor/data/snapshot.ts';
import { headerHeight, headerLines } from '../../src/monitor/draw/header-lines.ts';
import {
  DEFAULT_HEADER,
  type HeaderSetup,
  type HeaderView,
  type MeterId,
  type MeterMode,
} from '../../src/monitor/draw/header-view.ts';
import { widthOf } from '../../src/monitor/draw/text.ts';
import { snapshotOf } from '../components/fake-source.ts';
import { ASCII } from '../support/themes.ts';

const SGR = new RegExp(`${String.fromCharCode(27)}\\[[\\d;]*m`, 'g');

/** A machine that tells all there is, whose core N is busy N tenths of a percent, so that each meter is known by its figure. */
export function machineOf(cores: number, changes: Partial<Snapshot['machine']> = {}): Snapshot['machine'] {
  return {
    ...snapshotOf([]).machine,
    cores: Array.from({ length: cores }, (_, core) => core / 1_000),
    coreCount: cores,
    hostname: 'box',
    uptime: 309_000,
    pressure: { cpu: { some: 0.011 }, memory: { some: 0.2, full: 0.1 }, io: { some: 0, full: 0 } },
    network: { received: 131_072, sent: 4_300 },
    disk: { read: 0, written: 1.2e6 },
    ...changes,
  };
}

export function viewOf(machine: Snapshot['machine'], changes: Partial<HeaderView> = {}): HeaderView {
  return {
    snapshot: snapshotOf([], { machine }),
    setup: DEFAULT_HEADER,
    past: [],
    frozen: false,
    freezeKey: 'Z',
    cpuOf: 'core',
    tab: 'tasks',
    ...changes,
  };
}

/** A header of one meter. */
export function setupOf(meter: MeterId, mode: MeterMode): HeaderSetup {
  return { left: [{ meter, mode }], right: [] };
}

/** The header's text. Throws where it is not as high or wide as it says. */
export function drawn(view: HeaderView, columns: number, rows: number, theme = ASCII): string[] {
  const lines = headerLines(view, columns, rows, theme).map((line) => line.replace(SGR, ''));
  const wrong = lines.find((line) => widthOf(line) !== columns);
  if (wrong !== undefined) throw new Error(`not ${columns} columns: ${wrong}`);
  if (lines.length !== headerHeight(view, columns, rows)) throw new Error(`not as high as it says: ${lines.length}`);
  return lines;
}
