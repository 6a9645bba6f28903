/** Every state of the real panel, light and dark, and whatever opens over it: held to axe, contrast included. */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deviceConnection } from '../harness/connections.ts';
import { deviceAna, deviceEvents, restoreDevice } from '../harness/device-backup.ts';
import { inPanel, page, panel, world } from '../harness/in-panel.ts';
import {
  axeViolations,
  dress,
  inForcedColors,
  smallTargets,
  unaskedMotion,
  unseenFocus,
} from '../harness/inspect.ts';
import { inState, panelStates, visit } from '../harness/panel-states.ts';
import { demoConnection, panelShows, setUp } from '../harness/world.ts';

const ana = { chat: '100000000000001@lid', name: 'Ana Cliente' };
const layla = '100000000000010@lid';
/** Leaves no page behind to go on with. */
const lastState = 'disconnected';

inPanel(async () => {
  await setUp(world, [deviceConnection], { activeConnection: 'device' });
  await restoreDevice(world, {
    customers: [{ ...deviceAna, remark: 'Prefers to be called in the morning.', birthday: '1991-03-08' }],
    timeline: deviceEvents(deviceAna.id, 40),
  });
  await setUp(world);
});

/** Of the states that were looked at, for the last test. */
const seen = new Set<string>();

async function inspect(): Promise<void> {
  seen.add(await panel.$eval('main', (main) => main.dataset.state ?? ''));
  for (const theme of ['light', 'dark'] as const) {
    await dress(panel, theme);
    expect(await axeViolations(panel), theme).toEqual([]);
  }
  expect(await smallTargets(panel)).toEqual([]);
  expect(await unseenFocus(panel)).toEqual([]);
  expect(await unaskedMotion(panel)).toEqual([]);
}

/** Whether what is chosen looks different from its neighbours, and what opens from what it covers. */
const toldApart = () =>
  panel.evaluate(() => {
    const ground = (selector: string) => {
      const element = document.querySelector(selector);
      return element && getComputedStyle(element).backgroundColor;
    };
    const differs = (one: string, mark: string) => ground(`${one}${mark}`) !== ground(`${one}:not(${mark})`);
    const list = document.querySelector('.picker-pop');
    return {
      'the highlighted option': differs('.picker-item', '[aria-selected="true"]'),
      'the stage': differs('.stage', '[aria-checked="true"]'),
      'the chosen filter': differs('.filter', '[aria-pressed="true"]'),
      'the edge of the list': list && getComputedStyle(list).outlineStyle,
    };
  });

describe('the state', () => {
  it.each(Object.keys(panelStates).filter((name) => name !== lastState))('%s', async (name) => {
    await inState(name, { world, page, panel }, inspect);
  });
});

