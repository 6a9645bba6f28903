import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/index.ts';
import type { PanelEvents, PanelView, QuickReplies, ReplyEvents } from '../../../lib/panel/view.ts';
import { prepareReplies, searchReplies } from '../../../lib/replies/search.ts';
import type { QuickReply } from '../../../lib/settings/quick-reply.ts';
import { Dialog } from '../../controls/dialog.tsx';
import { useCombobox } from '../../controls/use-combobox.ts';
import { MissingBox } from './missing-box.tsx';
import { ReplyActions } from './reply-actions.tsx';
import { areOrdersAwaited, languagesIn, ordersOf } from './reply-facts.ts';
import { ReplyPreview } from './reply-preview.tsx';
import { useReply } from './use-reply.ts';

/** More are found by typing. */
const mostDrawn = 50;

/** Finds a quick reply, shows it with the customer's facts in it, copies it at a press. */
export function QuickRepliesBox(props: { view: PanelView; events: PanelEvents; onClose: () => void }) {
  const [read, setRead] = useState<(QuickReplies & { replyEvents: ReplyEvents }) | 'failed' | null>(null);

  useEffect(() => {
    let isThere = true;
    props.events
      .replies()
      .then(async (replyEvents) => ({ replyEvents, ...(await replyEvents.read()) }))
      .then(
        (all) => {
          prepareReplies(all.replies);
          if (isThere) setRead(all);
        },
        () => isThere && setRead('failed'),
      );
    return () => {
      isThere = false;
    };
  }, []);

  return (
    <Dialog title={t('replies.title')} bare onClose={props.onClose}>
      {read === null || read === 'failed' ? (
        <p class="palette-empty" role={read ? 'alert' : undefined}>
          {t(read ? 'replies.failed' : 'replies.reading')}
        </p>
      ) : read.replies.length > 0 ? (
        <Found {...props} {...read} />
      ) : (
        <div class="reply-below">
          <p>{t('replies.none')}</p>
          <div class="reply-actions">
            {/* Nothing else in the box can take the focus. */}
            <button
              ref={(button) => button?.focus()}
              type="button"
              class="button"
              onClick={() => props.events.openOptions()}
            >
              {t('error.settings')}
            </button>
          </div>
        </div>
      )}
    </Dialog>
  );
}

function Found(props: QuickReplies & { view: PanelView; events: PanelEvents; replyEvents: ReplyEvents }) {
  const { view, events, replies, used, agent } = props;
  const box = useRef<HTMLInputElement>(null);
  /** What was pressed, until something else is looked for. */
  const [chosen, setChosen] = useState<QuickReply | null>(null);
  /** A press of Enter or on a reply: what it lacks is asked for. */
  const [wanted, setWanted] = useState(0);
  const languages = languagesIn(view);
  const combobox = useCombobox<QuickReply>({
    label: t('replies.box'),
    find: (typed) => searchReplies(replies, typed, { used, languages }).slice(0, mostDrawn),
    keyOf: ({ id }) => id,
    onChoose: () => {},
  });
  const highlighted = combobox.options.find((one) => combobox.option(one)['aria-selected']) ?? null;
  const current = chosen ?? highlighted;
  const reply = useReply(view, current, agent);
  const { filled } = reply;
  const [first] = filled?.missing ?? [];

  useEffect(() => box.current?.focus(), []);
  const awaits = reply.namesOrder && areOrdersAwaited(view);
  useEffect(() => {
    // What can't be read is said where orders stand.
    if (awaits) events.readOrders(null).catch(() => {});
  }, [awaits, view.customer?.id]);

  /** Something else is looked for. */
  const begin = () => {
    setChosen(null);
    setWanted(0);
  };
  const take = (one: QuickReply) => {
    setChosen(one);
    setWanted(wanted + 1);
  };
  const optionOf = (one: QuickReply) => ({
    ...combobox.option(one),
    'aria-selected': one === current,
    onClick: () => take(one),
  });
  return (
    <>
      <label class="palette-box">
        <input
          {...combobox.box}
          ref={box}
          dir="auto"
          placeholder={t('replies.placeholder')}
          onInput={(event) => {
            begin();
            combobox.box.onInput(event);
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') {
              if (event.key.startsWith('Arrow')) begin();
              return combobox.box.onKeyDown(event);
            }
            event.preventDefault();
            // A key may come before what was typed last is drawn.
            const [best] = searchReplies(replies, event.currentTarget.value, { used, languages });
            const meant = event.currentTarget.value === combobox.typed ? current : best;
            if (meant) take(meant);
          }}
        />
      </label>
      <div class="palette-list replies-list" {...combobox.frame} {...combobox.list}>
        {combobox.options.map((one) => (
          <div key={one.id} class="palette-item" {...optionOf(one)}>
            <span class="text-clamped" dir="auto" title={one.title}>
              {one.title}
            </span>
            <span class="reply-about">
              {one.group !== undefined && <bdi>{one.group}</bdi>}
              {one.language !== undefined && <bdi>{one.language}</bdi>}
              {one.shortcut !== undefined && <bdi class="key">{one.shortcut}</bdi>}
            </span>
          </div>
        ))}
      </div>
      <p class="palette-empty" role="status">
        {combobox.options.length === 0 ? t('replies.nothing') : ''}
      </p>
      {current && filled && (
        <div class="reply-below">
          <ReplyPreview filled={filled} language={current.language} />
          {first && (
            <MissingBox
              missing={first}
              orders={ordersOf(view)}
              awaitsOrders={awaits}
              isWanted={wanted > 0}
              onAnswer={(text) => reply.answer(first.key, text)}
              onOrder={reply.chooseOrder}
            />
          )}
          {filled.formatted.map((text) => (
            <p key={text} class="quiet">
              {t('replies.formatted', { text })}
            </p>
          ))}
          {reply.hasMasked && (
            <p class="quiet">
              {t('replies.masked')}{' '}
              <button
                type="button"
                class="link-button"
                onClick={() => {
                  reply.reveal();
                  events.revealPhone();
                }}
              >
                {t('header.showNumber')}
              </button>
            </p>
          )}
          <ReplyActions
            key={current.id}
            view={view}
            text={filled.text}
            wanted={wanted}
            onInsert={props.replyEvents.insert}
            onUsed={() => props.replyEvents.countUse(current.id, replies)}
          />
        </div>
      )}
    </>
  );
}
