/** A figure of a peer; undefined, with a word on standard error, where it does not behave: another version may draw another screen. */
export async function peerFigure(name: string, measure: () => Promise<number>): Promise<number | undefined> {
  try {
    return await measure();
  } catch (error) {
    console.error(`bench: no figure beside ${name}: ${error instanceof Error ? error.message : error}`);
    return undefined;
  }
}
