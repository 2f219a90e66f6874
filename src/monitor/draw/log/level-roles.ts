import type { Level } from '../../../logs/line-level.ts';
import type { Role } from '../theme.ts';

/** How lines of each level look. */
export const LEVEL_ROLES: Readonly<Record<Level, Role>> = {
  trace: 'logDebug',
  debug: 'logDebug',
  info: 'logInfo',
  warn: 'logWarn',
  error: 'logError',
  fatal: 'logError',
};
