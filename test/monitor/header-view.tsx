import { Header } from '../../components/Header.tsx';
import type { Snapshot } from '../../src/monitor/data/snapshot.ts';
import { layOutHeader } from '../../src/monitor/draw/header-layout.ts';
import {
  DEFAULT_HEADER,
  type HeaderSetup,
  type HeaderView,
  type MeterId,
  type MeterMode,
} from '../../src/monitor/draw/header-view.ts';
import { snapshotOf } from '../components/fake-source.ts';
import { RenderedTree } from '../support/rendered-screen.tsx';
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

/** What the header shows on a screen of this size. */
export function drawn(view: HeaderView, columns: number, rows: number): string[] {
  const layout = layOutHeader(view, columns, rows);
  const header = <Header view={view} layout={layout} theme={ASCII} point={() => undefined} />;
  const tree = new RenderedTree(header, columns, rows);
  return tree.lines.slice(0, layout.height).map((line) => line.replace(SGR, ''));
}
