import type { DOMElement } from 'ink';
import type { Frame, Frames, Place } from '../src/monitor/terminal/region.ts';

const SCREEN: Frame = { left: 0, top: 0, first: 0, end: Number.POSITIVE_INFINITY };

/**
 * Where Ink has placed a box on the screen. Boxes around it that hide what overflows hide lines of it. Undefined before there is a layout.
 * @param frames what was found of boxes around others in the same layout
 */
export function placeOf({ yogaNode, parentNode }: DOMElement, frames: Frames): Place | undefined {
  if (yogaNode === undefined) return undefined;
  const around = frameOf(parentNode, frames);
  const [width, height] = [yogaNode.getComputedWidth(), yogaNode.getComputedHeight()];
  const [left, top] = [around.left + yogaNode.getComputedLeft(), around.top + yogaNode.getComputedTop()];
  const first = Math.min(height, Math.max(0, around.first - top));
  return { left, top, width, height, first, end: Math.max(first, Math.min(height, around.end - top)) };
}

function frameOf(node: DOMElement | undefined, frames: Frames): Frame {
  if (node === undefined) return SCREEN;
  const known = frames.get(node);
  if (known !== undefined) return known;
  const found = measured(node, frameOf(node.parentNode, frames));
  frames.set(node, found);
  return found;
}

function measured({ yogaNode, style }: DOMElement, around: Frame): Frame {
  if (yogaNode === undefined) return around;
  const [left, top] = [around.left + yogaNode.getComputedLeft(), around.top + yogaNode.getComputedTop()];
  if (style.overflowY !== 'hidden') return { ...around, left, top };
  return {
    left,
    top,
    first: Math.max(around.first, top),
    end: Math.min(around.end, top + yogaNode.getComputedHeight()),
  };
}
