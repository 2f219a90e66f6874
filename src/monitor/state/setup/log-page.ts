import type { LogSettings } from '../../log/log-state.ts';
import type { ScreenState } from '../screen-state.ts';
import type { SetupPage } from './setup-page.ts';

const TIMES = ['auto', 'clock', 'relative', 'off'] as const;
const JSON_WAYS = ['off', 'line', 'fields'] as const;
const MOST_CONTEXT = 100;

/** One line of the page: what it says, and what a step in one direction makes of the settings. */
interface Option {
  readonly text: string;
  on?(log: LogSettings): boolean;
  value?(log: LogSettings): string;
  stepped(log: LogSettings, step: 1 | -1): LogSettings;
}

const OPTIONS: readonly Option[] = [
  {
    text: 'When a line was written (auto: tasks, not files)',
    value: ({ stamps }) => stamps,
    stepped: (log, step) => ({ ...log, stamps: neighbour(TIMES, log.stamps, step) }),
  },
  {
    text: 'Long lines are wrapped',
    on: ({ wrap }) => wrap,
    stepped: (log) => ({ ...log, wrap: !log.wrap }),
  },
  {
    text: 'Who wrote a line, where several do',
    on: ({ writers }) => writers,
    stepped: (log) => ({ ...log, writers: !log.writers }),
  },
  {
    text: 'JSON (off: as it is)',
    value: ({ json }) => json,
    stepped: (log, step) => ({ ...log, json: neighbour(JSON_WAYS, log.json, step) }),
  },
  {
    text: 'Lines around each that passes a filter',
    value: ({ context }) => String(context),
    stepped: (log, step) => ({ ...log, context: Math.max(0, Math.min(MOST_CONTEXT, log.context + step)) }),
  },
];

/** How the log pane shows its lines. */
export const LOG_PAGE: SetupPage = {
  title: 'Log',
  hint: 'Space changes   < > one back, one on',
  items: ({ settings: { log } }) =>
    OPTIONS.map(({ text, on, value }) => ({ on: on?.(log), text, value: value?.(log) ?? '' })),
  toggle: (state, item) => stepped(state, item, 1),
  adjust: stepped,
};

function stepped(state: ScreenState, item: number, step: 1 | -1): ScreenState {
  const option = OPTIONS[item];
  if (option === undefined) return state;
  const { settings } = state;
  return { ...state, settings: { ...settings, log: option.stepped(settings.log, step) } };
}

function neighbour<T>(list: readonly T[], one: T, step: 1 | -1): T {
  return list[(list.indexOf(one) + step + list.length) % list.length] ?? one;
}
