import { Headset, MessagesSquare, Smartphone, UsersRound } from 'lucide';
import type { ComponentChildren } from 'preact';
import type { AccountQuestion } from '../../../lib/accounts/accounts.ts';
import type { AppErrorData } from '../../../lib/errors/app-error.ts';
import { t } from '../../../lib/i18n/index.ts';
import { lacksCredentials } from '../../../lib/settings/credentials.ts';
import type { ConnectionDraft } from '../../../lib/settings/schema.ts';
import { errorWords } from '../../words/error-words.ts';
import { KeptCard } from '../kept/kept-card.tsx';
import { CompanyQuestion } from './company-question.tsx';

const providerIcons = { local: Smartphone, socialepoch: UsersRound, sobot: Headset, youmi: MessagesSquare };

/** One connection that is kept: which, whether it is in use, what it lacks. */
export function ConnectionCard(props: {
  connection: ConnectionDraft;
  /** What it goes by among the others. */
  name: string;
  inUse: boolean;
  /** There are others to choose from, and policy does not choose. */
  canChoose: boolean;
  /** Named by policy: it can't be removed. */
  managed: boolean;
  /** The permission pattern that the browser has not granted. */
  missingAccess: string | null;
  /** What holds up its requests time and again. */
  trouble: AppErrorData | null;
  /** Whether it still leads to the company it did: an answer is open. */
  question: AccountQuestion | null;
  onAnswer: (same: boolean) => void;
  onUse: () => void;
  onEdit: () => void;
  onRemove: () => void;
  /** Called in the click itself. */
  onAllow: (pattern: string) => void;
  busy: boolean;
  /** The form, while it is being edited. */
  children?: ComponentChildren;
}) {
  const { connection, name } = props;
  return (
    <KeptCard
      id={connection.id}
      icon={providerIcons[connection.provider]}
      name={name}
      line={lineOf(connection)}
      inUse={props.inUse}
      managed={props.managed}
      missingAccess={props.missingAccess}
      onOpen={props.onEdit}
      removeQuestion={t('options.removeQuestion', { name, provider: connection.provider })}
      onRemove={props.onRemove}
      onAllow={props.onAllow}
      busy={props.busy}
      buttons={
        props.canChoose &&
        !props.inUse && (
          <button
            type="button"
            class="button"
            disabled={props.busy}
            aria-label={t('options.useNamed', { name })}
            onClick={props.onUse}
          >
            {t('options.use')}
          </button>
        )
      }
      notices={
        <>
          {lacksCredentials(connection) && (
            <div class="callout callout-warning">
              <p>{t('options.credentialsMissing')}</p>
              <button type="button" class="button" onClick={props.onEdit}>
                {t('options.enterThem')}
              </button>
            </div>
          )}
          {props.question && (
            <CompanyQuestion
              about={props.question.about}
              name={name}
              onAnswer={props.onAnswer}
              busy={props.busy}
            />
          )}
          {props.trouble && (
            <p class="callout callout-warning" role="status">
              {errorWords(props.trouble, 'read').text}
            </p>
          )}
        </>
      }
    >
      {props.children}
    </KeptCard>
  );
}

function lineOf(connection: ConnectionDraft): string {
  if (connection.provider === 'local') {
    const line = t('options.provider.local.line');
    return connection.name === undefined ? line : `${t('provider.local')} · ${line}`;
  }
  const { host } = new URL(connection.baseUrl);
  const line = connection.name === undefined ? host : `${t(`provider.${connection.provider}`)} · ${host}`;
  const who = connection.provider === 'socialepoch' ? connection.credentials?.userName : connection.me?.name;
  return who ? `${line} · ${who}` : line;
}
