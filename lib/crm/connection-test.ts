import type { Agent, FieldDefinition } from '../crm/model.ts';
import type { AppErrorData } from '../errors/app-error.ts';

/** In the order they are tried: each needs the ones before it. */
export const testStepNames = ['reached', 'allowed', 'clock', 'signature', 'edition'] as const;
export type TestStepName = (typeof testStepNames)[number];

/** One step of "Test connection", as it is shown. */
export interface TestStep {
  /** `agent` comes after all others. */
  step: TestStepName | 'agent';
  /** `skipped`: a step before it failed. `unclear`: the back end does not say. */
  outcome: 'passed' | 'failed' | 'skipped' | 'unclear';
  /** With `failed`: what went wrong. */
  error?: AppErrorData;
  /** With `clock`: how far this device is ahead of the server, in ms. */
  aheadMs?: number;
}

export interface OperatingAccount {
  /** By which the agent's connection names it. */
  number: string;
  name: string;
  /** The ids of the agents who serve it. */
  staff: string[];
  /** No other company has an account of this number. */
  unique?: true;
}

/** What a test of a connection brings. */
export interface Tested {
  steps: TestStep[];
  /** Who the agent may be, where the back end lists its agents and was reached. */
  agents?: Agent[];
  /** The accounts that customers are served with, where the agent says which is theirs and they could be read. */
  accounts?: OperatingAccount[];
  /** The company's own fields, where it has such and was reached. */
  fields?: FieldDefinition[];
}

/** Whether the one who works here is among the agents; nothing where none is named, or the list could not be read. */
export function agentSteps(id: string | undefined, agents: readonly Agent[]): TestStep[] {
  if (!id || agents.length === 0) return [];
  if (agents.some((one) => one.id === id)) return [{ step: 'agent', outcome: 'passed' }];
  return [{ step: 'agent', outcome: 'failed', error: { code: 'NOT_FOUND', retryable: false } }];
}
