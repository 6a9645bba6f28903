/** Every code the vendor documents, for reading and for writing: said by name and number, and nobody is half shown. */
import { beforeEach, describe, expect, it } from 'vitest';
import { inPanel, page, panel, world } from '../harness/in-panel.ts';
import { demoConnection, openChat, panelShows, setUp } from '../harness/world.ts';

const ana = { chat: '100000000000001@lid', name: 'Ana Cliente', number: '5511900000001' };
const bob = { chat: '100000000000002@lid', name: 'Bob Turner' };
const padaria = { chat: '100000000000005@lid', name: 'Padaria Sol' };
const layla = { chat: '100000000000010@lid', name: 'ليلى حداد' };

/** 501 to 538 but for 535, which the vendor left out, and the -1 of its sample. */
const codes = [...Array.from({ length: 38 }, (_, index) => 501 + index).filter((code) => code !== 535), -1];

inPanel();
beforeEach(() => world.crm.faults.clear());

const queries = () => world.crm.requests.filter((one) => one.interface === 'query');

/** The parts of the panel in which a card could stand half. */
const shown = () =>
  panel.$eval('main', (main) => ({
    state: main.dataset.state,
    customer: main.dataset.customer ?? null,
    tags: main.querySelectorAll('ul[aria-label="Tags"] li').length,
    stage: main.querySelector('[role=radiogroup] [aria-checked=true]')?.textContent ?? null,
    small: [...main.querySelectorAll('.small-print')].map((one) => one.textContent),
    sentence: main.querySelector('.notice-text')?.textContent ?? null,
  }));

/** The vendor refuses with this code until the faults are cleared. */
function refuse(name: 'query' | 'import', code: number): void {
  world.crm.faults.clear();
  world.crm.faults.add({ kind: 'code', code: String(code), interface: name, times: 50 });
}

/** Waits for the code in the small print of what fits the selector. */
const says = (code: number, inside: string) =>
  panel.waitForFunction(
    (text, where) => document.querySelector(`${where} .small-print`)?.textContent === text,
    // A text that changes in place is no mutation to puppeteer.
    { polling: 20, timeout: 15_000 },
    `Code ${code}`,
    inside,
  );

async function press(name: string, role: 'button' | 'radio' = 'button'): Promise<void> {
  await (await panel.waitForSelector(`aria/${name}[role="${role}"]`))?.click();
}

async function closeChat(): Promise<void> {
  await page.evaluate(() => window.standIn.close());
  await panelShows(panel, 'no-chat');
}

describe('a query that the vendor refuses', () => {
  it.each(codes)('with %i shows the error and the code, and nobody', async (code) => {
    refuse('query', code);
    await openChat(page, ana.chat);
    await says(code, 'main');
    const { sentence, ...rest } = await shown();
    expect(rest).toEqual({ state: 'error', customer: null, tags: 0, stage: null, small: [`Code ${code}`] });
    expect(sentence).toMatch(/\w+\./);
    await closeChat();
  });

  it('leaves the card that is there, whole, with the code above it', async () => {
    await openChat(page, ana.chat);
    await panelShows(panel, 'ready', ana.name);
    // One of each kind that the codes are told apart by.
    for (const code of [501, 502, 503, 507, 517, 523, 529, -1]) {
      refuse('query', code);
      await (await panel.waitForSelector('button.refresh'))?.click();
      await says(code, '.banner-warning');
      expect(await shown()).toMatchObject({ state: 'ready', customer: ana.number, tags: 2 });
    }
    world.crm.faults.clear();
    await (await panel.waitForSelector('button.refresh'))?.click();
    await panel.waitForSelector('.banner-warning', { hidden: true });
  });
});

