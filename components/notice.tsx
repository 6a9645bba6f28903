import type { IconNode } from 'lucide';
import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';

/** One state that is not a customer: what it is, and the one thing to do about it. */
export function Notice(props: { icon: IconNode; title: string; text: string; children?: ComponentChildren }) {
  return (
    <div class="notice">
      <span class="notice-icon">
        <Icon node={props.icon} size={20} />
      </span>
      <h1 class="notice-title" dir="auto">
        {props.title}
      </h1>
      <p class="notice-text">{props.text}</p>
      {props.children}
    </div>
  );
}
