import type { ReactNode } from 'react';
import { expect, test } from 'vitest';
import { CommandPalette } from '../../components/CommandPalette.tsx';
import { Confirm } from '../../components/Confirm.tsx';
import { DetailsPane } from '../../components/DetailsPane.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { FilterHints } from '../../components/FilterHints.tsx';
import { Footer } from '../../components/Footer.tsx';
import { Help } from '../../components/Help.tsx';
import { KeyHints } from '../../components/KeyHints.tsx';
import { LineChart } from '../../components/LineChart.tsx';
import { LogPane } from '../../components/LogPane.tsx';
import { LongMessage } from '../../components/LongMessage.tsx';
import { Menu } from '../../components/Menu.tsx';
import { Message } from '../../components/Message.tsx';
import { Meter } from '../../components/Meter.tsx';
import { Notes } from '../../components/Notes.tsx';
import { Notice } from '../../components/Notice.tsx';
import { Overlay } from '../../components/Overlay.tsx';
import { Panes } from '../../components/Panes.tsx';
import { ProcessTable } from '../../components/ProcessTable.tsx';
import { Prompt } from '../../components/Prompt.tsx';
import { Screen } from '../../components/Screen.tsx';
import { Setup } from '../../components/Setup.tsx';
import { TabBar } from '../../components/TabBar.tsx';
import { TooSmall } from '../../components/TooSmall.tsx';
import type { Box } from '../../src/monitor/draw/box.ts';
import { lineDrawer } from '../../src/monitor/draw/graph/line-graph.ts';
import { span } from '../../src/monitor/draw/spans.ts';
import { widthOf } from '../../src/monitor/draw/text.ts';
import type { Layer } from '../../src/monitor/state/layers/layer.ts';
import { topLayer } from '../../src/monitor/state/layers/layer-stack.ts';
import { machineOf, viewOf } from '../monitor/header-view.tsx';
import { Desk } from '../support/desk.ts';
import { RenderedTree } from '../support/rendered-screen.tsx';
import { ASCII } from '../support/themes.ts';
import { movingTasks } from './fake-source.ts';

const SIZES = [
  [40, 8],
  [80, 24],
  [200, 50],
] as const;

const SGR = new RegExp(`${String.fromCharCode(27)}\\[[\\d;]*m`, 'g');
const point = () => undefined;
const BOX: Box = { at: 'middle', title: 'Title', texts: ['first', 'second'], choice: 1 };
const DOWN = '\u001b[B';

/** What is typed at the monitor before a component is given what is to be seen then, and what it shows. */
interface Case {
  readonly keys?: string;
  readonly make: (desk: Desk) => ReactNode;
  readonly shows: RegExp;
}

function shownAt(desk: Desk) {
  const shown = desk.controller.getShown();
  const { columns, rows } = shown.state;
  return { ...shown, shown, columns, rows, theme: ASCII, point, screen: { columns, rows, theme: ASCII, point } };
}

/** The layer that has the keys. */
function layerOf<Kind extends Layer['kind']>(desk: Desk, kind: Kind): Extract<Layer, { kind: Kind }> {
  const layer = topLayer(shownAt(desk).state);
  if (layer?.kind !== kind) throw new Error(`${kind} is not open`);
  return layer as Extract<Layer, { kind: Kind }>;
}

