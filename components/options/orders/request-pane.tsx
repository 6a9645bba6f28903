import { t } from '../../../lib/i18n/index.ts';
import type { Exchange } from '../../../lib/orders/exchange.ts';

/** What the shop was asked, without what is secret. */
export function RequestPane({ id, request }: { id: string; request: Exchange['request'] }) {
  const { method, url, headers, body } = request;
  return (
    <section class="pane" aria-labelledby={`${id}-request`}>
      <h4 id={`${id}-request`}>{t('options.try.request')}</h4>
      <p class="request-line" dir="ltr">
        <strong>{method}</strong> <span>{url}</span>
      </p>
      <dl class="request-headers" dir="ltr">
        {Object.entries(headers).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {body !== null && (
        <pre class="request-body" dir="ltr">
          {body}
        </pre>
      )}
    </section>
  );
}
