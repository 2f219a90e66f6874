import { type CpuOf, DEFAULT_HEADER, type HeaderSetup } from '../draw/header-view.ts';
import type { AsciiChoice, ColourChoice } from '../theme/depth.ts';

/** How all is to look. */
export interface LookSettings {
  /** A theme's name. */
  readonly theme: string;
  readonly colours: ColourChoice;
  /** Whether there are only characters of ASCII. */
  readonly ascii: AsciiChoice;
}

/** What a person chooses once, and keeps. */
export interface Settings extends LookSettings {
  readonly header: HeaderSetup;
  /** What 100 % of CPU are: one core, or the whole machine. */
  readonly cpuOf: CpuOf;
  readonly mouse: boolean;
  /** Whether threads of the kernel, and those of programs, have rows of their own. */
  readonly kernelThreads: boolean;
  readonly threads: boolean;
}

export const DEFAULT_SETTINGS: Settings = {
  header: DEFAULT_HEADER,
  cpuOf: 'core',
  mouse: true,
  kernelThreads: false,
  threads: false,
  theme: 'default',
  colours: 'auto',
  ascii: 'auto',
};