const CASES: Readonly<Record<string, Case>> = {
  Meter: {
    make: () => {
      const place = { meter: 'memory', mode: 'bar', left: 2, top: 1, width: 30, height: 1, behind: false } as const;
      return <Meter place={place} view={viewOf(machineOf(2))} isNotice={false} theme={ASCII} point={point} />;
    },
    shows: /^ {40,}\n {2}Mem\[\|+ +5\.4G\/16G\] /,
  },
  TabBar: { make: (desk) => <TabBar {...shownAt(desk)} />, shows: /^ Tasks 20 {3}Host 0 / },
  ProcessTable: {
    make: (desk) => <ProcessTable {...desk.controller.getShown()} theme={ASCII} point={point} />,
    shows: /^ *PID .*\n(?: +\d+ .*\n){3}/,
  },
  LogPane: {
    keys: '\u001b3z',
    make: (desk) => {
      const { state, view } = shownAt(desk);
      return view.log && <LogPane state={state} view={view} log={view.log} theme={ASCII} point={point} />;
    },
    shows: /^-- Log: /,
  },
  DetailsPane: {
    keys: '\r',
    make: (desk) => {
      const { details, columns, view } = shownAt(desk);
      const { details: height } = view.layout;
      return details && <DetailsPane content={details} width={columns} height={height} theme={ASCII} point={point} />;
    },
    shows: /^-- Details: \d+ .*\n Asking the task/,
  },
  Panes: { make: (desk) => <Panes {...shownAt(desk)} />, shows: /^ *PID / },
  LineChart: {
    make: () => {
      const chart = { title: [span('CPU')], graph: { values: [1, 2, 3], most: 4, role: 'good' } } as const;
      return <LineChart chart={chart} width={30} height={5} drawLine={lineDrawer()} theme={ASCII} />;
    },
    shows: /^CPU .*\n {3}4\|.*\n.*\n.*#.*\n {3}0\|.*###/,
  },
  Footer: { make: (desk) => <Footer {...shownAt(desk)} live={shownAt(desk).view.live} />, shows: /^F1Help / },
  KeyHints: {
    make: (desk) => <KeyHints {...shownAt(desk).state} hasNews theme={ASCII} point={point} />,
    shows: /shows *\n/,
  },
  Message: {
    make: () => <Message message={{ text: 'done\nmore', bad: false }} theme={ASCII} point={point} />,
    shows: /^done +\n/,
  },
  Prompt: { make: () => <Prompt spans={[span('Search: '), span('x')]} theme={ASCII} />, shows: /^Search: x +\n/ },
  Notes: { make: () => <Notes text=" tree" align="right" theme={ASCII} />, shows: / tree\n/ },
  TooSmall: { make: (desk) => <TooSmall {...shownAt(desk)} />, shows: /\ntoo small: 30x6 at least +$/ },
  Dialog: { make: (desk) => <Dialog box={BOX} screen={shownAt(desk).screen} />, shows: /\+ Title -*\+ +\n.*\| first/ },
  LongMessage: {
    make: (desk) => <LongMessage box={{ ...BOX, at: 'bottom' }} screen={shownAt(desk).screen} />,
    shows: /\n\+ Title -*\+ +\n\| first .*\n.*\n.*\n +$/,
  },
  Menu: {
    keys: 'x',
    make: (desk) => <Menu layer={layerOf(desk, 'menu')} screen={shownAt(desk).screen} />,
    shows: /\+ Signal to \d+ [\s\S]*15 TERM/,
  },
  Confirm: {
    keys: ':kill -9\r',
    make: (desk) => <Confirm layer={layerOf(desk, 'confirm')} screen={shownAt(desk).screen} />,
    shows: /Confirm[\s\S]*Yes +\[ Cancel \]/,
  },
  Notice: {
    make: (desk) => (
      <Notice layer={{ kind: 'notice', title: 'News', text: 'one\ntwo', top: 0 }} screen={shownAt(desk).screen} />
    ),
    shows: /News: arrows scroll[\s\S]*one[\s\S]*two/,
  },
  Help: {
    keys: '?',
    make: (desk) => <Help layer={layerOf(desk, 'help')} {...shownAt(desk)} />,
    shows: /\+ Help: \[/,
  },
  Setup: {
    keys: '\u001bOQ',
    make: (desk) => <Setup layer={layerOf(desk, 'setup')} {...shownAt(desk)} />,
    shows: /\+ Setup 1\/9: /,
  },
  CommandPalette: {
    keys: ':sort-c',
    make: (desk) => <CommandPalette layer={layerOf(desk, 'command')} {...shownAt(desk)} />,
    shows: /\n\+ Commands -*\+ +\n\| sort-cpu/,
  },
  FilterHints: {
    keys: '\\cpu>x',
    make: (desk) => <FilterHints layer={layerOf(desk, 'input')} {...shownAt(desk)} />,
    shows: /\n\+ Filter -*\+ +\n/,
  },
  Overlay: { keys: '?', make: (desk) => <Overlay {...shownAt(desk)} />, shows: /\+ Help: \[/ },
  Screen: { make: (desk) => <Screen {...shownAt(desk)} />, shows: /^[\s\S]* PID .*[\s\S]*\nF1Help / },
};

const ALL = Object.keys(CASES).flatMap((name) => SIZES.map(([columns, rows]) => [name, columns, rows] as const));

test.each(ALL)('%s by itself on %i x %i', (name, columns, rows) => {
  const { keys = '', make, shows } = CASES[name] ?? { make: () => null, shows: /never/ };
  const desk = new Desk(movingTasks(20, 0), columns, rows);
  desk.type(keys);
  const lines = new RenderedTree(make(desk), columns, rows).lines.map((line) => line.replace(SGR, ''));
  expect(lines.join('\n')).toMatch(shows);
  expect(lines).toHaveLength(rows);
  expect(lines.filter((line) => widthOf(line) !== columns)).toEqual([]);
});

test.each(['', 'z', '\u001b3', '\u001b3z', '\r', 'o'])(
  'after %j each part is measured where paging takes it to be',
  (keys) => {
    for (const [columns, rows] of [
      [30, 6],
      [40, 11],
      [60, 12],
      [80, 20],
      [120, 40],
      [300, 100],
    ] as const) {
      const desk = new Desk(movingTasks(30, 0), columns, rows);
      desk.source.write(2, ...Array.from({ length: 200 }, (_, line) => `line ${line}`));
      desk.type(keys);
      const { layout } = desk.controller.moment.view;
      const first = (part: keyof typeof layout) => (desk.part(part)[0] ?? '').replace(SGR, '');
      if (layout.tabs > 0) expect(first('tabs')).toMatch(/^ Tasks 30 /);
      if (layout.table > 0) expect(first('table')).toMatch(/^ *PID|COMMAND/);
      if (layout.log > 0) expect(first('log')).toMatch(/^-- Log: /);
      if (layout.details > 0) expect(first('details')).toMatch(/^-- Details: /);
      expect(first('footer')).toMatch(/^F1Help /);
      expect(desk.screen.lines).toHaveLength(rows);
    }
  },
);

test('a page down goes on right behind the last row that was seen', () => {
  for (const [columns, rows] of SIZES) {
    const desk = new Desk(movingTasks(300, 0), columns, rows);
    desk.type(':sort pid\rgz');
    const pids = () =>
      desk
        .part('table')
        .flatMap((line) => /^ *(\d+) /.exec(line.replace(SGR, ''))?.[1] ?? [])
        .map(Number);
    const last = pids().at(-1) ?? 0;
    desk.type(DOWN.repeat(last - 1));
    expect(pids()[0]).toBeGreaterThan(2);
    expect(pids().at(-1)).toBe(last + 1);
  }
});
