/** Writes a text to standard output. Resolves once it is written, also where nobody reads it to its end: a pipe takes only so much at a time. */
export function printText(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.on('error', (error: NodeJS.ErrnoException) => (error.code === 'EPIPE' ? resolve() : reject(error)));
    process.stdout.write(text, () => resolve());
  });
}
