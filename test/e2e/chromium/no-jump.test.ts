/** Nothing moves from under the pointer: not when the card comes, not when it is read anew, not while it is edited. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { inPanel, page, panel, world } from '../harness/in-panel.ts';
import { openChat, panelShows } from '../harness/world.ts';

const ana = { chat: '100000000000001@lid', number: '5511900000001', name: 'Ana Cliente' };
const bob = { chat: '100000000000002@lid', number: '447700900002', name: 'Bob Turner' };
const padaria = { chat: '100000000000005@lid', name: 'Padaria Sol' };

inPanel();
beforeAll(async () => {
  await openChat(page, padaria.chat);
  await panelShows(panel, 'ready', padaria.name);
  // The first number of a panel is painted plain, and grouped once the number plans are there.
  await panel.waitForSelector('.phone-copies [aria-haspopup=menu]');
});
beforeEach(() => world.crm.reset());

/** Where the parts of the card stand: their tops, and the tops of what is in them. */
const places = () =>
  panel.evaluate(() => {
    const parts = {
      name: 'h1',
      number: '.phone',
      owner: '.owner',
      stage: '.stages',
      tags: '.tags',
      'add tag': '.picker, .bone-box',
      'follow-up': '[data-section=follow-up]',
    };
    return Object.fromEntries(
      Object.entries(parts).flatMap(([name, selector]) => {
        const box = document.querySelector(selector)?.getBoundingClientRect();
        return box ? [[name, [Math.round(box.left), Math.round(box.top)]]] : [];
      }),
    );
  });

/** From now on: what moved without the agent's doing, by how much. */
async function watchShifts(): Promise<() => Promise<string[]>> {
  await panel.evaluate(() => {
    const shifts: string[] = [];
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { sources?: ShiftSource[] })[]) {
        for (const { node, previousRect, currentRect } of entry.sources ?? []) {
          const name = node instanceof Element ? node.className || node.tagName : node?.nodeName;
          shifts.push(`${name}: ${previousRect.y} → ${currentRect.y}`);
        }
      }
    });
    observer.observe({ type: 'layout-shift' });
    Object.assign(window, { shifts });
  });
  return async () => {
    await panel.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50))));
    return panel.evaluate(() => Reflect.get(window, 'shifts'));
  };
}

interface ShiftSource {
  node: Node | null;
  previousRect: DOMRect;
  currentRect: DOMRect;
}

const refresh = async () => {
  const before = world.crm.requests.length;
  await panel.$eval('button.refresh', (button) => (button as HTMLElement).click());
  await world.crm.waitFor((one) => one === world.crm.requests[before] && one.responseCode !== null);
};
const put = (part: Record<string, string>) =>
  world.crm.socialepoch.customers.standard.put({ whatsApp: ana.number, ...part });

describe('the card', () => {
  it('stands where its outline stood', async () => {
    world.crm.faults.add({ kind: 'held', interface: 'query' });
    await openChat(page, ana.chat);
    await panelShows(panel, 'loading');
    await panel.waitForSelector('.card[aria-busy=true]');
    // It may be drawn before it is known whose chat this is.
    const nameless = await places();
    await panel.waitForSelector('.phone');
    const outline = await places();
    expect(nameless).toMatchObject({ stage: outline.stage, tags: outline.tags });
    const shifts = await watchShifts();
    world.crm.release();
    await panelShows(panel, 'ready', ana.name);
    await panel.waitForSelector('[role=combobox][aria-controls]');
    const { name, number, stage, tags } = await places();
    expect({ name, number, stage, tags }).toEqual({
      name: outline.name,
      number: outline.number,
      stage: outline.stage,
      tags: outline.tags,
    });
    expect((await places())['add tag']).toEqual(outline['add tag']);
    expect((await shifts()).filter((one) => !one.startsWith('field'))).toEqual([]);
  });

  it('of another customer puts its parts in the same places', async () => {
    await openChat(page, ana.chat);
    await panelShows(panel, 'ready', ana.name);
    const before = await places();
    await openChat(page, bob.chat);
    await panelShows(panel, 'ready', bob.name);
    const { name, stage, tags } = await places();
    expect({ name, stage, tags }).toEqual({ name: before.name, stage: before.stage, tags: before.tags });
  });
});

describe('what is read anew', () => {
  beforeEach(async () => {
    await openChat(page, ana.chat);
    await panelShows(panel, 'ready', ana.name);
    await refresh();
    await panel.waitForFunction(() => document.querySelectorAll('[data-tag]').length === 2);
    await panel.$eval('.panel-body', (body) => body.scrollTo(0, 0));
  });

  it('and is the same moves nothing', async () => {
    const before = await places();
    const shifts = await watchShifts();
    await refresh();
    expect(await shifts()).toEqual([]);
    expect(await places()).toEqual(before);
  });

  it('brings a tag behind the others, and what stood before it stays', async () => {
    const chips = () =>
      panel.$$eval('[data-tag]', (all) => all.map((one) => Math.round(one.getBoundingClientRect().left)));
    const before = await chips();
    put({ tabName: 'Bags,Hot,Shoes' });
    await refresh();
    await panel.waitForFunction(() => document.querySelectorAll('[data-tag]').length === 3);
    expect((await chips()).slice(0, 2)).toEqual(before);
  });

  it.each([
    ['many tags, above the pointer', { tabName: 'Hot,Shoes,Bags,VIP,Wholesale,Newsletter,Cold' }],
    ['a longer name', { friendName: 'Ana Cliente de Albuquerque e Vasconcelos de Sousa Coutinho' }],
  ])('%s: what is under the pointer stays under it', async (_, part) => {
    const target = '[data-field=profession] button[aria-label]';
    await panel.$eval(target, (one) => one.scrollIntoView({ block: 'center' }));
    const top = () => panel.$eval(target, (one) => Math.round(one.getBoundingClientRect().top));
    await panel.hover(target);
    const before = await top();
    put(part);
    await refresh();
    await panel.waitForFunction(
      () =>
        document.querySelectorAll('[data-tag]').length > 2 ||
        document.querySelector('h1')?.textContent?.includes('Coutinho'),
    );
    expect(Math.abs((await top()) - before)).toBeLessThanOrEqual(1);
    await panel.mouse.move(5, 5);
  });
});

describe('a press', () => {
  it('on another field is not lost when the open one closes above it', async () => {
    await openChat(page, ana.chat);
    await refresh();
    await panelShows(panel, 'ready', ana.name);
    const press = async (name: string) =>
      (await panel.waitForSelector(`aria/${name}[role="button"]`))?.click();
    await press('Edit Remark');
    await panel.waitForSelector('[data-field=remark] textarea');
    await press('Edit Source').catch(() => press('Edit Birthday'));
    await panel.waitForFunction(() =>
      document.activeElement?.closest('[data-field]:not([data-field=remark])'),
    );
    await panel.waitForSelector('[data-field=remark] textarea', { hidden: true });
    await panel.keyboard.press('Escape');
  });

  it('on a stage that is saved, undone or refused moves nothing above the foot', async () => {
    const paid = await panel.waitForSelector('aria/Paid[role="radio"]');
    await paid?.hover();
    const before = await places();
    await paid?.click();
    await panel.waitForFunction(() =>
      document.querySelector('[role=status]')?.textContent?.includes('Saved'),
    );
    const { name, stage } = await places();
    expect({ name, stage }).toEqual({ name: before.name, stage: before.stage });
  });
});
