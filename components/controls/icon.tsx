import type { IconNode } from 'lucide';
import { h } from 'preact';

/** A line icon from data. It is decoration: whatever carries it has a name of its own. */
export function Icon({ node, size = 16 }: { node: IconNode; size?: number }) {
  return (
    <svg
      class="icon"
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {node.map(([tag, attributes]) => h(tag, attributes))}
    </svg>
  );
}
