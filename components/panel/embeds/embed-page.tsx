import { ExternalLink } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import { type AppErrorData, toErrorData } from '../../../lib/errors/app-error.ts';
import { t } from '../../../lib/i18n/index.ts';
import type { PanelEvents } from '../../../lib/panel/view.ts';
import type { OrderSourceView } from '../../../lib/session/shapes.ts';
import { Icon } from '../../controls/icon.tsx';

/** What the page may do; all else is forbidden to it. */
const sandbox = 'allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox';
/** ms after which the link has the address of now: one that is signed holds for a while only. */
const linkHolds = 60_000;

/** One page, loaded for one customer beside one chat; whoever comes next has another. */
export function EmbedPage(props: {
  embed: OrderSourceView;
  /** Beside another page than WhatsApp: what is loaded stays, and nothing is asked. */
  off: boolean;
  now: number;
  events: Pick<PanelEvents, 'embedAddress' | 'openOptions'>;
}) {
  const { embed, off, events } = props;
  /** As it was loaded: what changes of the customer meanwhile does not take the page from under the agent's hands. */
  const [loaded, setLoaded] = useState<string | null>(null);
  const [link, setLink] = useState<string | null>(null);
  const [error, setError] = useState<AppErrorData | null>(null);
  const [tries, setTries] = useState(0);
  const minute = Math.floor(props.now / linkHolds);

  useEffect(() => {
    if (off) return;
    let isWanted = true;
    events.embedAddress(embed.id).then(
      (address) => {
        if (!isWanted) return;
        setLoaded((before) => before ?? address);
        setLink(address);
        setError(null);
      },
      (thrown: unknown) => {
        if (isWanted) setError(toErrorData(thrown));
      },
    );
    return () => {
      isWanted = false;
    };
  }, [embed.id, off, minute, tries]);

  if (loaded === null) {
    if (error === null) {
      if (off) return null;
      return (
        <div aria-busy="true">
          <span class="visually-hidden">{t('embed.opening', { name: embed.name })}</span>
          <span class="bone" />
        </div>
      );
    }
    return (
      <Unopened
        error={error}
        name={embed.name}
        onRetry={() => setTries(tries + 1)}
        onSettings={events.openOptions}
      />
    );
  }
  return (
    <div class="embed" inert={off}>
      <a
        class="embed-link"
        href={link ?? loaded}
        target="_blank"
        rel="noreferrer"
        aria-label={t('embed.openNamed', { name: embed.name })}
      >
        <Icon node={ExternalLink} size={14} />
        {t('embed.open')}
      </a>
      <p class="quiet">{t('embed.refused')}</p>
      <iframe
        class="embed-frame"
        title={embed.name}
        sandbox={sandbox}
        referrerpolicy="no-referrer"
        allow=""
        src={loaded}
      />
    </div>
  );
}

function Unopened(props: { error: AppErrorData; name: string; onRetry: () => void; onSettings: () => void }) {
  switch (props.error.code) {
    case 'UNSUPPORTED':
      return <p class="quiet">{t('embed.nobody')}</p>;
    case 'NOT_CONFIGURED':
      return (
        <div class="order-trouble" role="alert">
          <p>{t('embed.noKey', { name: props.name })}</p>
          <button type="button" class="button" onClick={props.onSettings}>
            {t('error.settings')}
          </button>
        </div>
      );
    default:
      return (
        <div class="order-trouble" role="alert">
          <p>{t('embed.failed', { name: props.name })}</p>
          <button type="button" class="button" onClick={props.onRetry}>
            {t('orders.retry')}
          </button>
        </div>
      );
  }
}
