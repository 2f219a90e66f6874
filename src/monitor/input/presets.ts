import type { Bindings } from './bindings.ts';

/** Whose keys these are. */
export type Preset = 'default' | 'htop';

/**
 * What a preset has other than the registry, as a person would bind it. That of htop 3 gives its letters its meanings as far as there is
 * such a thing here: `l` is the log where htop lists open files, which stand in the details; `p`, the path of the program, is
 * the whole command. Pause, which had `p`, must not be met by somebody who means the path.
 */
export const PRESETS: Readonly<Record<Preset, Bindings>> = {
  default: {},
  htop: {
    help: ['h', '?', 'f1'],
    signal: ['k', 'f9', 'x', 'delete'],
    'show-log': ['l', 'L'],
    'sort-pid': 'N',
    'sort-menu': ['f6', '<', '>'],
    'sort-next': 'alt-right',
    'sort-previous': 'alt-left',
    'whole-command': ['w', 'p'],
    pause: 'alt-p',
    left: 'left',
    'in-table': {
      setup: ['S', 'f2', 'C'],
      up: 'up',
      right: 'right',
      'search-previous': ['shift-f3', 'alt-n'],
    },
    'in-details': { up: 'up', right: 'right' },
  },
};
