import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** Where the configuration lies: `$WASITOP_CONFIG`, else `wasitop/config.toml` in `$XDG_CONFIG_HOME`, else in `~/.config`. */
export function configPath({ WASITOP_CONFIG, XDG_CONFIG_HOME, HOME }: NodeJS.ProcessEnv): string {
  if (WASITOP_CONFIG) return WASITOP_CONFIG;
  // A relative one counts as none, as the specification of these variables has it.
  const given = XDG_CONFIG_HOME !== undefined && isAbsolute(XDG_CONFIG_HOME) ? XDG_CONFIG_HOME : undefined;
  return join(given ?? join(HOME || homedir(), '.config'), 'wasitop', 'config.toml');
}
