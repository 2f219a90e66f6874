/** A name and its value: a text without its quotes, anything else to the letter, so that no digit of a number is lost. */
export type JsonMember = readonly [name: string, value: string];

/** The members of a JSON object in the order in which they were written, those of one name too; undefined for what is no object. */
export function membersOf(text: string): JsonMember[] | undefined {
  const object = text.trim();
  if (!object.startsWith('{') || !object.endsWith('}') || !isJson(object)) return undefined;
  return piecesAt(object.slice(1, -1), ',').map((member) => {
    const [name = '', value = ''] = piecesAt(member, ':', 1);
    return [plainText(name.trim()), plainText(value.trim())];
  });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

function plainText(value: string): string {
  return value.startsWith('"') ? (JSON.parse(value) as string) : value;
}

/** A string, or a single letter: what stands in a string separates nothing. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[^"]/g;

/** What stands between separators that are in no bracket. @param most separators that count */
function piecesAt(text: string, separator: string, most = Number.POSITIVE_INFINITY): string[] {
  if (text.trim() === '') return [];
  const pieces: string[] = [];
  let depth = 0;
  let start = 0;
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    if (token === '{' || token === '[') depth++;
    else if (token === '}' || token === ']') depth--;
    else if (token === separator && depth === 0 && pieces.length < most) {
      pieces.push(text.slice(start, index));
      start = index + 1;
    }
  }
  return [...pieces, text.slice(start)];
}
