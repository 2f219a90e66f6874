import { clean } from '../draw/text.ts';

/** A line as it is read: without escape sequences, and without the carriage return of other systems. */
export function shownText(text: string): string {
  return text.charCodeAt(text.length - 1) === RETURN ? shownText(text.slice(0, -1)) : clean(text);
}

const RETURN = 0x0d;
