import { type AppErrorData, type ErrorCode, toErrorData } from '../../errors/app-error.ts';
import type { HttpClient } from '../../http/http-client.ts';
import {
  type OperatingAccount,
  type Tested,
  type TestStep,
  type TestStepName,
  testStepNames,
} from '../connection-test.ts';
import type { Agent } from '../model.ts';
import type { YoumiWire } from './wire.ts';
import type { WireStaff } from './wire-rows.ts';
import type { YoumiV2Wire } from './wire-v2.ts';

const failsAt: Partial<Record<ErrorCode, TestStepName>> = {
  PERMISSION_MISSING: 'allowed',
  CLOCK_SKEW: 'clock',
  NOT_CONFIGURED: 'signature',
  BAD_CREDENTIALS: 'signature',
  RATE_LIMITED: 'signature',
  FORBIDDEN: 'edition',
};

export interface YoumiTestOptions {
  wire: YoumiWire;
  /** Of a connection that names the second version. */
  v2: YoumiV2Wire | null;
  http: Pick<HttpClient, 'aheadMs'>;
}

/**
 * Tries a connection with one token and one read of each version that it names, and tells how far it came; where the first
 * version works, also who of the staff the agent may be, and which accounts there are. Writing is not tried, since that
 * would change something. Throws nothing but the signal's reason.
 */
export async function testYoumi({ wire, v2, http }: YoumiTestOptions, signal: AbortSignal): Promise<Tested> {
  let error: AppErrorData | null = null;
  const found: Pick<Tested, 'agents' | 'accounts'> = {};
  try {
    found.agents = (await wire.staff({ state: 0 }, signal)).map(agentOf);
    found.accounts = await accountsOf(wire, signal).catch(() => []);
    await v2?.staff(signal);
  } catch (thrown) {
    signal.throwIfAborted();
    error = toErrorData(thrown);
  }
  const aheadMs = http.aheadMs();
  const steps = stepsOf(error).map((step) =>
    step.step === 'clock' && aheadMs !== null && step.outcome !== 'skipped' ? { ...step, aheadMs } : step,
  );
  return { steps, ...found };
}

const agentOf = ({ ad_staff_code, ad_staff_name }: WireStaff): Agent => ({
  id: ad_staff_code,
  name: ad_staff_name || ad_staff_code,
});

async function accountsOf(wire: YoumiWire, signal: AbortSignal): Promise<OperatingAccount[]> {
  const [personal, company, served] = await Promise.all([
    wire.accounts(0, signal),
    wire.accounts(3, signal),
    wire.staffAccounts(null, signal),
  ]);
  // WeChat gives a number once; those of WeCom a company chooses for itself.
  const chosen = new Set(company.map(({ ad_wechat_id }) => ad_wechat_id));
  return [...personal, ...company].map(({ ad_wechat_id, ad_wechat_nober, ad_wechat_nickname }) => ({
    number: ad_wechat_nober,
    name: ad_wechat_nickname,
    staff: served.filter((one) => one.ad_wechat_id === ad_wechat_id).map((one) => one.ad_staff_code),
    ...(!chosen.has(ad_wechat_id) && { unique: true as const }),
  }));
}

function stepsOf(error: AppErrorData | null): TestStep[] {
  if (!error) return testStepNames.map((step) => ({ step, outcome: 'passed' }));
  const at = testStepNames.indexOf(stepOf(error));
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
const stepOf = ({ code, backend }: AppErrorData): TestStepName =>
  failsAt[code] ?? (backend ? 'edition' : 'reached');
