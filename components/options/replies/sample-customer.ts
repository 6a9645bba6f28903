/** Somebody who does not exist, for whom a reply is shown as it would be. Pure. */
import { t } from '../../../lib/i18n/index.ts';
import type { TemplatePart } from '../../../lib/replies/template.ts';
import type { ReplyFacts } from '../../../lib/replies/values.ts';

/** @param isKnown false: nothing is known of them. A field that `parts` name is one that the company has. */
export function sampleFacts(
  parts: readonly TemplatePart[],
  isKnown: boolean,
  { now, language }: Pick<ReplyFacts, 'now' | 'language'>,
): ReplyFacts {
  const known = <T>(value: T): T | null => (isKnown ? value : null);
  const fields = parts.flatMap((part) =>
    part.kind === 'variable' && part.variable.name === 'field' ? part.variable.field : [],
  );
  return {
    customer: {
      name: known('Ana Cliente'),
      company: known('Acme'),
      owner: known('Bo'),
      stage: known(t('options.reply.sample.stage')),
      fields: fields.map((name) => ({ name, text: known('42') })),
    },
    phone: known('+55 11 90000-0001'),
    order: known({ number: '1042', status: t('options.reply.sample.status') }),
    agent: known('Bo'),
    now,
    language,
    isMasked: false,
  };
}
