import type { Command } from '../../src/monitor/data/source.ts';
import type { Theme } from '../../src/monitor/draw/theme.ts';
import { KeyTokenizer, type Token } from '../../src/monitor/input/key-tokens.ts';
import { MonitorController } from '../../src/monitor/state/controller.ts';
import type { Kept } from '../../src/monitor/state/kept.ts';
import type { Layout } from '../../src/monitor/state/layout.ts';
import type { FirstState } from '../../src/monitor/state/screen-state.ts';
import type { LookSettings } from '../../src/monitor/state/settings.ts';
import { FakeSource, rowOf } from '../components/fake-source.ts';
import { RenderedScreen } from './rendered-screen.tsx';
import { ASCII } from './themes.ts';

const SGR = new RegExp(`${String.fromCharCode(27)}\\[[\\d;]*m`, 'g');

/** A controller over tasks that are set by hand, and the person who types at it. */
export class Desk {
  readonly source: FakeSource;
  readonly sent: Command[] = [];
  readonly asked: string[] = [];
  readonly saved: Kept[] = [];
  readonly exported = new Map<string, string>();
  readonly controller: MonitorController;
  readonly #theme: (look: LookSettings) => Theme;
  #screen: RenderedScreen | undefined;

  constructor(
    tasks = [2, 3, 4, 5].map((pid) => rowOf({ pid, name: `t${pid}` })),
    columns = 100,
    rows = 30,
    first: FirstState = {},
    theme: (look: LookSettings) => Theme = () => ASCII,
  ) {
    this.#theme = theme;
    this.source = new FakeSource(tasks);
    const ask = (what: string) => () => void this.asked.push(what);
    this.controller = new MonitorController({
      source: this.source,
      dispatch: async (command) => {
        this.sent.push(command);
        return '';
      },
      host: {
        quit: ask('quit'),
        redraw: ask('redraw'),
        suspend: ask('suspend'),
        mouse: (on) => void this.asked.push(`mouse ${on ? 'on' : 'off'}`),
        chosen: ({ refresh, linger }) => void this.asked.push(`chosen ${refresh} ${linger}`),
        copy: (text) => void this.asked.push(`copy ${text}`),
        run: async (command, input) => {
          this.asked.push(`run ${command}${input === undefined ? '' : ` < ${[...input].join('')}`}`);
          return command === 'false' ? 'false: exit 1' : '';
        },
        open: async ({ program, text, line, atEnd }) => {
          this.asked.push(`${program} ${atEnd ? 'end' : line} < ${[...text(false)].join('')}`);
          return '';
        },
      },
      keeper: {
        save: async (kept) => {
          this.saved.push(kept);
          return 'saved';
        },
        export: async (path, text) => {
          this.exported.set(path, [...text].join(''));
          return `written to ${path}`;
        },
      },
      columns,
      rows,
      first,
    });
  }

  /** What was sent, as `7 ctl kill TERM`. */
  get orders(): string[] {
    return this.sent.map(({ target, file, text }) => `${target.pid} ${file} ${text}`);
  }

  /** Rendered once somebody looks at it. */
  get screen(): RenderedScreen {
    this.#screen ??= new RenderedScreen(this.controller, this.#theme);
    return this.#screen;
  }

  type(text: string): void {
    const tokenizer = new KeyTokenizer();
    for (const token of [...tokenizer.feed(text), ...tokenizer.flush()]) this.press(token);
  }

  press(token: Token): void {
    if (token.kind === 'mouse') this.screen.press(token);
    else this.controller.press(token);
  }

  get lines(): string[] {
    return this.screen.lines.map((line) => line.replace(SGR, ''));
  }

  /** The lines of a part of the screen, with their looks. */
  part(name: keyof Layout): readonly string[] {
    const { layout } = this.controller.moment.view;
    const parts = ['header', 'tabs', 'table', 'log', 'details', 'footer'] as const;
    const top = parts.slice(0, parts.indexOf(name)).reduce((sum, part) => sum + layout[part], 0);
    return this.screen.lines.slice(top, top + layout[name]);
  }

  /** The panes with their looks. */
  get styled(): string {
    return [...this.part('table'), ...this.part('log'), ...this.part('details')].join('\n');
  }

  get text(): string {
    return this.lines.join('\n');
  }
}
