/**
 * Every chat of the stand-in, in every layout and state: what is said of it is true, or it is less. `DETECTION=full`
 * goes through every layout in every language; `DETECTION_TABLE=1` prints who is known where.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownNumber } from '../../doubles/people.ts';
import { type Condition, conditions, knownLess } from '../harness/detection-conditions.ts';
import { createDetectionReader, type DetectionReader } from '../harness/detection-reader.ts';
import { createDetectionTable } from '../harness/detection-table.ts';
import { isAtLeast, type Knowledge, knowledge, lies } from '../harness/detection-truth.ts';
import { openAllChats, type Seen } from '../harness/open-all-chats.ts';
import { openWhatsApp, openWorld, type World } from '../harness/world.ts';

let world: World;
let reader: DetectionReader;
const table = createDetectionTable();

beforeAll(async () => {
  world = await openWorld();
  reader = await createDetectionReader(world);
});
afterAll(async () => {
  if (process.env.DETECTION_TABLE) console.log(table.text());
  await world.close();
});

async function seenUnder({ query, atLeast, known }: Condition): Promise<Seen[]> {
  const page = await openWhatsApp(world, query);
  // Where nothing can be known, each chat takes the reader's whole patience: some must do.
  const seen = await openAllChats(page, reader, atLeast === 'nothing' && known === 0 ? 8 : undefined);
  await page.close();
  return seen;
}

const accountOf = ({ query }: Condition) =>
  new URLSearchParams(query).get('account')?.match(/\d+/)?.[0] ?? ownNumber;

const floor = ({ atLeast, asksByTitle }: Condition, chatId: string): Knowledge => {
  const known = knownLess[chatId] ?? 'whole';
  const most = asksByTitle && known === 'probable' ? 'asked' : known;
  return isAtLeast(most, atLeast) ? atLeast : most;
};

describe('what is said of every chat is true, and as much as can be known', () => {
  it.each(conditions(process.env.DETECTION === 'full'))('$query', async (condition) => {
    const seen = await seenUnder(condition);
    const wrong = seen.flatMap(({ truth, all }) =>
      all.flatMap((said) => lies(said, truth, accountOf(condition)).map((lie) => `${truth.chatId}: ${lie}`)),
    );
    expect(wrong).toEqual([]);

    const levels = seen.map(({ truth, settled }) => ({
      chatId: truth.chatId,
      title: truth.title,
      level: knowledge(settled, truth),
      reasons: settled.reasons.join(' '),
    }));
    table.add(condition.query, levels);
    expect(levels.filter(({ chatId, level }) => !isAtLeast(level, floor(condition, chatId)))).toEqual([]);
    const known = levels.filter(({ level }) => isAtLeast(level, 'probable'));
    expect(known.length).toBeGreaterThanOrEqual(condition.known ?? 0);
  });
});
