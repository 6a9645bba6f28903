import {
  CircleHelp,
  CloudOff,
  CopyCheck,
  Eye,
  HardDrive,
  LayoutTemplate,
  LockKeyhole,
  LogOut,
  Megaphone,
  MessageCircle,
  Plug,
  RotateCw,
  Settings,
  TriangleAlert,
  User,
  Users,
} from 'lucide';
import { useState } from 'preact/hooks';
import type { AppErrorData } from '../../../lib/errors/app-error.ts';
import { t } from '../../../lib/i18n/index.ts';
import type { PanelEvents, PanelView, ViewState } from '../../../lib/panel/view.ts';
import { useAnnounce } from '../../controls/announcer.tsx';
import { DiscardLost } from '../../controls/discard-lost.tsx';
import { errorWords } from '../../words/error-words.ts';
import { FindToLook } from '../find/find-to-look.tsx';
import { InactiveNotice } from './inactive-notice.tsx';
import { Notice } from './notice.tsx';
import { OfferButton } from './offer-button.tsx';

/** The states without a customer, whom nobody could be. */
export type NoticeState = Exclude<
  ViewState,
  'loading' | 'ready' | 'confirm' | 'choose' | 'not-found' | 'hidden-number' | 'name-only'
>;

/** What is the matter, in plain words, and the one thing to do about it. */
export function StateNotice(props: { state: NoticeState; view: PanelView; events: PanelEvents }) {
  const { state, view, events } = props;
  switch (state) {
    case 'no-chat':
      return <Notice icon={MessageCircle} title={t('state.noChat.title')} text={t('state.noChat.text')} />;
    case 'not-whatsapp':
      return (
        <Notice icon={MessageCircle} title={t('state.notWhatsApp.title')} text={t('state.notWhatsApp.text')}>
          <Action text={t('state.notWhatsApp.action')} onPress={events.backToWhatsApp} />
        </Notice>
      );
    case 'waiting':
      return (
        <Notice icon={RotateCw} title={t('state.waiting.title')} text={t('state.waiting.text')}>
          <Action text={t('state.waiting.action')} onPress={events.reloadTab} quiet />
        </Notice>
      );
    case 'signed-out':
      return <Notice icon={LogOut} title={t('state.signedOut.title')} text={t('state.signedOut.text')} />;
    case 'inactive':
      return <InactiveNotice reason={view.inactive ?? 'other'} />;
    case 'group':
      return (
        <Notice
          icon={Users}
          title={view.chat?.displayName ?? t('state.group.title')}
          text={t('state.group.text', { size: view.chat?.groupSize ?? 0 })}
        />
      );
    case 'channel':
      return (
        <Notice
          icon={Megaphone}
          title={view.chat?.displayName ?? t('state.channel.title')}
          text={t('state.channel.text')}
        />
      );
    case 'self':
      return <Notice icon={User} title={t('state.self.title')} text={t('state.self.text')} />;
    case 'system':
      return <Notice icon={MessageCircle} title={t('state.system.title')} text={t('state.system.text')} />;
    case 'unreadable':
      return (
        <>
          <Notice icon={CircleHelp} title={t('state.unreadable.title')} text={t('state.unreadable.text')}>
            <Action text={t('state.unreadable.action')} onPress={events.refresh} />
          </Notice>
          <FindToLook view={view} events={events} />
        </>
      );
    case 'layout-changed':
      return <LayoutChanged reasons={view.reasons ?? view.chat?.reasons ?? []} />;
    case 'disconnected':
      return (
        <Notice icon={Plug} title={t('state.disconnected.title')} text={t('state.disconnected.text')}>
          <Action text={t('state.disconnected.action')} onPress={events.reloadTab} />
        </Notice>
      );
    case 'needs-access':
      return <NeedsAccess pattern={view.needsAccess} events={events} />;
    case 'error':
      return <ReadError error={view.error} under={view.chat !== null} events={events} />;
    case 'not-configured':
      return <NotConfigured view={view} events={events} />;
  }
}

function Action(props: { text: string; onPress: () => void; quiet?: boolean }) {
  return <OfferButton text={props.text} primary={!props.quiet} onClick={() => props.onPress()} />;
}

function NotConfigured({ view, events }: { view: PanelView; events: PanelEvents }) {
  const off = view.setup?.enabled === false;
  // The question stands below, with its answers.
  if (!off && view.questions.length > 0) {
    return <Notice icon={CircleHelp} title={t('company.first')} text={t('company.first.text')} />;
  }
  return (
    <Notice
      icon={Settings}
      title={off ? t('state.off.title') : t('state.notConfigured.title')}
      text={off ? t('state.off.text') : t('state.notConfigured.text')}
    >
      <Action text={t('state.notConfigured.action')} onPress={events.openOptions} />
    </Notice>
  );
}

function NeedsAccess({ pattern, events }: { pattern: string | null; events: PanelEvents }) {
  const host = pattern?.replace(/^\w+:\/\//, '').replace(/\/.*$/, '') ?? '';
  return (
    <Notice
      icon={LockKeyhole}
      title={t('state.needsAccess.title')}
      text={t('state.needsAccess.text', { host })}
    >
      {pattern !== null && (
        <Action text={t('state.needsAccess.action', { host })} onPress={() => events.allowAccess(pattern)} />
      )}
    </Notice>
  );
}

function LayoutChanged({ reasons }: { reasons: string[] }) {
  const announce = useAnnounce();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(['chatside layout-changed', ...reasons].join('\n'));
      setCopied(true);
      announce(t('copy.done'));
    } catch {
      announce(t('copy.failed'));
    }
  };
  return (
    <Notice
      icon={copied ? CopyCheck : LayoutTemplate}
      title={t('state.layoutChanged.title')}
      text={t('state.layoutChanged.text')}
    >
      <Action text={t('state.layoutChanged.action')} onPress={copy} />
    </Notice>
  );
}

const mendedInSettings: ReadonlySet<AppErrorData['code']> = new Set([
  'NOT_CONFIGURED',
  'BAD_CREDENTIALS',
  'FORBIDDEN',
  'PERMISSION_MISSING',
  'UNSUPPORTED',
]);

function ReadError(props: { error: AppErrorData | null; under: boolean; events: PanelEvents }) {
  const { error, under, events } = props;
  const shown = error ?? { code: 'BUG' as const, retryable: false };
  const { text, small } = errorWords(shown, 'read');
  if (shown.reason === 'storage-broken' || shown.reason === 'key-unreadable') {
    return (
      <Notice icon={HardDrive} title={t('device.title')} text={text} under={under}>
        <Action text={t('save.retry')} onPress={events.refresh} />
        {shown.reason === 'key-unreadable' && (
          <>
            <p class="notice-text">{t('device.keyAdvice')}</p>
            <DiscardLost onDiscard={events.discardLost} />
          </>
        )}
      </Notice>
    );
  }
  return (
    <Notice
      icon={shown.code === 'OFFLINE' ? CloudOff : shown.code === 'FORBIDDEN' ? Eye : TriangleAlert}
      title={t('error.title')}
      text={text}
      under={under}
    >
      {shown.code === 'CONTEXT_LOST' ? (
        <Action text={t('state.disconnected.action')} onPress={events.reloadTab} />
      ) : mendedInSettings.has(shown.code) ? (
        <Action text={t('error.settings')} onPress={events.openOptions} />
      ) : (
        <Action text={t('save.retry')} onPress={events.refresh} />
      )}
      {small && <p class="small-print">{small}</p>}
    </Notice>
  );
}
