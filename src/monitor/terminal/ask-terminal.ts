import type { ReadStream, WriteStream } from 'node:tty';

/** A terminal, and who reads from it: nobody else may meanwhile. */
export interface Conversation {
  readonly stdin: ReadStream;
  readonly stdout: WriteStream;
}

/**
 * Asks a terminal something and waits for what it answers. Keys that are pressed meanwhile are lost.
 * @param isComplete whether what came so far is all
 * @param timeoutMs after which a terminal is taken for one that does not answer
 * @returns all that came, `''` for nothing
 */
export function askTerminal(
  { stdin, stdout }: Conversation,
  question: string,
  isComplete: (answer: string) => boolean,
  timeoutMs: number,
): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const end = (): void => {
      clearTimeout(limit);
      stdin.off('data', hear);
      stdin.pause();
      stdin.setRawMode(false);
      resolve(answer);
    };
    const hear = (bytes: Buffer | string): void => {
      answer += bytes.toString('latin1');
      if (isComplete(answer)) end();
    };
    const limit = setTimeout(end, timeoutMs);
    stdin.setRawMode(true);
    stdin.on('data', hear);
    stdin.resume();
    stdout.write(question);
  });
}
