import { ChevronDown } from 'lucide';
import type { ComponentChildren, VNode } from 'preact';
import { Icon } from '../../controls/icon.tsx';
import type { SectionId } from './section-order.ts';

export interface Fold {
  folded: boolean;
  onFold: (folded: boolean) => void;
}

/** A part of the card that can be folded away. */
export function Section(props: {
  id: SectionId;
  title: string;
  fold: Fold;
  /** Beside the title. */
  marks?: VNode | null;
  /** The most that there is to say of what is in it, whether it is folded or not; names in it are isolated. */
  note?: string | null;
  children: ComponentChildren;
}) {
  const { folded, onFold } = props.fold;
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
        {props.note && <span class="section-note">{props.note}</span>}
        <Icon node={ChevronDown} size={16} />
      </summary>
      <div class="section-body">{props.children}</div>
    </details>
  );
}
