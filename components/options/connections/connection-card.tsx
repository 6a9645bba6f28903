import { Headset, Lock, Pencil, Smartphone, Trash2, UsersRound } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { AccountQuestion } from '../../../lib/accounts/accounts.ts';
import type { AppErrorData } from '../../../lib/errors/app-error.ts';
import { t } from '../../../lib/i18n/index.ts';
import { lacksCredentials } from '../../../lib/settings/credentials.ts';
import { patternHost } from '../../../lib/settings/permission-pattern.ts';
import type { ConnectionDraft } from '../../../lib/settings/schema.ts';
import { Icon } from '../../controls/icon.tsx';
import { errorWords } from '../../words/error-words.ts';
import { Question } from '../form/question.tsx';
import { CompanyQuestion } from './company-question.tsx';

const providerIcons = { local: Smartphone, socialepoch: UsersRound, sobot: Headset };

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
  const { connection, name, missingAccess, managed } = props;
  const [removing, setRemoving] = useState(false);
  const removeButton = useRef<HTMLButtonElement>(null);
  const titleId = `connection-title-${connection.id}`;
  return (
    <li class="connection" data-in-use={props.inUse}>
      <div class="connection-head">
        <span class="connection-icon">
          <Icon node={providerIcons[connection.provider]} size={20} />
        </span>
        <div class="connection-words">
          <h3 id={titleId}>
            <bdi>{name}</bdi>
            {props.inUse && <span class="badge badge-accent">{t('options.inUse')}</span>}
          </h3>
          <p class="connection-line">{lineOf(connection)}</p>
          {managed && (
            <p class="field-lock">
              <Icon node={Lock} size={12} />
              {t('options.managedConnection')}
            </p>
          )}
        </div>
        {!props.children && (
          <div class="connection-buttons">
            {props.canChoose && !props.inUse && (
              <button
                type="button"
                class="button"
                disabled={props.busy}
                aria-label={t('options.useNamed', { name })}
                onClick={props.onUse}
              >
                {t('options.use')}
              </button>
            )}
            <button
              type="button"
              class="button button-icon"
              data-edit={connection.id}
              aria-label={t('options.editNamed', { name })}
              title={t('options.edit')}
              onClick={props.onEdit}
            >
              <Icon node={Pencil} />
            </button>
            {!managed && (
              <button
                ref={removeButton}
                type="button"
                class="button button-icon"
                aria-label={t('options.removeNamed', { name })}
                title={t('options.remove')}
                onClick={() => setRemoving(true)}
              >
                <Icon node={Trash2} />
              </button>
            )}
          </div>
        )}
      </div>
      {lacksCredentials(connection) && !props.children && (
        <div class="callout callout-warning">
          <p>{t('options.credentialsMissing')}</p>
          <button type="button" class="button" onClick={props.onEdit}>
            {t('options.enterThem')}
          </button>
        </div>
      )}
      {props.question && !props.children && (
        <CompanyQuestion
          about={props.question.about}
          name={name}
          onAnswer={props.onAnswer}
          busy={props.busy}
        />
      )}
      {missingAccess !== null && !props.children && (
        <div class="callout callout-warning">
          <p>{t('options.needsAccess', { host: patternHost(missingAccess) })}</p>
          <button type="button" class="button" onClick={() => props.onAllow(missingAccess)}>
            {t('options.allowAccess', { host: patternHost(missingAccess) })}
          </button>
        </div>
      )}
      {props.trouble && !props.children && (
        <p class="callout callout-warning" role="status">
          {errorWords(props.trouble, 'read').text}
        </p>
      )}
      {removing && (
        <Question
          text={t('options.removeQuestion', { name, provider: connection.provider })}
          yes={{ label: t('options.remove'), onYes: props.onRemove }}
          no={t('options.keep')}
          onNo={() => {
            setRemoving(false);
            removeButton.current?.focus();
          }}
          busy={props.busy}
        />
      )}
      {props.children}
    </li>
  );
}

function lineOf(connection: ConnectionDraft): string {
  if (connection.provider === 'local') {
    const line = t('options.provider.local.line');
    return connection.name === undefined ? line : `${t('provider.local')} · ${line}`;
  }
  const { host } = new URL(connection.baseUrl);
  const line = connection.name === undefined ? host : `${t(`provider.${connection.provider}`)} · ${host}`;
  const who = connection.provider === 'sobot' ? connection.me?.name : connection.credentials?.userName;
  return who ? `${line} · ${who}` : line;
}
