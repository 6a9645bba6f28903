import { useRef, useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/index.ts';
import type { Exchange } from '../../../lib/orders/exchange.ts';
import type { OrderCustomer } from '../../../lib/orders/model.ts';
import { placeholdersIn } from '../../../lib/orders/template-problem.ts';
import { orderPatterns } from '../../../lib/settings/addresses.ts';
import type { OrderRequest } from '../../../lib/settings/order-source.ts';
import { patternHost } from '../../../lib/settings/permission-pattern.ts';
import { orderTrouble } from '../../words/order-trouble.ts';
import { TextField } from '../form/controls.tsx';
import { type Asked, customerOf, phoneOf } from './asked.ts';
import type { OrderEvents, TryOutcome } from './order-events.ts';

/** What the shop said, and whom it was asked about. */
export interface Tried {
  exchanges: readonly Exchange[];
  customer: OrderCustomer;
}

/** Asks a shop, as it is typed, for the orders of somebody. */
export function TryShop(props: {
  id: string;
  shop: string;
  asked: Asked;
  onAsked: (asked: Asked) => void;
  /** The templates as they are typed: what they name is asked for here. */
  templates: readonly string[];
  /** What is typed as a request; null: it is not complete, and says so. */
  request: () => OrderRequest | null;
  onTry: OrderEvents['try'];
  /** Null: a new one is under way, or it failed. */
  onTried: (tried: Tried | null) => void;
  /** What it lacks before it can be saved. */
  error?: string | undefined;
}) {
  const { id, asked, onAsked } = props;
  const [wrong, setWrong] = useState(false);
  const [state, setState] = useState<'idle' | 'running' | 'answered' | Exclude<TryOutcome, Exchange[]>>(
    'idle',
  );
  const turn = useRef(0);
  const named = placeholdersIn(...props.templates);

  async function run() {
    const phone = phoneOf(asked);
    setWrong(phone === null);
    const request = phone && props.request();
    if (!request || state === 'running') return;
    const customer = customerOf(asked, phone);
    const mine = ++turn.current;
    const outcome = props.onTry(request, customer, orderPatterns(request));
    setState('running');
    props.onTried(null);
    const said = await outcome;
    if (mine !== turn.current) return;
    setState(Array.isArray(said) ? 'answered' : said);
    if (Array.isArray(said)) props.onTried({ exchanges: said, customer });
  }

  const field = (name: keyof Asked) => ({
    id: `${id}-asked-${name}`,
    value: asked[name],
    onValue: (value: string) => onAsked({ ...asked, [name]: value }),
    onEnter: () => void run(),
  });
  return (
    <>
      <div class="pair">
        <TextField
          {...field('phone')}
          label={t('options.shop.test.number')}
          hint={t('options.shop.test.hint')}
          error={wrong ? t('options.shop.test.wrong') : props.error}
          optional
        />
        {named.includes('email') && (
          <TextField
            {...field('email')}
            label={t('options.try.email')}
            hint={t('options.try.email.hint')}
            optional
          />
        )}
        {named.includes('name') && <TextField {...field('name')} label={t('options.try.name')} optional />}
        {named.includes('customerId') && (
          <TextField {...field('id')} label={t('options.try.id')} hint={t('options.try.id.hint')} optional />
        )}
      </div>
      <div class="actions">
        <button type="button" class="button" aria-disabled={state === 'running'} onClick={() => void run()}>
          {t('options.shop.test.run')}
        </button>
      </div>
      <div class="test" role="status">
        {state !== 'idle' && state !== 'answered' && <p class="test-whole">{words(state, props.shop)}</p>}
      </div>
    </>
  );
}

function words(outcome: 'running' | Exclude<TryOutcome, Exchange[]>, shop: string): string {
  if (outcome === 'running') return t('options.try.running');
  if ('refused' in outcome) return t('options.shop.test.refused', { host: patternHost(outcome.refused) });
  return 'error' in outcome ? orderTrouble(outcome.error, shop) : t('options.test.incomplete');
}
