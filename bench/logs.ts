import { fileIngest } from './logs/file-ingest.ts';
import { logFrames } from './logs/frames.ts';
import { keptLines } from './logs/kept-lines.ts';
import { taskIngest } from './logs/task-ingest.ts';
import type { BenchOptions, Row } from './row.ts';

/** How fast lines come in, what a million of them take to look through, and whether the screen goes on meanwhile. */
export async function logs({ short }: BenchOptions): Promise<Row[]> {
  return [
    ...(await fileIngest(short)),
    ...(await taskIngest(short)),
    ...(await keptLines(short)),
    ...(await logFrames(short)),
  ];
}