describe('what opens over the card', () => {
  const status = (text: string) =>
    panel.waitForFunction(
      (wanted) => document.querySelector('[role=status]')?.textContent?.includes(wanted),
      { timeout: 20_000, polling: 50 },
      text,
    );
  const press = async (name: string) => (await panel.waitForSelector(`aria/${name}[role="button"]`))?.click();

  beforeAll(async () => {
    world.crm.faults.clear();
    await setUp(world, [deviceConnection, demoConnection], { activeConnection: 'device' });
    await page.bringToFront();
    await visit(page, `?open=${ana.chat}`);
    await panelShows(panel, 'ready', ana.name);
    await panel.waitForSelector('.event');
  });
  beforeEach(() => panel.focus('main'));

  it('the whole card, with two connections', inspect);

  it('the tag picker, with a choice highlighted, nothing found, and one to create', async () => {
    await panel.keyboard.press('t');
    await panel.waitForSelector('[role=option]');
    await panel.keyboard.press('ArrowDown');
    expect(await inForcedColors(panel, toldApart)).toEqual({
      'the highlighted option': true,
      'the stage': true,
      'the chosen filter': true,
      'the edge of the list': 'solid',
    });
    await inspect();
    await panel.focus('main');
    await panel.keyboard.press('t');
    await panel.keyboard.type('zzz');
    await panel.waitForFunction(() => document.querySelectorAll('[role=option]').length === 1);
    await inspect();
    await panel.keyboard.press('Escape');
    for (let turn = 0; turn < 3; turn++) await panel.keyboard.press('Backspace');
  });

  it.each([
    ['the palette', ['Control', 'k']],
    ['the keys', ['Shift', '?']],
  ] as const)('%s', async (_, [held, key]) => {
    await panel.keyboard.down(held);
    await panel.keyboard.press(key);
    await panel.keyboard.up(held);
    await panel.waitForSelector('dialog[open]');
    await inspect();
    await panel.keyboard.press('Escape');
    await panel.waitForSelector('dialog[open]', { hidden: true });
  });

  it('the order of the sections', async () => {
    await press('Arrange sections');
    await panel.waitForSelector('dialog[open]');
    await inspect();
    await panel.keyboard.press('Escape');
    await panel.waitForSelector('dialog[open]', { hidden: true });
  });

  it('the reason of an outcome, and an outcome', async () => {
    for (const name of ['Won', 'Lost', 'Invalid']) {
      await press(name);
      await panel.waitForSelector('.outcome-form');
      await inspect();
      await panel.type('.outcome-form input', 'As it is');
      await panel.keyboard.press('Enter');
      await status('Saved');
      await inspect();
      await press('Reopen');
      await status('Saved');
    }
  });

  it('every kind of field, open, with what is wrong with it', async () => {
    const names = ['Edit Name', 'Edit Birthday', 'Edit Remark', 'Edit Shoe size', 'Add a detail…'];
    for (const name of names) await press(name);
    await panel.waitForSelector('.list-picker');
    await inspect();
    await panel.keyboard.type('likes');
    await panel.keyboard.press('Enter');
    await press('Edit Shoe size');
    await panel.keyboard.type('x');
    await panel.keyboard.press('Enter');
    await panel.waitForSelector('.field-problem');
    await inspect();
    await panel.keyboard.press('Escape');
  });

  it('a note with a reminder', async () => {
    await press('Remind me');
    await inspect();
    await press('Remind me');
  });

  it('the question before something is forgotten', async () => {
    await press('Forget on this device');
    await panel.waitForSelector('dialog[open]');
    await inspect();
    await panel.keyboard.press('Escape');
    await panel.waitForSelector('dialog[open]', { hidden: true });
  });

  it('a change that failed, and one that is waiting, without a network', async () => {
    await setUp(world);
    await panelShows(panel, 'ready', ana.name);
    world.crm.faults.add({ kind: 'code', code: '529', interface: 'import' });
    await (await panel.waitForSelector('aria/Paid[role="radio"]'))?.click();
    await panel.waitForSelector('[data-tone=bad]');
    await inspect();
    await panel.setOfflineMode(true);
    await panel.waitForSelector('[data-offline=true]');
    await inspect();
    await panel.setOfflineMode(false);
  });

  it('a masked number', async () => {
    await setUp(world, undefined, { preferences: { maskPhones: true } });
    await panel.waitForSelector('[aria-label="Show number"]');
    await inspect();
  });
});

it('moves where motion is welcome', async () => {
  world.crm.faults.clear();
  await dress(panel, 'light', 'no-preference');
  world.crm.faults.add({ kind: 'slow', ms: 3_000, interface: 'query' });
  await visit(page, `?open=${layla}`);
  await panel.waitForSelector('.bone');
  expect(await unaskedMotion(panel)).not.toEqual([]);
});

it(`the state ${lastState}`, async () => {
  await inState(lastState, { world, page, panel }, inspect);
});

it('has been in every state there is', () => {
  expect([...seen].toSorted()).toEqual(
    [
      'no-chat not-whatsapp waiting signed-out inactive group channel self system loading ready',
      'confirm choose not-found hidden-number name-only unreadable layout-changed disconnected',
      'needs-access error not-configured',
    ]
      .join(' ')
      .split(' ')
      .toSorted(),
  );
});
