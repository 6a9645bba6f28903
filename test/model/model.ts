/** What may happen in a run: the circumstances it begins in, and acts of the agent and of the world in any order. */
import fc from 'fast-check';
import { agentCommands } from './commands/agent.ts';
import { worldCommands } from './commands/world.ts';

export const circumstances = fc.record({
  seed: fc.nat({ max: 1_000 }),
  documentIds: fc.boolean(),
  detectAfter: fc.constantFrom(5, 20, 150),
  begins: fc.record({ chat: fc.nat({ max: 3 }), connection: fc.constantFrom('crm', 'desk', 'device') }),
});
export const commands = fc.commands(
  [...agentCommands, ...worldCommands].flatMap(({ weight, arbitrary }) =>
    Array.from({ length: weight }, () => arbitrary),
  ),
  { maxCommands: 40, size: 'max' },
);
