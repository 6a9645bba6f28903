import type { Page } from 'puppeteer-core';
import type { Detection } from '../../../lib/whatsapp/detection.ts';
import type { ChatTruth } from '../../doubles/whatsapp-web/types.ts';
import type { DetectionReader } from './detection-reader.ts';

export interface Seen {
  truth: ChatTruth;
  /** Where it came to rest. */
  settled: Detection;
  /** Everything that was said while this chat was open. */
  all: Detection[];
}

/** Opens every chat of the page, or the first `most`, one after another, and gives what was said of each. */
export async function openAllChats(page: Page, reader: DetectionReader, most?: number): Promise<Seen[]> {
  const tabId = await reader.tabOf(page);
  const chats = (await page.evaluate(() => window.standIn.chats())).slice(0, most);
  const turns: { truth: ChatTruth; openedAt: number; settled: Detection }[] = [];
  for (const truth of chats) {
    const openedAt = await page.evaluate((id) => {
      const now = Date.now();
      window.standIn.open(id);
      return now;
    }, truth.chatId);
    turns.push({ truth, openedAt, settled: await reader.settled(tabId, openedAt) });
  }
  const said = (await reader.all(tabId)).map(({ detection }) => detection);
  return turns.map(({ truth, openedAt, settled }, index) => {
    const until = turns[index + 1]?.openedAt ?? Number.POSITIVE_INFINITY;
    return { truth, settled, all: said.filter(({ epoch }) => epoch >= openedAt && epoch < until) };
  });
}
