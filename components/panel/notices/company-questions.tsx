import { Building2 } from 'lucide';
import { t } from '../../../lib/i18n/index.ts';
import type { PanelEvents, PanelView, QuestionView } from '../../../lib/panel/view.ts';
import { Icon } from '../../controls/icon.tsx';
import { connectionName } from '../../words/connection-name.ts';

/** "Is this still the same company?", of each connection that is not used until that is answered. */
export function CompanyQuestions({ view, events }: { view: PanelView; events: PanelEvents }) {
  const all = view.setup?.connections ?? [];
  return view.questions.map((question) => (
    <CompanyQuestion
      key={question.connectionId}
      question={question}
      name={connectionName(question.connection, all)}
      onAnswer={(same) => events.answerCompany(question.connectionId, same)}
    />
  ));
}

function CompanyQuestion(props: { question: QuestionView; name: string; onAnswer: (same: boolean) => void }) {
  const { question, name, onAnswer } = props;
  const text = t(`company.${question.about}`, { name });
  return (
    <section class="save" aria-label={text}>
      <div class="save-line save-question" data-tone="waiting">
        <div class="save-words">
          <Icon node={Building2} size={14} />
          <div>
            <p>{text}</p>
            <p class="save-advice">{t('company.advice', { count: question.held })}</p>
          </div>
        </div>
        <div class="save-actions">
          <button type="button" class="button" onClick={() => onAnswer(true)}>
            {t(`company.${question.about}.yes`)}
          </button>
          <button type="button" class="button" onClick={() => onAnswer(false)}>
            {t(`company.${question.about}.no`)}
          </button>
        </div>
      </div>
    </section>
  );
}
