/** A backup of customers for "On this device": restored through the options page, it sets a scene in one step. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BackupFile } from '../../../lib/crm/local/backup-schema.ts';
import type { LocalCustomer, LocalEvent } from '../../../lib/crm/local/rows.ts';
import { parseE164 } from '../../../lib/phone/e164.ts';
import { pageUrl, type World } from './world.ts';

const savedAt = '2026-01-02T03:04:05.000Z';

export const deviceCatalogue: BackupFile['catalogue'] = {
  groups: [
    tagGroup('interest', 'Interest', false, { Hot: '#e11d48', Warm: '#b45309', Cold: '#2563eb' }),
    tagGroup('level', 'Level', true, { VIP: '#b45309', Wholesale: '#047857' }),
    tagGroup('products', 'Products', true, { Shoes: '#7c3aed', Bags: '#7c3aed', Café: '#7c3aed' }),
    tagGroup('tags', 'Tags', true, {}),
  ],
  stages: ['New', 'Talking', 'Intent', 'Paid', 'Done'].map((name, order) => ({
    id: name.toLowerCase(),
    name,
    order,
  })),
  fields: [
    { id: 'shoe', key: 'custom:shoe', name: 'Shoe size', type: 'number', required: false, options: [] },
    {
      id: 'likes',
      key: 'custom:likes',
      name: 'Likes',
      type: 'multi',
      required: false,
      options: ['Leather', 'Suede', 'Canvas'].map((label) => ({ value: label.toLowerCase(), label })),
    },
  ],
};

export function tagGroup(id: string, name: string, multiple: boolean, tags: Record<string, string | null>) {
  return {
    id,
    name,
    colour: null,
    multiple,
    tags: Object.entries(tags).map(([tag, colour]) => ({
      id: tag.toLowerCase(),
      name: tag,
      groupId: id,
      colour,
      readOnly: false as const,
    })),
  };
}

/** Somebody with this number (digits) and name, at the beginning of the pipeline. */
export function deviceCustomer(
  digits: string,
  name: string,
  more: Partial<LocalCustomer> = {},
): LocalCustomer {
  const phone = parseE164(`+${digits}`);
  if (phone === null) throw new Error(`${digits} is no number`);
  return {
    id: `c-${digits}`,
    name,
    phones: [phone],
    email: null,
    sex: null,
    birthday: null,
    address: null,
    company: null,
    profession: null,
    income: null,
    remark: null,
    source: null,
    level: null,
    stage: { stageId: 'new', outcome: 'open' },
    tagIds: [],
    fields: {},
    blocked: false,
    createdAt: savedAt,
    updatedAt: savedAt,
    ...more,
  };
}

/** Notes and tags in turn, oldest first, an hour apart. */
export function deviceEvents(customerId: string, count: number): LocalEvent[] {
  return Array.from({ length: count }, (_, index) => {
    const isNote = index % 2 === 0;
    return {
      id: `${customerId}-${index}`,
      customerId,
      at: new Date(Date.parse(savedAt) - (count - index) * 3_600_000).toISOString(),
      kind: isNote ? 'note' : 'tags',
      actor: null,
      summary: isNote ? `Note ${index}` : null,
      changes: isNote ? [] : [{ field: 'tags', from: null, to: 'Hot' }],
    };
  });
}

/** Ana as everybody knows her, with more in her timeline than one page holds. */
export const deviceAna = deviceCustomer('5511900000001', 'Ana Cliente', {
  email: 'ana@example.com',
  address: 'Rua das Flores 12, São Paulo',
  profession: 'Florist',
  stage: { stageId: 'intent', outcome: 'open' },
  tagIds: ['hot', 'shoes'],
  fields: { 'custom:shoe': '38' },
});

/** Replaces whatever is kept on this device, as a user would. */
export async function restoreDevice(
  world: World,
  {
    customers,
    timeline = [],
    catalogue = deviceCatalogue,
  }: Partial<BackupFile> & Pick<BackupFile, 'customers'>,
): Promise<void> {
  const backup: BackupFile = {
    format: 'chatside-crm',
    version: 1,
    savedAt,
    catalogue,
    customers,
    timeline,
    writes: [],
  };
  const folder = await mkdtemp(join(tmpdir(), 'chatside-backup-'));
  const page = await world.browser.newPage();
  try {
    const path = join(folder, 'backup.json');
    await writeFile(path, JSON.stringify(backup));
    await page.goto(pageUrl(world, 'options.html'));
    await page.waitForSelector('h2');
    await page.$$eval('details.fold', (folds) => {
      for (const fold of folds) fold.open = true;
    });
    const restore = await page.waitForSelector('aria/Restore…[role="button"]');
    const [chooser] = await Promise.all([page.waitForFileChooser(), restore?.click()]);
    await chooser.accept([path]);
    const outcome = await page.waitForFunction(
      () => {
        const says = (text: string) => document.body.textContent?.includes(text);
        document.querySelector<HTMLElement>('[role=alertdialog] button')?.click();
        return says('Restored.') ? 'restored' : document.querySelector('.problems')?.textContent;
      },
      { polling: 100 },
    );
    const said = await outcome.jsonValue();
    if (said !== 'restored') throw new Error(`The backup was refused: ${said}`);
  } finally {
    await page.close();
    await rm(folder, { recursive: true, force: true });
  }
}
