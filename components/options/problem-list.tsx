import { TriangleAlert } from 'lucide';
import type { SettingsProblem } from '../../lib/settings/problems.ts';
import { Icon } from '../icon.tsx';
import { problemWords } from './problem-words.ts';

/** What was not taken over, by path. */
export function ProblemList({ title, problems }: { title: string; problems: readonly SettingsProblem[] }) {
  return (
    <div class="callout callout-warning">
      <Icon node={TriangleAlert} />
      <div>
        <p class="callout-title">{title}</p>
        <ul class="problems">
          {problems.map(problemWords).map(({ path, text }) => (
            <li key={path + text}>
              {path !== '' && <code>{path}</code>} {text}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
