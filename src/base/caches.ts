import { isAbsolute, join } from 'node:path';

/** Where caches lie; a relative path counts as none, as the specification of these variables has it. */
export function cachesOf({ XDG_CACHE_HOME = '', HOME = '' }: NodeJS.ProcessEnv): string | undefined {
  if (isAbsolute(XDG_CACHE_HOME)) return XDG_CACHE_HOME;
  return isAbsolute(HOME) ? join(HOME, '.cache') : undefined;
}
