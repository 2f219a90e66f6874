/** What a process has read and written since it started (proc_pid_io(5)). */
export interface IoTotals {
  /** Bytes from and to storage. */
  readonly read: number;
  readonly written: number;
  /** Bytes of all calls, pipes, terminals and what was in memory already included. */
  readonly readByCalls: number;
  readonly writtenByCalls: number;
  readonly readCalls: number;
  readonly writeCalls: number;
}

export function parseIoTotals(text: string): IoTotals {
  const field = (name: string) => Number(new RegExp(`^${name}: (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
  return {
    read: field('read_bytes'),
    written: field('write_bytes'),
    readByCalls: field('rchar'),
    writtenByCalls: field('wchar'),
    readCalls: field('syscr'),
    writeCalls: field('syscw'),
  };
}
