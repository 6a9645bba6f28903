import { t } from '../../../lib/i18n/index.ts';
import { parseStageLines, parseTagLines } from '../../../lib/settings/catalogue-text.ts';
import { LinesField } from '../form/controls.tsx';

interface ListProps {
  idPrefix: string;
  value: string;
  onValue: (value: string) => void;
  error: string | undefined;
  locked: boolean;
}

/** The company's tags, one a line, and how they will look. */
export function TagsField(props: ListProps) {
  const { tags } = parseTagLines(props.value);
  return (
    <LinesField
      {...props}
      id={`${props.idPrefix}-tags`}
      label={t('options.tags')}
      hint={t('options.tags.hint')}
      placeholder={t('options.tags.example')}
      rows={5}
      optional
    >
      {tags.length > 0 && (
        <ul class="tag-preview" aria-label={t('options.tags.preview', { count: tags.length })}>
          {tags.map((tag) => (
            <li key={`${tag.group ?? ''}/${tag.name}`}>
              <span class="dot" style={tag.colour ? { background: tag.colour } : undefined} />
              {tag.group && <span class="tag-preview-group">{tag.group}</span>}
              <bdi>{tag.name}</bdi>
            </li>
          ))}
        </ul>
      )}
    </LinesField>
  );
}

/** The company's pipeline, one stage a line, in order. */
export function StagesField(props: ListProps) {
  const { stages } = parseStageLines(props.value);
  return (
    <LinesField
      {...props}
      id={`${props.idPrefix}-stages`}
      label={t('options.stages')}
      hint={t('options.stages.hint')}
      placeholder={t('options.stages.example')}
      rows={5}
      optional
    >
      {stages.length > 0 && (
        <ol class="stage-preview" aria-label={t('options.stages.preview', { count: stages.length })}>
          {stages.map((stage) => (
            <li key={stage.name}>
              <bdi>{stage.name}</bdi>
            </li>
          ))}
        </ol>
      )}
    </LinesField>
  );
}
