import { expect, test } from 'vitest';
import { LOG_PIECE_BYTES, LogRingReader, LogRingWriter, makeLogRing } from '../../src/cpu/log-ring.ts';

function ring() {
  const memory = makeLogRing();
  return { writer: new LogRingWriter(memory), reader: new LogRingReader(memory) };
}

const bytes = (text: string) => new TextEncoder().encode(text);

function taken(reader: LogRingReader, budget = Number.MAX_SAFE_INTEGER): string[] {
  const records: string[] = [];
  reader.drain(budget, (pid, stream, time, piece) => records.push(`${pid}/${stream}/${time}/${Buffer.from(piece)}`));
  return records;
}

test('records arrive as they were written', () => {
  const { writer, reader } = ring();
  expect(writer.write(2, 1, 1.5, bytes('one'))).toBe(true);
  expect(writer.write(3, 2, 2, bytes(''))).toBe(true);
  expect(taken(reader)).toEqual(['2/1/1.5/one', '3/2/2/']);
  expect(taken(reader)).toEqual([]);
});

test('a reader stops at its budget, and goes on there', () => {
  const { writer, reader } = ring();
  for (const text of ['a', 'b', 'c']) writer.write(2, 1, 0, bytes(text));
  expect(taken(reader, 33)).toEqual(['2/1/0/a', '2/1/0/b']);
  expect(taken(reader)).toEqual(['2/1/0/c']);
});

test('one sign is given, until the reader rests', () => {
  const { writer, reader } = ring();
  expect(writer.claimSignal()).toBe(true);
  writer.write(2, 1, 0, bytes('a'));
  expect(writer.claimSignal()).toBe(false);
  taken(reader);
  expect(writer.claimSignal()).toBe(false);
  expect(reader.rest()).toBe(true);
  expect(writer.claimSignal()).toBe(true);
});

test('a record that comes while the reader goes to rest is not missed', () => {
  const { writer, reader } = ring();
  writer.claimSignal();
  taken(reader);
  writer.write(2, 1, 0, bytes('late'));
  expect(writer.claimSignal()).toBe(false);
  expect(reader.rest()).toBe(false);
  expect(writer.claimSignal()).toBe(false);
  expect(taken(reader)).toEqual(['2/1/0/late']);
  expect(reader.rest()).toBe(true);
});

test('a full ring refuses, and takes more once something is read, round and round', () => {
  const { writer, reader } = ring();
  const piece = new Uint8Array(LOG_PIECE_BYTES).fill(0x78);
  let [written, read] = [0, 0];
  for (let round = 0; round < 50; round++) {
    while (writer.write(written + 2, 1, 0, piece.subarray(written % 5_000))) written++;
    const [first = ''] = taken(reader, 1);
    expect(first).toBe(`${read + 2}/1/0/${'x'.repeat(LOG_PIECE_BYTES - (read % 5_000))}`);
    read++;
  }
  expect(taken(reader)).toHaveLength(written - read);
  expect(writer.roomy).toBe(true);
});
