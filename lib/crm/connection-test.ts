import type { Agent, FieldDefinition } from '../crm/model.ts';
import type { AppErrorData } from '../errors/app-error.ts';

/** In the order they are tried: each needs the ones before it. */
export const testStepNames = ['reached', 'allowed', 'clock', 'signature', 'edition'] as const;
export type TestStepName = (typeof testStepNames)[number];

/** One step of "Test connection", as it is shown. */
export interface TestStep {
  step: TestStepName;
  /** `skipped`: a step before it failed. `unclear`: the back end does not say. */
  outcome: 'passed' | 'failed' | 'skipped' | 'unclear';
  /** With `failed`: what went wrong. */
  error?: AppErrorData;
  /** With `clock`: how far this device is ahead of the server, in ms. */
  aheadMs?: number;
}

/** What a test of a connection brings. */
export interface Tested {
  steps: TestStep[];
  /** Who the agent may be, where the back end lists its agents and was reached. */
  agents?: Agent[];
  /** The company's own fields, where it has such and was reached. */
  fields?: FieldDefinition[];
}
