import type { Tab } from '../data/row.ts';
import { type CpuOf, DEFAULT_HEADER, type HeaderSetup } from '../draw/header-view.ts';
import { DEFAULT_LOG_SETTINGS, type LogSettings } from '../log/log-state.ts';
import type { AsciiChoice, ColourChoice } from '../theme/depth.ts';

/** How all is to look. */
export interface LookSettings {
  /** A theme's name. */
  readonly theme: string;
  readonly colours: ColourChoice;
  /** Whether there are only characters of ASCII. */
  readonly ascii: AsciiChoice;
}

import { DEFAULT_KEYS, type KeyMap } from '../input/key-map.ts';

/** What a person chooses once, and keeps. */
export interface Settings extends LookSettings {
  readonly header: HeaderSetup;
  /** What 100 % of CPU are: one core, or the whole machine. */
  readonly cpuOf: CpuOf;
  readonly mouse: boolean;
  /** Whether threads of the kernel, and those of programs, have rows of their own. */
  readonly kernelThreads: boolean;
  readonly threads: boolean;
  readonly log: LogSettings;
  readonly keys: KeyMap;
  /** Milliseconds between two looks, and for which a process that ended stays. */
  readonly refresh: number;
  readonly linger: number;
  /** What is shown at first; `auto` is the host where no task is started. */
  readonly firstTab: 'auto' | Tab;
  /** Whether the next start is one in words, and milliseconds between two summaries then; 0 for none. */
  readonly accessible: boolean;
  readonly summary: number;
}

export const DEFAULT_SETTINGS: Settings = {
  header: DEFAULT_HEADER,
  cpuOf: 'core',
  mouse: true,
  kernelThreads: false,
  threads: false,
  log: DEFAULT_LOG_SETTINGS,
  theme: 'default',
  colours: 'auto',
  ascii: 'auto',
  keys: DEFAULT_KEYS,
  refresh: 1_000,
  linger: 5_000,
  firstTab: 'auto',
  accessible: false,
  summary: 30_000,
};
