/** Chats that show a username in place of a number: whom they find, and the username in a field of the customer. */
import { expect, it } from 'vitest';
import { deviceConnection } from '../harness/connections.ts';
import { deviceCustomer, restoreDevice } from '../harness/device-backup.ts';
import { inPanel, page, panel, world } from '../harness/in-panel.ts';
import { openChat, pageUrl, panelShows, setUp } from '../harness/world.ts';

/** WhatsApp knows the number, and shows `@livia.shop`. */
const livia = { chat: '100000000000043@lid', number: '5511900000043', name: 'Lívia Prado' };
/** `@nova.loja`, without any number, taken over from somebody else. */
const taker = '100000000000045@lid';

inPanel(async () => {
  await setUp(world, [deviceConnection], { activeConnection: 'device' });
  await restoreDevice(world, {
    customers: [
      deviceCustomer(livia.number, livia.name, { remark: 'Pays late' }),
      deviceCustomer('5511900000044', 'Nova Loja Ltda', { remark: '@nova.loja' }),
    ],
  });
});

const press = (name: string) => panel.locator(`::-p-aria([name="${name}"][role="button"])`).click();
const words = () => panel.$eval('main', (main) => main.textContent ?? '');

it('finds by the number that WhatsApp hides, and shows it nowhere', async () => {
  await openChat(page, livia.chat);
  await panelShows(panel, 'ready', livia.name);
  expect(await panel.$eval('main', (main) => main.dataset.phone)).toBeUndefined();
  expect(await panel.$('aria/Add this chat’s number[role="button"]')).toBeNull();
});

it('saves the username in the field that was chosen for it, below what stands there', async () => {
  const options = await world.browser.newPage();
  await options.goto(pageUrl(world, 'options.html'));
  await (await options.waitForSelector('aria/Edit On this device[role="button"]'))?.click();
  await options.waitForSelector('#connection-device-usernameField');
  await options.select('#connection-device-usernameField', 'remark');
  await (await options.waitForSelector('aria/Save[role="button"]'))?.click();
  await options.waitForFunction(() => !document.querySelector('form.connection-form'));
  await options.close();
  await page.bringToFront();

  await panelShows(panel, 'ready', livia.name);
  await press('Add @livia.shop to Remark');
  await panel.waitForFunction(() => document.querySelector('[role=status]')?.textContent?.includes('Saved'));
  expect(await panel.$eval('[data-field=remark] .field-value', (value) => value.textContent)).toContain(
    '@livia.shop',
  );
  expect(await panel.$('aria/Add @livia.shop to Remark[role="button"]')).toBeNull();
});

it('asks about whom that field names, and shows them only once the agent said so', async () => {
  await openChat(page, taker);
  await panelShows(panel, 'confirm');
  await panel.waitForSelector('.ask');
  expect(await words()).toContain('Anybody may take a username over');
  await press('Not this person');
  await panelShows(panel, 'hidden-number');
});
