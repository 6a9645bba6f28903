import { TriangleAlert } from 'lucide';
import { t } from '../../../lib/i18n/index.ts';
import { Icon } from '../../controls/icon.tsx';

/** A file with the wrong kind of value in every row must not bury the page. */
const mostShown = 20;

/** What was not taken over: where it stands, and what is wrong with it. */
export function ProblemList(props: { title: string; problems: readonly { path: string; text: string }[] }) {
  const { title, problems } = props;
  const more = problems.length - mostShown;
  return (
    <div class="callout callout-warning">
      <Icon node={TriangleAlert} />
      <div>
        <p class="callout-title">{title}</p>
        <ul class="problems">
          {problems.slice(0, mostShown).map(({ path, text }) => (
            <li key={path + text}>
              {path !== '' && <code>{path}</code>} {text}
            </li>
          ))}
        </ul>
        {more > 0 && <p>{t('options.problems.more', { count: more })}</p>}
      </div>
    </div>
  );
}
