import { ChevronDown } from 'lucide';
import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';

/** Whether sections stand open, by id; kept by the panel so that a switch of chats does not unfold them. */
export type Folds = Map<string, boolean>;

/** A part of the card that can be folded away. */
export function Section(props: { id: string; title: string; folds: Folds; children: ComponentChildren }) {
  return (
    <details
      class="section"
      open={props.folds.get(props.id) ?? true}
      onToggle={(event) => props.folds.set(props.id, event.currentTarget.open)}
    >
      <summary class="section-title">
        <h2>{props.title}</h2>
        <Icon node={ChevronDown} size={16} />
      </summary>
      <div class="section-body">{props.children}</div>
    </details>
  );
}
