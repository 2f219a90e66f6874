import { Command } from 'commander';
import type { WithManifest } from './option-values.ts';
import { hasMouse, type RawScreenOptions, type ScreenOptions, screenOf, withScreenOptions } from './screen-options.ts';

/** What `wasitop demo` was asked for. */
export interface DemoOptions {
  readonly command: 'demo';
  readonly screen: ScreenOptions;
}

/** The command itself; `accept` gets what it was asked for. */
export function demoCommand(accept: (options: DemoOptions) => void): Command {
  return withScreenOptions(new Command('demo'))
    .description('open the monitor on a few example tasks')
    .action((_options: object, command: Command) => {
      const options = { ...command.optsWithGlobals<WithManifest & RawScreenOptions>(), mouse: hasMouse(command) };
      if (options.manifest !== undefined) command.error('error: the demo takes no manifest; leave -m out');
      accept({ command: 'demo', screen: screenOf(options) });
    });
}
