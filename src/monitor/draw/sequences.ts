/** Whole escape sequences: CSI, OSC and the other strings, and two-byte ones; none goes on over the end of its line. */
const SEQUENCES = /\u001b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\u0007\u001b\n]*(?:\u0007|\u001b\\)?|[ -/]*[0-~])/g;

/** Text as it is shown, without what sets its colours. */
export function withoutSequences(text: string): string {
  return text.includes('\u001b') ? text.replace(SEQUENCES, '') : text;
}

/** Where each letter stands in a text that is shown without its sequences. */
export function placesOf(text: string): number[] {
  const places: number[] = [];
  let at = 0;
  for (const { 0: sequence, index } of text.matchAll(SEQUENCES)) {
    while (at < index) places.push(at++);
    at += sequence.length;
  }
  while (at < text.length) places.push(at++);
  return places;
}
