import { Plus } from 'lucide';
import { useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/index.ts';
import { searchReplies } from '../../../lib/replies/search.ts';
import type { QuickReply } from '../../../lib/settings/quick-reply.ts';
import type { SettingsDraft } from '../../../lib/settings/schema.ts';
import type { SettingsView } from '../../../lib/settings/settings-service.ts';
import { Icon } from '../../controls/icon.tsx';
import { TextField } from '../form/controls.tsx';
import { Question } from '../form/question.tsx';
import { placeOf, put, without } from '../lists/list-edits.ts';
import { type Done, useListEditor } from '../lists/use-list-editor.ts';
import { groupsOf, movedReply, withCopy, withReplies } from './reply-edits.ts';
import { ReplyForm } from './reply-form.tsx';
import { ReplyImport } from './reply-import.tsx';
import { ReplyRow } from './reply-row.tsx';

/** From so many on there is a search. */
const many = 8;
/** So many are drawn, and so many more at each press. */
const step = 50;

/** The quick replies: the company's own first, and locked; those of this device under their headings. */
export function RepliesSection(props: {
  view: SettingsView;
  /** Resolves to whether it was saved; if not, the page says why. */
  onSave: (settings: SettingsDraft) => Promise<boolean>;
  busy: boolean;
}) {
  const { settings, managed } = props.view;
  const { replies = [] } = settings;
  const decided = new Set(managed.paths);
  const isManaged = ({ id }: QuickReply) => decided.has(['replies', id].join('.'));
  const editor = useListEditor();
  const [typed, setTyped] = useState('');
  const [most, setMost] = useState(step);
  const [freshId, setFreshId] = useState('');

  // One that went meanwhile, in another window or by policy, holds nothing up.
  const isOpen = editor.open === 'new' || replies.some(({ id }) => id === editor.open);
  const isSearch = typed.trim() !== '';
  const found = isSearch ? searchReplies(replies, typed, { used: {}, languages: [''] }) : replies;
  const own = replies.filter((one) => !isManaged(one));
  const shown = found.slice(0, most);
  const groups = isSearch ? [{ name: null, replies: shown }] : groupsByOwner(shown, isManaged);

  async function keep(now: readonly QuickReply[]) {
    const isSaved = await props.onSave(withReplies(settings, now));
    return isSaved ? null : ({ code: 'INVALID_INPUT', retryable: false } as const);
  }
  const save = (now: readonly QuickReply[], done: Done) => void editor.save(() => keep(now), done);

  function move(reply: QuickReply, by: -1 | 1, focus: string) {
    const now = movedReply(replies, reply.id, by);
    const beside = now.filter((one) => !isManaged(one) && one.group === reply.group);
    editor.move(
      () => keep(now),
      () => ({
        status: t('options.order.said', {
          name: reply.title,
          place: placeOf(beside, reply.id),
          count: beside.length,
        }),
        focus: [focus, `up ${reply.id}`, `down ${reply.id}`],
      }),
    );
  }

  function copy(reply: QuickReply, isOwn: boolean) {
    const copied = { id: crypto.randomUUID(), title: t('options.reply.copyOf', { title: reply.title }) };
    save(withCopy(replies, reply, copied, isOwn), {
      status: t('options.item.saved', { name: copied.title }),
      focus: [`edit ${copied.id}`],
    });
  }

  const form = (id: string, focus: string, saved?: QuickReply) => (
    <ReplyForm
      key={id}
      id={id}
      {...(saved && { saved })}
      others={replies.filter((one) => one.id !== id)}
      onSave={(reply) =>
        save(put(replies, reply), {
          status: t('options.item.saved', { name: reply.title }),
          focus: [`edit ${reply.id}`],
        })
      }
      onCancel={() => editor.close(focus)}
      busy={props.busy || editor.busy}
    />
  );

  function row(reply: QuickReply) {
    const { id, title } = reply;
    const isOwn = !isManaged(reply);
    const beside = own.filter((one) => one.group === reply.group);
    const place = {
      index: beside.findIndex((one) => one.id === id),
      count: beside.length,
      onMove: (by: -1 | 1, focus: string) => move(reply, by, focus),
    };
    return (
      <ReplyRow
        key={id}
        reply={reply}
        managed={!isOwn}
        place={isOwn && !isSearch && beside.length > 1 ? place : undefined}
        locked={isOpen}
        onEdit={() => editor.edit(id)}
        onCopy={() => copy(reply, isOwn)}
        onDelete={() => void editor.ask(id, Promise.resolve(1))}
        form={editor.open === id && form(id, `edit ${id}`, reply)}
      >
        {editor.asking?.id === id && (
          <Question
            text={t('options.reply.deleteQuestion', { title })}
            yes={{
              label: t('options.delete'),
              onYes: () =>
                save(without(replies, id), {
                  status: t('options.item.deleted', { name: title }),
                  focus: [],
                }),
            }}
            no={t('options.keep')}
            onNo={() => editor.close(`delete ${id}`)}
            busy={props.busy || editor.busy}
          />
        )}
      </ReplyRow>
    );
  }

  const left = found.length - shown.length;
  return (
    <section class="options-section" aria-labelledby="replies-title">
      <h2 id="replies-title">{t('options.replies')}</h2>
      <p class="section-text">{t('options.replies.text', { slash: '/' })}</p>
      <div class="replies" ref={editor.root}>
        {replies.length >= many && (
          <>
            <TextField
              id="replies-find"
              label={t('options.replies.find')}
              readOnly={isOpen}
              value={typed}
              onValue={(text) => {
                setTyped(text);
                setMost(step);
              }}
            />
            <p class="fold-status" role="status">
              {isSearch && t('options.replies.found', { count: found.length })}
            </p>
          </>
        )}
        {groups.map(({ name, replies: inGroup }) => (
          <div key={name ?? ''} class="reply-group">
            {name !== null && (
              <h3>
                <bdi>{name}</bdi>
              </h3>
            )}
            <ul class="items" aria-label={name ?? t('options.replies')}>
              {inGroup.map(row)}
            </ul>
          </div>
        ))}
        {left > 0 && (
          <button type="button" class="button" onClick={() => setMost(most + step)}>
            {t('options.replies.more', { count: Math.min(left, step) })}
          </button>
        )}
        {editor.open === 'new' ? (
          <div class="item">{form(freshId, 'new')}</div>
        ) : (
          <div class="actions">
            <button
              type="button"
              class="button"
              data-focus="new"
              disabled={isOpen}
              onClick={() => {
                setTyped('');
                setFreshId(crypto.randomUUID());
                editor.edit('new');
              }}
            >
              <Icon node={Plus} />
              {t('options.reply.add')}
            </button>
          </div>
        )}
        <ReplyImport
          replies={replies}
          onReplies={(now) => props.onSave(withReplies(settings, now))}
          busy={props.busy || editor.busy}
        />
        <p class="fold-status" role="status">
          {editor.status}
        </p>
      </div>
    </section>
  );
}

/** Those of policy under a heading of their own, as far as there are any. */
function groupsByOwner(replies: readonly QuickReply[], isManaged: (reply: QuickReply) => boolean) {
  const company = replies.filter(isManaged);
  const own = groupsOf(replies.filter((one) => !isManaged(one)));
  return company.length === 0 ? own : [{ name: t('options.replies.company'), replies: company }, ...own];
}
