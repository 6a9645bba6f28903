import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { formatLocale, t } from '../../../lib/i18n/index.ts';
import type { Order } from '../../../lib/orders/model.ts';
import type { Missing } from '../../../lib/replies/fill.ts';
import { statusText } from './reply-facts.ts';

/** What the reply lacks first: asked for, or why it can't be used. */
export function MissingBox(props: {
  missing: Missing;
  orders: readonly Order[];
  /** A shop is still being asked. */
  awaitsOrders: boolean;
  /** The agent asked for it: the box takes the focus. */
  isWanted: boolean;
  onAnswer: (text: string) => void;
  onOrder: (id: string) => void;
}) {
  const { missing, orders } = props;
  const box = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const why = missing.kind === 'variable' ? missing.why : null;
  const isAwaited = why === 'no-order' && props.awaitsOrders;
  useLayoutEffect(() => {
    if (props.isWanted) box.current?.focus();
  }, [props.isWanted, missing.key]);

  if (missing.kind === 'unknown')
    return <p class="quiet">{t('replies.unknown', { source: missing.source })}</p>;
  if (why === 'choose-order')
    return (
      <fieldset class="reply-orders">
        <legend>{t('replies.order')}</legend>
        {orders.map((order) => (
          <button key={order.id} type="button" class="button" onClick={() => props.onOrder(order.id)}>
            <bdi>{order.number ?? order.id}</bdi> <bdi class="quiet">{statusText(order, formatLocale())}</bdi>
          </button>
        ))}
      </fieldset>
    );
  return (
    <form
      class="reply-blank"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() === '') return;
        props.onAnswer(text);
        setText('');
      }}
    >
      <label>
        <span>
          {missing.kind === 'blank' ? missing.ask : t('replies.fillIn', { source: missing.source })}
        </span>
        <input
          ref={box}
          class="input"
          dir="auto"
          autocomplete="off"
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
      </label>
      <button type="submit" class="button">
        {t('replies.next')}
      </button>
      {why !== null && <p class="quiet">{isAwaited ? t('orders.reading') : t(`replies.why.${why}`)}</p>}
    </form>
  );
}
