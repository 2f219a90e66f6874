/** A text of others for a terminal: what the terminal would obey is written as `\x1b`. */
export function visible(text: string): string {
  return text.replace(/[\0-\x1f\x7f-\x9f]/g, escaped);
}

function escaped(character: string): string {
  return `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
}
