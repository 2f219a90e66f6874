import { ManifestError } from '../manifest/problem.ts';
import { faultOf } from './fault.ts';
import { complain } from './print.ts';
import { UsageError } from './usage-error.ts';

/** The status that a command leads to; what is wrong with the line or the manifest, and what nobody foresaw, is said on stderr. */
export async function statusOf(command: () => Promise<number>): Promise<number> {
  try {
    return await command();
  } catch (error) {
    if (error instanceof ManifestError) {
      complain(...error.lines);
      return 2;
    }
    if (!(error instanceof UsageError)) {
      const { lines, status } = faultOf(error);
      complain(...lines);
      return status;
    }
    // A filter is shown with a mark below the place that is wrong.
    complain(...`wasitop: ${error.message}`.split('\n'), error.hint);
    return 2;
  }
}
