import type { LineEdit } from '../input/line-edit.ts';
import type { Problem } from '../state/layers/layer.ts';
import { type Span, span } from './spans.ts';
import { from, widthOf } from './text.ts';

/** A line that is being typed, with its cursor; scrolled sideways so that the cursor is always seen. What is wrong in it stands out. */
export function editSpans({ text, cursor }: LineEdit, room: number, problem?: Problem): Span[] {
  const letters = [...text];
  const before = letters.slice(0, cursor).join('');
  const under = letters[cursor] ?? ' ';
  const behind = letters.slice(cursor + 1).join('');
  const hidden = Math.max(0, widthOf(before) + widthOf(under) - room);
  if (problem === undefined || hidden > 0) return [span(from(before, hidden)), span(under, 'cursor'), span(behind)];
  return [
    ...marked(before, 0, problem),
    span(under, 'cursor'),
    ...marked(behind, before.length + under.length, problem),
  ];
}

/** A part of the line that begins at `at`, with what the problem covers of it. */
function marked(text: string, at: number, problem: Problem): Span[] {
  const [start, end] = [problem.at - at, problem.end - at].map((place) => Math.max(0, Math.min(text.length, place)));
  return [span(text.slice(0, start)), span(text.slice(start, end), 'match'), span(text.slice(end))];
}