describe('an import that the vendor refuses', () => {
  const status = (text: string) =>
    panel.waitForFunction(
      (wanted) => document.querySelector('[role=status]')?.textContent?.includes(wanted),
      { polling: 20, timeout: 15_000 },
      text,
    );

  /** A refused stamp is no refusal of the change; after a broken database or an unknown code nobody knows. */
  const passing = [502, 517, -1];

  it.each(codes.filter((code) => !passing.includes(code)))(
    'with %i says that it was not saved, and the code, and keeps the card',
    async (code) => {
      await openChat(page, ana.chat);
      await panelShows(panel, 'ready', ana.name);
      refuse('import', code);
      await press('Paid', 'radio');
      await says(code, '[role=status]');
      await status('The stage was not saved.');
      expect(await shown()).toMatchObject({ state: 'ready', customer: ana.number, tags: 2 });
      expect((await shown()).stage).toContain('Intent');
      await press('Discard');
      await panel.waitForFunction(() => document.querySelector('[role=status]')?.textContent === '', {
        polling: 20,
      });
    },
  );

  it('for want of the right to import says so', async () => {
    await openChat(page, ana.chat);
    await panelShows(panel, 'ready', ana.name);
    world.crm.socialepoch.settings.importForbidden = true;
    await press('Paid', 'radio');
    await says(-1, '[role=status]');
    await status('SocialEpoch lets no administrator’s account save changes.');
    world.crm.socialepoch.settings.importForbidden = false;
    await press('Discard');
  });

  it('with 502 is tried in the likely time zones, waits, and says that it will be tried again', async () => {
    await openChat(page, bob.chat);
    await panelShows(panel, 'ready', bob.name);
    refuse('import', 502);
    await press('Paid', 'radio');
    await status('Not saved yet. It will be tried again in ');
    await says(502, '[role=status]');
    world.crm.faults.clear();
    await status('Saved');
  });

  it.each([
    [517, padaria],
    [-1, layla],
  ])(
    'with %i may have been written: nothing is claimed, and it is looked for later',
    async (code, person) => {
      await openChat(page, person.chat);
      await panelShows(panel, 'ready', person.name);
      refuse('import', code);
      await press('Done', 'radio');
      await world.crm.waitFor((one) => one.interface === 'import' && one.responseCode === String(code));
      await status('Confirming that it was saved…');
      expect(await shown()).toMatchObject({ state: 'ready', small: [] });
    },
  );
});

describe('an answer that is none', () => {
  let tries = 0;

  /** A connection that nothing is known of yet, neither its customers nor its server's clock. */
  beforeEach(async () => {
    await closeChat();
    world.crm.reset();
    tries += 1;
    await setUp(world, [{ ...demoConnection, name: `Try ${tries}` }]);
    await page.bringToFront();
  });

  it('429 with Retry-After: not one request leaves before, then the customer is there', async () => {
    world.crm.faults.add({ kind: 'rate-limited', retryAfter: 2, interface: 'query' });
    await openChat(page, ana.chat);
    await panelShows(panel, 'ready', ana.name);
    // What an earlier test had asked may still have come before.
    const [refused, next] = queries().slice(queries().findIndex(({ status }) => status === 429));
    expect(refused?.status).toBe(429);
    expect((next?.at ?? 0) - (refused?.at ?? 0)).toBeGreaterThanOrEqual(2_000);
  });

  it('silence: keeps loading, shows nobody, and the customer when the answer comes after all', async () => {
    world.crm.faults.add({ kind: 'hang', interface: 'query' });
    const before = queries().length;
    await openChat(page, bob.chat);
    await world.crm.waitFor(() => queries().length > before);
    await panelShows(panel, 'loading');
    expect(await shown()).toMatchObject({ customer: null, tags: 0, stage: null, small: [] });
    world.crm.reset();
    await panelShows(panel, 'ready', bob.name);
  });

  it.each([-60, 60])(
    'a clock %i minutes off: learnt from the refusal, and the customer is there',
    async (minutes) => {
      world.crm.clock.set({ skewMs: minutes * 60_000 });
      await openChat(page, layla.chat);
      await panelShows(panel, 'ready', layla.name);
      expect(queries().map((one) => one.responseCode)).toEqual(['502', '200']);
    },
  );

  it('429 for longer than anybody waits: says so at once, and asks no more', async () => {
    world.crm.faults.add({ kind: 'rate-limited', retryAfter: 300, interface: 'query' });
    await openChat(page, padaria.chat);
    await panelShows(panel, 'error');
    expect((await shown()).sentence).toContain('slow down');
    const before = queries().length;
    await press('Retry');
    await panelShows(panel, 'error');
    expect(queries()).toHaveLength(before);
  });
});
