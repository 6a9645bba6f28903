import { CircleCheck, CircleHelp, CircleMinus, CircleX } from 'lucide';
import type { TestStep } from '../../../lib/crm/connection-test.ts';
import { formatDuration } from '../../../lib/i18n/duration.ts';
import { t } from '../../../lib/i18n/index.ts';
import { patternHost } from '../../../lib/settings/permission-pattern.ts';
import type { Provider } from '../../../lib/settings/schema.ts';
import { Icon } from '../../controls/icon.tsx';
import type { TestOutcome } from './connection-events.ts';

const icons = { passed: CircleCheck, failed: CircleX, skipped: CircleMinus, unclear: CircleHelp };

/** How a test of the connection went, step by step, with a sentence to act on. */
export function TestSteps({ provider, outcome }: { provider: Provider; outcome: TestOutcome }) {
  if ('refused' in outcome) {
    return <p class="test-whole">{t('options.test.refused', { host: patternHost(outcome.refused) })}</p>;
  }
  if ('error' in outcome)
    return <p class="test-whole">{t(`options.test.error.${outcome.error.code}`, { provider })}</p>;
  if ('problems' in outcome) return <p class="test-whole">{t('options.test.incomplete')}</p>;
  const passed = outcome.steps.every((one) => one.outcome === 'passed' || one.outcome === 'unclear');
  return (
    <>
      <p class="test-whole">{t(passed ? 'options.test.allPassed' : 'options.test.someFailed')}</p>
      <ol class="test-steps">
        {outcome.steps.map((one) => (
          <li key={one.step} class="test-step" data-outcome={one.outcome}>
            <Icon node={icons[one.outcome]} />
            <div>
              <span class="test-step-name">
                {t(`options.test.step.${one.step}`, { provider })}
                <span class="visually-hidden">: {t(`options.test.outcome.${one.outcome}`)}</span>
              </span>
              {sentence(one, provider) && <p class="test-step-text">{sentence(one, provider)}</p>}
              {one.error?.backend && (
                <p class="small-print">
                  {one.error.backend.code} {one.error.backend.message}
                </p>
              )}
            </div>
          </li>
        ))}
      </ol>
      {passed && <p class="small-print">{t('options.test.writesUntried', { provider })}</p>}
    </>
  );
}

function sentence({ step, outcome, error, aheadMs }: TestStep, provider: Provider): string | null {
  if (outcome === 'failed' && error?.field !== undefined) {
    return t('options.test.unsendable', { name: error.field });
  }
  if (step === 'agent') return outcome === 'failed' ? t('options.test.noSuchAgent', { provider }) : null;
  if (outcome === 'failed' && error) return t(`options.test.error.${error.code}`, { provider });
  if (outcome === 'unclear') return t('options.test.unclear');
  if (step === 'clock' && outcome === 'passed' && aheadMs !== undefined) {
    const off = Math.abs(aheadMs);
    return off < 500
      ? t('options.test.inStep')
      : t('options.test.ahead', { duration: formatDuration(Math.max(off, 1000)) });
  }
  return null;
}
