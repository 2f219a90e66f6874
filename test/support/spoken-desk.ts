import type { Snapshot, TaskRow } from '../../src/monitor/data/snapshot.ts';
import { KeyTokenizer } from '../../src/monitor/input/key-tokens.ts';
import { Speaker } from '../../src/monitor/spoken/speaker.ts';
import type { FirstState } from '../../src/monitor/state/screen-state.ts';
import { Teletype } from '../../src/monitor/terminal/teletype.ts';
import { Desk } from './desk.ts';

/** A desk whose person listens. */
export class SpokenDesk {
  readonly desk: Desk;
  /** All that was written, with backspaces. */
  bytes = '';
  readonly #speaker: Speaker;
  #read = 0;

  constructor(tasks?: TaskRow[], first: FirstState = {}, summaryMs = 30_000) {
    this.desk = new Desk(tasks, 200, 40, { ...first, linear: true });
    const teller = new Teletype(
      (bytes) => {
        this.bytes += bytes;
      },
      () => 80,
    );
    const { source, controller } = this.desk;
    this.#speaker = new Speaker({ source, teller, summaryMs }, controller.moment);
  }

  /** Presses keys. @returns what was said since it was asked last, by lines */
  type(text: string): string[] {
    const tokenizer = new KeyTokenizer();
    for (const token of [...tokenizer.feed(text), ...tokenizer.flush()]) {
      this.desk.controller.press(token);
      this.#speaker.pressed(token, this.desk.controller.moment);
    }
    return this.read();
  }

  /** A second later: @returns what was said since */
  publish(tasks: readonly TaskRow[], changes: Partial<Snapshot> = {}): string[] {
    this.desk.source.publish(tasks, changes);
    return this.hear();
  }

  /** An answer came, or a line of a log. */
  hear(): string[] {
    this.#speaker.heard(this.desk.controller.moment);
    return this.read();
  }

  where(): string[] {
    this.#speaker.where();
    return this.read();
  }

  read(): string[] {
    const lines = this.bytes.slice(this.#read).split('\n');
    this.#read = this.bytes.length;
    return lines.filter((line) => line !== '');
  }
}
