import { type AppErrorData, type ErrorCode, toErrorData } from '../../errors/app-error.ts';
import type { HttpClient } from '../../http/http-client.ts';
import type { SocialEpochConnection } from '../../settings/schema.ts';
import { type TestStep, type TestStepName, testStepNames } from '../connection-test.ts';
import { createRowReader } from './read-rows.ts';
import { createSocialEpochWire } from './wire.ts';

/** Kept for fiction: nobody is looked up. */
const nobody = '15550100000';

const failsAt: Partial<Record<ErrorCode, TestStepName>> = {
  PERMISSION_MISSING: 'allowed',
  CLOCK_SKEW: 'clock',
  NOT_CONFIGURED: 'signature',
  BAD_CREDENTIALS: 'signature',
  FORBIDDEN: 'edition',
};

/**
 * Tries a connection with one read, and tells how far it came. Writing is not tried, since that would change something:
 * the administrator's account is used by writes only, and stays untested. Throws nothing but the signal's reason.
 */
export async function testSocialEpoch(
  { connection, http }: { connection: SocialEpochConnection; http: HttpClient },
  signal: AbortSignal,
): Promise<TestStep[]> {
  const wire = createSocialEpochWire({ http, connection });
  const reader = createRowReader({ wire, separator: connection.options.tagSeparator });
  let error: AppErrorData | null = null;
  try {
    await reader.find([nobody], signal);
  } catch (thrown) {
    signal.throwIfAborted();
    error = toErrorData(thrown);
  }
  const aheadMs = http.aheadMs();
  return stepsOf(error).map((step) =>
    step.step === 'clock' && aheadMs !== null && step.outcome !== 'skipped' ? { ...step, aheadMs } : step,
  );
}

function stepsOf(error: AppErrorData | null): TestStep[] {
  const failed = error && stepOf(error);
  return testStepNames.map((step): TestStep => {
    if (failed === null || error === null) return { step, outcome: 'passed' };
    if (step === failed) return { step, outcome: 'failed', error };
    if (testStepNames.indexOf(step) > testStepNames.indexOf(failed)) return { step, outcome: 'skipped' };
    // What the browser forbids, what lacks its keys, or has one that no header takes, was never sent.
    const sent =
      error.code !== 'PERMISSION_MISSING' && error.code !== 'NOT_CONFIGURED' && error.field === undefined;
    return { step, outcome: sent ? 'passed' : 'unclear' };
  });
}

/** A vendor's code says that the server was reached and answered. */
function stepOf({ code, backend }: AppErrorData): TestStepName {
  return failsAt[code] ?? (backend ? 'signature' : 'reached');
}
