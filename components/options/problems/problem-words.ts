import { t } from '../../../lib/i18n/index.ts';
import type { SettingsProblem } from '../../../lib/settings/problems.ts';

/** A problem of policy, a file or what is stored: where it stands, and what it is. */
export function problemWords({ path, code, expected }: SettingsProblem): { path: string; text: string } {
  const text = t(`options.problem.${code}`);
  return { path, text: expected === undefined ? text : `${text} ${t('options.expected', { expected })}` };
}
