import { Box, Text } from 'ink';
import { memo } from 'react';

/** One line of the screen, already as wide as it has to be. It is drawn again only where its text changed. */
// Ink looks at each letter: blanks at the end are its own already. An empty text would have no height.
const Line = memo(function Line({ text }: { readonly text: string }) {
  return <Text wrap="truncate">{text.trimEnd() || ' '}</Text>;
});

/** A stack of lines: a slot each, so that scrolling changes texts and not elements. */
export function Lines({ lines }: { readonly lines: readonly string[] }) {
  return (
    <Box flexDirection="column" height={lines.length} flexShrink={0}>
      {lines.map((text, slot) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a slot is what it is by its place on the screen
        <Line key={slot} text={text} />
      ))}
    </Box>
  );
}
