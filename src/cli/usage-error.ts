/** A command line that cannot be understood. It ends the process with status 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
