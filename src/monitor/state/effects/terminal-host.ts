import type { OpenedText } from '../../terminal/open-text.ts';
import type { Settings } from '../settings.ts';

/** What the screen asks of whoever owns the terminal. */
export interface TerminalHost {
  quit(): void;
  redraw(): void;
  suspend(): void;
  /** Asks the terminal for reports of the mouse, or no more. */
  mouse(on: boolean): void;
  copy(text: string): void;
  /**
   * Leaves the screen to a command of a shell, with the terminal or a text as its input, and comes back when it has ended.
   * @returns what there is to say of it: `''` where it went well
   */
  run(command: string, input: string | Iterable<string> | undefined): Promise<string>;
  /** Does so with the program of a person's choice for texts. */
  open(opened: OpenedText): Promise<string>;
  /** Something was chosen, here or in the configuration, that counts beyond the screen: how often to look, how long to keep. */
  chosen(settings: Settings): void;
}
