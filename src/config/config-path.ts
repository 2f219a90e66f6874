import { isAbsolute, join } from 'node:path';
import { homeFolder } from './home-folder.ts';

/** Where the configuration lies: `$WASITOP_CONFIG`, else `wasitop/config.toml` in `$XDG_CONFIG_HOME`, else in `~/.config`. */
export function configPath(environment: NodeJS.ProcessEnv): string {
  return environment['WASITOP_CONFIG'] || join(configFolder(environment), 'config.toml');
}

/** Where themes of one's own lie, each in a file. */
export function themesPath(environment: NodeJS.ProcessEnv): string {
  return join(configFolder(environment), 'themes');
}

function configFolder(environment: NodeJS.ProcessEnv): string {
  const { XDG_CONFIG_HOME } = environment;
  // A relative one counts as none, as the specification of these variables has it.
  const given = XDG_CONFIG_HOME !== undefined && isAbsolute(XDG_CONFIG_HOME) ? XDG_CONFIG_HOME : undefined;
  return join(given ?? join(homeFolder(environment), '.config'), 'wasitop');
}
