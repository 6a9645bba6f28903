import { t } from '../../../lib/i18n/index.ts';
import { Dialog } from '../../controls/dialog.tsx';
import { commandKey, type Shortcut, shortcuts } from './shortcuts.ts';

/** Every key of the panel. */
export function KeyHelp({ onClose }: { onClose: () => void }) {
  const names: Record<Shortcut['kind'], string> = {
    palette: t('help.palette'),
    tag: t('tags.add'),
    note: t('palette.note'),
    stage: t('help.stage'),
    mine: t('help.mine'),
    theirs: t('help.theirs'),
    refresh: t('header.refresh'),
    changes: t('tray.title'),
    replies: t('replies.title'),
    help: t('help.title'),
  };
  const parts: { title: string; rows: [readonly string[], string][] }[] = [
    { title: t('help.anywhere'), rows: shortcuts.map(({ kind, keys }) => [keys, names[kind]]) },
    {
      title: t('stage.title'),
      rows: [
        [['←', '→'], t('help.look')],
        [['Enter'], t('help.choose')],
        [['1', '…', '9'], t('help.digit')],
      ],
    },
    {
      title: t('tags.title'),
      rows: [
        [['Enter'], t('help.addHighlighted')],
        [['⌫'], t('help.removeLast')],
      ],
    },
    {
      title: t('help.writing'),
      rows: [
        [['Enter'], t('help.saveField')],
        [[commandKey, 'Enter'], t('note.save')],
        [['Esc'], t('details.cancel')],
        [['Esc'], t('help.leave')],
      ],
    },
    {
      title: t('replies.title'),
      rows: [
        [['↑', '↓'], t('help.lookReplies')],
        [['Enter'], t('help.copyReply')],
      ],
    },
    { title: t('help.browser'), rows: [[['F6'], t('help.reach')]] },
  ];
  return (
    <Dialog title={t('help.title')} onClose={onClose}>
      {parts.map(({ title, rows }) => (
        <section key={title} class="keys">
          <h3>{title}</h3>
          <dl>
            {rows.map(([keys, text]) => (
              <div key={text}>
                <dt>{text}</dt>
                <dd dir="ltr">
                  {keys.map((key) => (
                    <kbd key={key} class="key">
                      {key}
                    </kbd>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <p class="quiet">{t('help.off')}</p>
    </Dialog>
  );
}
