import {
  bindings,
  column,
  columns,
  duration,
  flag,
  type Kind,
  meters,
  oneOf,
  oneOfAliased,
  theme,
  whole,
  widths,
} from './kinds.ts';

/** One key of `config.toml`. */
export interface Key<T> {
  readonly kind: Kind<T>;
  /** What counts where the file does not say it: as the program has it, durations in milliseconds. */
  readonly standard: T;
  /** One line for people: it stands in `config show`, in the JSON schema and in the documentation. */
  readonly about: string;
}

function key<T>(kind: Kind<T>, standard: NoInfer<T>, about: string): Key<T> {
  return { kind, standard, about };
}

/** All keys, by their table in the file; those of `top` stand in none. What is read, shown, saved and documented is made from this. */
export const KEYS = {
  top: {
    preset: key(oneOf('default', 'htop'), 'default', 'whose keys these are: our own, or those of htop'),
    keys: key(bindings, {}, 'keys of actions: a key, a list of them, or [] for none'),
  },
  screen: {
    tab: key(
      oneOf('auto', 'tasks', 'host'),
      'auto',
      'what the monitor shows at first; auto is the host where no task is started',
    ),
    mouse: key(flag, true, 'whether the mouse is used; without it the terminal selects text as usual'),
    cpu_percent: key(oneOf('core', 'machine'), 'core', 'what 100 % of CPU is: one core, or all of them'),
    theme: key(theme, 'default', 'what colours there are and what for'),
    colors: key(
      oneOfAliased({ never: 'none' }, 'auto', 'always', 'none', '16', '256', 'truecolor'),
      'auto',
      'how many colours the terminal has; auto asks NO_COLOR, FORCE_COLOR and the terminal',
    ),
    ascii: key(
      oneOf('auto', 'always', 'never'),
      'auto',
      'whether boxes and bars are made of ASCII characters; auto where the terminal has no others',
    ),
    refresh: key(duration('100ms', '1m'), 1_000, 'time between two looks at the tasks, from 100ms to 1m'),
    accessible: key(flag, false, 'whether the monitor is read line by line, for screen readers; nothing is drawn'),
    linger: key(duration('0s', '1h'), 5_000, 'how long a process that ended stays visible, at most 1h'),
  },
  accessible: {
    summary: key(
      duration('0s', '1h'),
      30_000,
      'time between two summaries that are told by themselves, at most 1h; 0s for none',
    ),
  },
  header: {
    left: key(meters, ['cpus:bar', 'memory:bar', 'swap:bar'], 'meters of the left half'),
    right: key(
      meters,
      ['tasks:text', 'load:text', 'uptime:text', 'pressure:text', 'network:text', 'disk:text', 'self:text'],
      'meters of the right half',
    ),
  },
  log: {
    times: key(
      oneOf('auto', 'off', 'clock', 'relative'),
      'auto',
      'when a line was written; auto is the clock for tasks and nothing for files',
    ),
    wrap: key(flag, false, 'whether long lines are wrapped'),
    writers: key(flag, true, 'whether it is told who wrote a line, where several do'),
    json: key(oneOf('off', 'line', 'fields'), 'off', 'JSON as it is, as a readable line, or field by field'),
    context: key(whole(0, 100), 0, 'lines around each that passes a filter, from 0 to 100'),
  },
  tasks: {
    columns: key(columns('tasks'), [], 'columns, from the left; none for the usual ones'),
    widths: key(widths('tasks'), {}, 'widths of columns, in characters from 1 to 200'),
    sort: key(column('tasks'), 'cpu', 'the column to sort by'),
    descending: key(flag, true, 'whether the largest stand first'),
    tree: key(flag, false, 'whether tasks stand below their parents'),
  },
  host: {
    columns: key(columns('host'), [], 'columns, from the left; none for the usual ones'),
    widths: key(widths('host'), {}, 'widths of columns, in characters from 1 to 200'),
    sort: key(column('host'), 'cpu', 'the column to sort by'),
    descending: key(flag, true, 'whether the largest stand first'),
    tree: key(flag, false, 'whether processes stand below their parents'),
    kernel_threads: key(flag, false, "whether the kernel's own threads are shown"),
    threads: key(flag, false, 'whether threads of processes are shown'),
  },
} as const;
