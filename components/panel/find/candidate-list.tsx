import { ChevronRight } from 'lucide';
import { isolate, t } from '../../../lib/i18n/index.ts';
import type { CandidateView } from '../../../lib/session/shapes.ts';
import { maskedName } from '../../../lib/text/masked-name.ts';
import { shownName } from '../../../lib/text/unseen.ts';
import { Avatar } from '../../controls/avatar.tsx';
import { Icon } from '../../controls/icon.tsx';
import { PhoneText } from '../../controls/phone-number.tsx';

/** People to choose from, each a button with what tells them apart. */
export function CandidateList(props: {
  people: CandidateView[];
  masked: boolean;
  onChoose: (customerId: string) => void;
}) {
  if (props.people.length === 0) return null;
  return (
    <ul class="people">
      {props.people.map((person) => (
        <li key={person.customerId}>
          <button type="button" class="person" onClick={() => props.onChoose(person.customerId)}>
            <Avatar name={person.name} />
            <span class="person-words">
              <span class="person-name" dir="auto">
                {maskedName(shownName(person.name) ?? t('header.unnamed'), props.masked)}
              </span>
              {person.stored !== '' && <PhoneText phone={person.stored} masked={props.masked} />}
              {person.marks && (
                <span class="person-reason" dir="auto">
                  {person.marks.map((mark) => isolate(maskedName(mark, props.masked))).join(' · ')}
                </span>
              )}
              {person.tags && (
                <span class="person-reason" dir="auto">
                  {person.tags.map(isolate).join(' · ')}
                </span>
              )}
              {person.reason !== 'search' && (
                <span class="person-reason">{t(`reason.${person.reason}`)}</span>
              )}
            </span>
            <Icon node={ChevronRight} size={16} />
          </button>
        </li>
      ))}
    </ul>
  );
}
