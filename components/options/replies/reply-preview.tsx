import { useState } from 'preact/hooks';
import { formatLocale, t } from '../../../lib/i18n/index.ts';
import { fillReply } from '../../../lib/replies/fill.ts';
import { parseTemplate } from '../../../lib/replies/template.ts';
import { replyValues } from '../../../lib/replies/values.ts';
import { CheckField } from '../form/controls.tsx';
import { sampleFacts } from './sample-customer.ts';

/** How the reply reads for somebody, and what is missing. */
export function ReplyPreview(props: { id: string; text: string; language: string; now: number }) {
  const { id, text, now } = props;
  const [isKnown, setKnown] = useState(true);
  const parts = parseTemplate(text);
  const facts = sampleFacts(parts, isKnown, { now, language: props.language || formatLocale() });
  const { pieces, missing } = fillReply(parts, replyValues(facts), new Map());
  const asked = missing.filter(({ kind }) => kind !== 'unknown').length;
  return (
    <section class="reply-preview" aria-labelledby={`${id}-preview`}>
      <h3 id={`${id}-preview`}>{t('options.reply.preview')}</h3>
      <p class="reply-bubble" dir="auto" lang={props.language || undefined}>
        {pieces.map((piece, at) =>
          piece.kind === 'text' ? (
            piece.text
          ) : (
            // What stands for the same variable is told apart by its place alone.
            <bdi key={at} class="reply-piece" data-kind={piece.kind === 'gap' ? 'gap' : piece.by}>
              {piece.kind === 'gap' ? piece.source : piece.text}
            </bdi>
          ),
        )}
      </p>
      <p class="field-hint" role="status">
        {asked > 0 && t('options.reply.preview.missing', { count: asked })}
      </p>
      <CheckField
        id={`${id}-unknown`}
        label={t('options.reply.preview.unknown')}
        checked={!isKnown}
        onChecked={(on) => setKnown(!on)}
      />
    </section>
  );
}
