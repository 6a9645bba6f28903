import { useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/index.ts';
import { parseE164 } from '../../../lib/phone/e164.ts';
import { orderPatterns } from '../../../lib/settings/addresses.ts';
import type { OrderSource } from '../../../lib/settings/order-source.ts';
import { patternHost } from '../../../lib/settings/permission-pattern.ts';
import { orderTrouble } from '../../words/order-trouble.ts';
import { TextField } from '../form/controls.tsx';
import type { OrderEvents, ShopTestOutcome } from './order-events.ts';

/** Asks a shop, as it is typed, for the orders of a number. */
export function ShopTest(props: {
  id: string;
  shop: string;
  /** What is typed as a source; null: it is not complete, and says so. */
  source: () => OrderSource | null;
  onTest: OrderEvents['test'];
}) {
  const [number, setNumber] = useState('');
  const [wrong, setWrong] = useState(false);
  const [test, setTest] = useState<'idle' | 'running' | ShopTestOutcome>('idle');

  function run() {
    if (test === 'running') return;
    const phone = parseE164(number);
    setWrong(phone === null);
    const source = phone && props.source();
    if (!source) return;
    const outcome = props.onTest(source, phone, orderPatterns(source));
    setTest('running');
    outcome.then(setTest);
  }

  return (
    <fieldset class="group">
      <legend>{t('options.shop.test')}</legend>
      <TextField
        id={`${props.id}-test`}
        label={t('options.shop.test.number')}
        hint={t('options.shop.test.hint')}
        error={wrong ? t('options.shop.test.wrong') : undefined}
        value={number}
        onValue={setNumber}
      />
      <div class="test" role="status">
        {test !== 'idle' && (
          <p class="test-whole">{test === 'running' ? t('options.test.running') : words(test, props.shop)}</p>
        )}
      </div>
      <div class="actions">
        <button type="button" class="button" aria-disabled={test === 'running'} onClick={run}>
          {t('options.shop.test.run')}
        </button>
      </div>
    </fieldset>
  );
}

function words(outcome: ShopTestOutcome, shop: string): string {
  if ('refused' in outcome) return t('options.shop.test.refused', { host: patternHost(outcome.refused) });
  if ('problems' in outcome) return t('options.test.incomplete');
  if ('error' in outcome) return orderTrouble(outcome.error, shop);
  const numbers = outcome.orders.slice(0, 5).map(({ number, id }) => number ?? id);
  return t('options.shop.test.found', { count: outcome.orders.length, numbers: numbers.join(', ') });
}
