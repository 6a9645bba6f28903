import type { IconNode } from 'lucide';
import type { ComponentChildren } from 'preact';
import { Icon } from '../../controls/icon.tsx';

/** One state that is not a customer: what it is, and the one thing to do about it. */
export function Notice(props: {
  icon: IconNode;
  title: string;
  text: string;
  /** Stands under a header that names the person already. */
  under?: boolean;
  children?: ComponentChildren;
}) {
  const Title = props.under ? 'h2' : 'h1';
  return (
    <div class={props.under ? 'notice notice-under' : 'notice'}>
      <span class="notice-icon">
        <Icon node={props.icon} size={20} />
      </span>
      <Title class="notice-title" dir="auto">
        {props.title}
      </Title>
      <p class="notice-text">{props.text}</p>
      {props.children}
    </div>
  );
}
