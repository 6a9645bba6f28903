import { ChevronDown } from 'lucide';
import type { ComponentChildren, VNode } from 'preact';
import { Icon } from '../../controls/icon.tsx';

/** A part of the card that can be folded away. */
export function Section(props: {
  id: string;
  title: string;
  folded: boolean;
  /** Beside the title. */
  marks: VNode | null;
  onFold: (folded: boolean) => void;
  children: ComponentChildren;
}) {
  const { folded, onFold } = props;
  return (
    <details
      class="section"
      data-section={props.id}
      open={!folded}
      onToggle={(event) => {
        const closed = !event.currentTarget.open;
        if (closed !== folded) onFold(closed);
      }}
    >
      <summary class="section-title">
        <h2>{props.title}</h2>
        {props.marks}
        <Icon node={ChevronDown} size={16} />
      </summary>
      <div class="section-body">{props.children}</div>
    </details>
  );
}
