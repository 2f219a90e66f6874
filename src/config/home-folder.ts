import { userInfo } from 'node:os';
import { isAbsolute } from 'node:path';
import { hostCode } from '../vfs/host-error.ts';

/**
 * The home of whoever runs this: `$HOME`, else what the system knows. A relative one would be another one in each folder, and counts as
 * none. A user that the system does not know, as in a container, has `/`.
 */
export function homeFolder({ HOME = '' }: NodeJS.ProcessEnv): string {
  if (isAbsolute(HOME)) return HOME;
  try {
    return userInfo().homedir || '/';
  } catch (error) {
    if (hostCode(error) === undefined) throw error;
    return '/';
  }
}
