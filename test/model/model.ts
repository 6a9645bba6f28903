/** What may happen in a run: the circumstances it begins in, and acts of the agent and of the world in any order. */
import fc from 'fast-check';
import { agentCommands, chat, usedConnection } from './commands/agent.ts';
import { stories } from './commands/stories.ts';
import { paces, worldCommands } from './commands/world.ts';

export const circumstances = fc.record({
  seed: fc.nat({ max: 1_000 }),
  documentIds: fc.boolean(),
  detectAfter: fc.constantFrom(5, 20, 150),
  saidOnline: fc.boolean(),
  begins: fc.record({ chat, connection: usedConnection, takes: fc.constantFrom(...paces) }),
});
export const commands = fc.commands(
  [...agentCommands, ...worldCommands, ...stories].flatMap(({ weight, arbitrary }) =>
    Array.from({ length: weight }, () => arbitrary),
  ),
  { maxCommands: 40, size: 'max' },
);
