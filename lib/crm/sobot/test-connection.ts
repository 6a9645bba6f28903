import { type AppErrorData, type ErrorCode, toErrorData } from '../../errors/app-error.ts';
import type { HttpClient } from '../../http/http-client.ts';
import type { TokenCache } from '../../tokens/token-cache.ts';
import { type TestStep, type TestStepName, testStepNames } from '../connection-test.ts';
import type { Agent, FieldDefinition } from '../model.ts';
import { createCalls } from './calls.ts';
import { signatureWrong } from './codes.ts';
import type { SobotConnection } from './connection.ts';
import { customDefinitions } from './custom-fields.ts';
import { agentsOf } from './owner.ts';
import { createSobotWire } from './wire.ts';

const failsAt: Partial<Record<ErrorCode, TestStepName>> = {
  PERMISSION_MISSING: 'allowed',
  CLOCK_SKEW: 'clock',
  NOT_CONFIGURED: 'signature',
  BAD_CREDENTIALS: 'signature',
  RATE_LIMITED: 'signature',
  FORBIDDEN: 'edition',
};

/**
 * Tries a connection with one token and one read, and tells how far it came. Writing is not tried, since that would
 * change something. Throws nothing but the signal's reason.
 */
export async function testSobot(
  { connection, http, tokens }: { connection: SobotConnection; http: HttpClient; tokens: TokenCache },
  signal: AbortSignal,
): Promise<TestStep[]> {
  const wire = createSobotWire(createCalls({ http, baseUrl: connection.baseUrl, tokens }));
  let error: AppErrorData | null = null;
  try {
    await wire.stages(signal);
  } catch (thrown) {
    signal.throwIfAborted();
    error = toErrorData(thrown);
  }
  const aheadMs = http.aheadMs();
  return stepsOf(error).map((step) =>
    step.step === 'clock' && aheadMs !== null && step.outcome !== 'skipped' ? { ...step, aheadMs } : step,
  );
}

/** Whom the company's key can be used by: to choose oneself from (section 3.7). None where that cannot be read. */
export async function agentsOfSobot(
  { connection, http, tokens }: { connection: SobotConnection; http: HttpClient; tokens: TokenCache },
  signal: AbortSignal,
): Promise<Agent[]> {
  const wire = createSobotWire(createCalls({ http, baseUrl: connection.baseUrl, tokens }));
  return wire.staff(signal).then(agentsOf, () => []);
}

/** The company's own fields (section 3.9). None where that cannot be read. */
export async function ownFieldsOfSobot(
  { connection, http, tokens }: { connection: SobotConnection; http: HttpClient; tokens: TokenCache },
  signal: AbortSignal,
): Promise<FieldDefinition[]> {
  const wire = createSobotWire(createCalls({ http, baseUrl: connection.baseUrl, tokens }));
  return wire.fields(signal).then(customDefinitions, () => []);
}

function stepsOf(error: AppErrorData | null): TestStep[] {
  if (!error) return testStepNames.map((step) => ({ step, outcome: 'passed' }));
  const failed = stepOf(error);
  const at = testStepNames.indexOf(failed);
  // What the browser forbids, what lacks its keys, or has one that no header takes, was never sent.
  const sent =
    error.code !== 'PERMISSION_MISSING' && error.code !== 'NOT_CONFIGURED' && error.field === undefined;
  return testStepNames.map((step, index): TestStep => {
    if (index === at) return { step, outcome: 'failed', error };
    if (index > at) return { step, outcome: 'skipped' };
    return { step, outcome: sent ? 'passed' : 'unclear' };
  });
}

/** A vendor's code says that the server was reached and answered; one that it has after the token, that the key is right. */
function stepOf({ code, backend }: AppErrorData): TestStepName {
  const known = failsAt[code];
  if (known) return known;
  if (!backend) return 'reached';
  return backend.code === signatureWrong ? 'signature' : 'edition';
}
