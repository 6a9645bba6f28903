/** Sobot, as an agent uses it: what is shown, what is sent, and what its tokens do meanwhile. */
import axe from 'axe-core';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { idOf } from '../../doubles/crm-server/sobot/ids.ts';
import { sobotConnection } from '../harness/connections.ts';
import { dumpExtension } from '../harness/dump-extension.ts';
import { grantHost } from '../harness/host-access.ts';
import { inPanel, page, panel, world } from '../harness/in-panel.ts';
import { found } from '../harness/needles.ts';
import { openChat, pageUrl, panelShows, setUp } from '../harness/world.ts';

const ana = { chat: '100000000000001@lid', number: '5511900000001', name: 'Ana Cliente' };
const bob = { chat: '100000000000002@lid', number: '447700900002', name: 'Bob Turner' };
const carla = { chat: '100000000000009@lid', number: '15550100009', name: 'Carla Nova' };
const ming = { chat: '100000000000011@lid', number: '8613800000011', name: '王小明' };

inPanel(() => useSobot());
beforeAll(async () => {
  await panelShows(panel, 'no-chat');
});
beforeEach(() => world.crm.faults.clear());

const useSobot = (more: object = {}) =>
  setUp(world, [{ ...sobotConnection, ...more }], { activeConnection: 'sobot' });

const user = (number: string) => {
  const found = world.crm.sobot.company.users.find(
    ({ id, fields, status }) =>
      status === 8 && (id === idOf('user', number) || fields.tel.replace(/\D/g, '') === number),
  );
  if (!found) throw new Error(`nobody has ${number}`);
  return found;
};
const labels = (number: string) => user(number).labelIds.toSorted();
const called = (name: string) => world.crm.requests.filter((one) => one.interface === name);
/** What is asked about people: no tokens, and nothing that is asked once an hour. */
const lookUps = () =>
  ['user/list_by_page', 'user/detail', 'label/userlabels', 'user_dynamic/list_by_page'].flatMap(called);

const status = (text: string) =>
  panel.waitForFunction(
    (wanted) => document.querySelector('[role=status]')?.textContent?.includes(wanted),
    { timeout: 20_000, polling: 50 },
    text,
  );
const says = (text: string) =>
  panel.waitForFunction(
    (wanted) => document.querySelector('main')?.textContent?.includes(wanted),
    {
      timeout: 20_000,
      polling: 50,
    },
    text,
  );

async function press(name: string, role: 'button' | 'radio' = 'button'): Promise<void> {
  await (await panel.waitForSelector(`aria/${name}[role="${role}"]`))?.click();
}

async function show(person: { chat: string; name: string }): Promise<void> {
  await openChat(page, person.chat);
  await panelShows(panel, 'ready', person.name);
}

async function addTag(name: string): Promise<void> {
  await panel.keyboard.press('t');
  await panel.waitForSelector('[role=combobox]');
  await panel.keyboard.type(name);
  await panel.waitForSelector('[role=option]');
  await panel.keyboard.press('Enter');
  await panel.keyboard.press('Escape');
}

async function refresh(): Promise<void> {
  await (await panel.waitForSelector('button.refresh'))?.click();
}

async function reopen(): Promise<void> {
  await press('Reopen');
  await world.crm.waitFor(() => user(ana.number).stage?.type === 1, 15_000);
  await status('Saved');
  expect(user(ana.number).stage?.id).toBe(idOf('stage', 'Paid'));
}

describe('a customer at Sobot', () => {
  it('is shown whole, after one token and at most four requests', async () => {
    await show(ana);
    const main = await panel.$eval('main', (one) => ({ ...one.dataset }));
    expect(main).toMatchObject({ phone: ana.number, customer: idOf('user', ana.number), fresh: 'live' });
    const tags = await panel.$$eval('ul[aria-label="Tags"] li', (all) => all.map((one) => one.textContent));
    expect(tags).toEqual([
      expect.stringContaining('Hot'),
      expect.stringContaining('Shoes'),
      expect.stringContaining('团员'),
    ]);
    expect(
      await panel.$eval('[role=radiogroup] [aria-checked=true]', (stage) => stage.textContent),
    ).toContain('Intent');
    expect(called('get_token')).toHaveLength(1);
    expect(lookUps().length).toBeLessThanOrEqual(4);
  });

  it('keeps the tags of WeCom without a button to remove them', async () => {
    const buttons = await panel.$$eval('ul[aria-label="Tags"] button', (all) =>
      all.map((one) => one.getAttribute('aria-label') ?? ''),
    );
    expect(buttons).toContain('Remove tag Hot');
    expect(buttons.filter((name) => name.includes('团员'))).toEqual([]);
  });

  it('costs at most four requests at first sight, and none while fresh', async () => {
    for (const person of [bob, ming]) {
      const before = lookUps().length;
      await show(person);
      expect(lookUps().length - before).toBeLessThanOrEqual(4);
    }
    const before = world.crm.requests.length;
    for (const person of [ana, bob, ming, ana]) await show(person);
    expect(world.crm.requests).toHaveLength(before);
    expect(world.crm.violations).toEqual([]);
  });

  it('whose stage the history does not tell is said so, and can be moved', async () => {
    user('491510000012').events.length = 0;
    await openChat(page, '100000000000012@lid');
    await panelShows(panel, 'ready');
    await says('The CRM does not say the current stage.');
    // An outcome is written with the current stage's id, so there is none to write yet.
    expect(await panel.$('.outcomes')).toBeNull();
    await press('Talking', 'radio');
    await world.crm.waitFor(() => user('491510000012').stage?.id === idOf('stage', 'Talking'), 15_000);
    await status('Saved');
    // Where it stood before is not known, so there is no way back.
    expect(await panel.$('aria/Undo[role="button"]')).toBeNull();
    await panel.waitForSelector('.outcomes');
    await show(ana);
  });
});

describe('a write to Sobot', () => {
  it('adds a tag and takes it off again, by the documented call', async () => {
    const before = labels(ana.number);
    await addTag('VIP');
    await status('Saved');
    expect(labels(ana.number)).toEqual([...before, idOf('label', 'VIP')].toSorted());
    await press('Remove tag VIP');
    await world.crm.waitFor(() => !labels(ana.number).includes(idOf('label', 'VIP')), 15_000);
    await status('Saved');
    expect(labels(ana.number)).toEqual(before);
    const [first, second] = called('label/update_userlabel');
    expect([first?.method, first?.handledCode, second?.handledCode]).toEqual(['POST', '000000', '000000']);
    expect(first?.headers.token).toEqual(expect.any(String));
  });

  it('moves the stage', async () => {
    await press('Paid', 'radio');
    await world.crm.waitFor(() => user(ana.number).stage?.id === idOf('stage', 'Paid'), 15_000);
    await status('Saved');
  });

  it('marks a customer as lost with the reason, says so, and opens the case again', async () => {
    await press('Lost');
    await panel.waitForSelector('aria/Why was it lost?[role="textbox"]');
    await panel.keyboard.type('Too dear');
    await panel.keyboard.press('Enter');
    await world.crm.waitFor(() => user(ana.number).stage?.type === 22, 15_000);
    await status('Saved');
    await panel.waitForFunction(
      () => document.querySelector('.outcome-now')?.textContent?.includes('Too dear') === true,
      { timeout: 15_000, polling: 50 },
    );
    expect(called('user_stage/stage_save').at(-1)?.body).toEqual({
      userid: idOf('user', ana.number),
      stageid: idOf('stage', 'Paid'),
      stage_name: 'Paid',
      stage_type: 22,
      remark: 'Too dear',
    });
    await reopen();
  });

  it.each([
    ['Won', 'Why was it won?', 21],
    ['Invalid', 'Why is it invalid?', 23],
  ] as const)('marks a customer as %s, with a reason or without', async (name, question, type) => {
    await press(name);
    await panel.waitForSelector(`aria/${question}[role="textbox"]`);
    await panel.keyboard.press('Enter');
    await world.crm.waitFor(() => user(ana.number).stage?.type === type, 15_000);
    await status('Saved');
    const body = called('user_stage/stage_save').at(-1)?.body;
    expect(body).toMatchObject({ stageid: idOf('stage', 'Paid'), stage_type: type });
    expect(body).not.toHaveProperty('remark');
    await reopen();
  });

  it('writes a note that the timeline then shows, signed', async () => {
    const box = await panel.waitForSelector('aria/Follow-up note[role="textbox"]');
    await box?.click();
    await panel.keyboard.type('Wants the red ones');
    await press('Save note');
    await status('Saved');
    await panel.waitForFunction(
      () =>
        document.querySelector('[aria-label="Timeline"]')?.textContent?.includes('Wants the red ones') ===
        true,
      { timeout: 15_000, polling: 50 },
    );
    expect(JSON.stringify(called('user_stage/record_save').at(-1)?.body)).toMatch(
      /Wants the red ones\\nBo · \d{4}-\d\d-\d\d \d\d:\d\d:\d\d/,
    );
  });

  it('finds a note behind many other events, by asking for follow-up records alone', async () => {
    const likes = { bizOperatorType: 6, bizOperatorName: 'Ana Cliente' };
    const later = Date.now() + 60_000;
    for (let count = 0; count < 120; count += 1) {
      world.crm.sobot.company.record(
        user(ana.number),
        { kind: 'moment_like', group: 'groupUser', content: likes },
        later + count * 1000,
      );
    }
    await refresh();
    await panel.waitForFunction(
      () => !document.querySelector('[aria-label="Timeline"]')?.textContent?.includes('Wants the red ones'),
      { timeout: 15_000, polling: 50 },
    );
    await press('Notes');
    await panel.waitForFunction(
      () =>
        document.querySelector('[aria-label="Timeline"]')?.textContent?.includes('Wants the red ones') ===
        true,
      { timeout: 15_000, polling: 50 },
    );
    expect(called('user_dynamic/list_by_page').at(-1)?.path).toContain('biz_type=groupService');
    await press('All');
    user(ana.number).events.splice(-120);
    await refresh();
  });

  it('edits a field, and leaves the others as they were', async () => {
    const before = { ...user(ana.number).fields };
    await press('Edit E-mail');
    const box = await panel.waitForSelector('aria/E-mail[role="textbox"]');
    await box?.evaluate((input) => (input as HTMLInputElement).select());
    await panel.keyboard.type('new@example.com');
    await panel.keyboard.press('Enter');
    await world.crm.waitFor(() => user(ana.number).fields.email === 'new@example.com', 15_000);
    await status('Saved');
    expect(user(ana.number).fields).toEqual({ ...before, email: 'new@example.com' });
  });

  it('takes a customer whom nobody has, hands it on, takes that back, and gives it up', async () => {
    const owner = () => user(bob.number).fields.liable_service_name;
    const ownedBy = (name: string) =>
      world.crm
        .waitFor(() => owner() === name, 15_000)
        .catch(async () => {
          const shown = await panel.$eval('main', (main) => main.textContent);
          throw new Error(`It did not become ${name}’s, but is ${owner()}’s: ${types()} ${shown}`);
        });
    const types = () =>
      called('public_user/assign').map(({ body }) => Reflect.get(Object(body), 'assign_biz_type'));
    await show(bob);
    await press('Claim');
    await ownedBy('Bo');
    await panel.waitForSelector('aria/Owner: Bo[role="button"]');
    await status('Saved');

    await press('Owner: Bo');
    await panel.waitForSelector('aria/Mei[role="option"]');
    expect(await panel.$$eval('[role=option]', (all) => all.map((one) => one.textContent))).toEqual([
      'Mei',
      'Igor',
      'Release as a valid customer',
      'Release as not valid',
    ]);
    await panel.keyboard.type('ig');
    await panel.keyboard.press('Enter');
    await ownedBy('Igor');
    await panel.waitForSelector('aria/Owner: Igor[role="button"]');
    await status('Saved');
    await press('Undo');
    await ownedBy('Bo');
    await panel.waitForSelector('aria/Owner: Bo[role="button"]');

    await press('Release');
    await panel.waitForSelector('aria/Release as not valid[role="option"]');
    expect((await panel.$$('[role=option]')).length).toBe(2);
    await panel.keyboard.press('ArrowDown');
    await panel.keyboard.press('Enter');
    await ownedBy('');
    await panel.waitForSelector('aria/No owner[role="button"]');
    expect(called('public_user/confirm').at(-1)?.body).toEqual({
      confirmids: idOf('user', bob.number),
      confirm_type: 2,
    });
    expect(user(bob.number).crmStatus).toBe(4);

    // Out of the pool: by an administrator's hand, then for oneself.
    await press('No owner');
    await panel.waitForSelector('aria/Mei[role="option"]');
    await panel.keyboard.type('mei');
    await panel.keyboard.press('Enter');
    await ownedBy('Mei');
    await panel.waitForSelector('aria/Owner: Mei[role="button"]');
    await press('Release');
    await panel.waitForSelector('aria/Release as a valid customer[role="option"]');
    await panel.keyboard.press('Enter');
    await ownedBy('');
    await panel.waitForSelector('aria/No owner[role="button"]');
    await press('Claim');
    await ownedBy('Bo');
    await panel.waitForSelector('aria/Owner: Bo[role="button"]');
    expect(types()).toEqual(['1', '4', '5', '2', '3']);
    expect(called('user/user_list')).toHaveLength(1);
  });

  it('creates somebody whom Sobot does not know, with the number’s plus sign', async () => {
    await openChat(page, carla.chat);
    await panelShows(panel, 'not-found');
    // As the samples have it: districts at the cities' address, and cities at the districts'.
    world.crm.sobot.settings.regions = 'as-sampled';
    await press('Add region');
    for (const [level, name, id] of [
      ['Province', '河北省', '130000'],
      ['City', '秦皇岛市', '130300'],
      ['District', '海港区', '130302'],
    ]) {
      await panel.waitForFunction(
        (label) => [...document.querySelectorAll('option')].some((one) => one.textContent === label),
        { timeout: 15_000, polling: 50 },
        name,
      );
      const box = await panel.waitForSelector(`aria/${level}[role="combobox"]`);
      await box?.select(id ?? '');
    }
    await press('Create customer');
    await panelShows(panel, 'ready', carla.name);
    expect(user(carla.number).fields).toMatchObject({
      tel: `+${carla.number}`,
      proviceid: '130000',
      provice_name: '河北省',
      city_name: '秦皇岛市',
      areaid: '130302',
    });
    expect(user(carla.number).crmStatus).toBe(2);
    await says('河北省 秦皇岛市 海港区');
    expect(await panel.$('aria/Edit Address[role="button"]')).toBeNull();
  });

  it('sent nothing that the vendor does not document', () => {
    expect(world.crm.violations).toEqual([]);
  });
});

describe('a token', () => {
  it('that is voided under a write is renewed, and the write is served', async () => {
    await show(ana);
    world.crm.sobot.tokens.voidAll();
    const served = () => called('user_stage/stage_save').filter((one) => one.handledCode === '000000').length;
    const [tokens, writes] = [called('get_token').length, served()];
    await press('Done', 'radio');
    await world.crm.waitFor(() => user(ana.number).stage?.id === idOf('stage', 'Done'), 20_000);
    await status('Saved');
    expect([called('get_token').length, served()]).toEqual([tokens + 1, writes + 1]);
  });

  it('outlives the worker', async () => {
    const tokens = called('get_token').length;
    const readBefore = new Set(world.crm.requests);
    const target = world.browser.targets().find((one) => one.type() === 'service_worker');
    await (await target?.worker())?.close();
    await refresh();
    // The last thing that a look at a customer asks for.
    await world.crm.waitFor(
      (one) =>
        !readBefore.has(one) && one.interface === 'user_dynamic/list_by_page' && one.responseCode !== null,
      15_000,
    );
    await panelShows(panel, 'ready', ana.name);
    expect(called('get_token')).toHaveLength(tokens);
    expect(world.crm.violations).toEqual([]);
  });

  it('that dies young three times is told in the panel and in the settings: another computer has the key', async () => {
    for (let death = 1; death <= 3; death += 1) {
      world.crm.sobot.tokens.voidAll();
      const tokens = called('get_token').length;
      await refresh();
      // Each is asked for later than the one before it.
      await world.crm.waitFor(() => called('get_token').length > tokens, 20_000);
    }
    await says('Another computer uses the same key');
    await panelShows(panel, 'ready', ana.name);
    const options = await world.browser.newPage();
    await options.goto(pageUrl(world, 'options.html'));
    await options.waitForFunction(() =>
      document.querySelector('.connection')?.textContent?.includes('Another computer uses the same key'),
    );
    await options.close();
    await page.bringToFront();
  });

  it('of the company’s own service is asked for once its host is allowed, and the key is not there', async () => {
    const { url, bearer } = world.crm.tokenService;
    await useSobot({ credentials: undefined, tokenService: { url, bearer } });
    await page.bringToFront();
    await openChat(page, ana.chat);
    await panelShows(panel, 'needs-access');
    const before = called('get_token').length;
    await grantHost(world, 'https://tokens.acme.example/*');
    await page.bringToFront();
    await press('Allow access to tokens.acme.example');
    await panelShows(panel, 'ready', ana.name);
    expect(called('get_token')).toHaveLength(before);
    expect(called('token').map((one) => one.headers.authorization)).toEqual([`Bearer ${bearer}`]);
  });
});

describe('settings', () => {
  it.each([
    [1100, 'light'],
    [380, 'dark'],
  ] as const)('at %i px, %s, are accessible and fit, by service and by key', async (width, scheme) => {
    const options = await world.browser.newPage();
    await options.setViewport({ width, height: 900 });
    await options.emulateMediaFeatures([
      { name: 'prefers-color-scheme', value: scheme },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ]);
    await options.goto(pageUrl(world, 'options.html'));
    await options.evaluate(axe.source);
    await (await options.waitForSelector('aria/Edit Demo shop[role="button"]'))?.click();
    await (await options.waitForSelector('details.more summary'))?.click();
    for (const entry of ['Token service of your company (recommended)', 'App ID and app key']) {
      await (await options.waitForSelector(`aria/${entry}[role="radio"]`))?.click();
      const violations = await options.evaluate(async () => {
        await Promise.all(document.getAnimations().map((one) => one.finished));
        const found = await Reflect.get(globalThis, 'axe').run(document);
        return found.violations.map(
          ({ id, nodes }: { id: string; nodes: { html: string }[] }) =>
            `${id}: ${nodes.map((node) => node.html).join(' ')}`,
        );
      });
      expect(violations).toEqual([]);
    }
    expect(await options.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await options.close();
    await page.bringToFront();
  });

  it('try the token service step by step', async () => {
    const options = await world.browser.newPage();
    await options.goto(pageUrl(world, 'options.html'));
    await (await options.waitForSelector('aria/Edit Demo shop[role="button"]'))?.click();
    await (await options.waitForSelector('aria/Test connection[role="button"]'))?.click();
    await options.waitForSelector('.test-steps');
    const steps = await options.$$eval('.test-step', (all) =>
      all.map((one) => one.getAttribute('data-outcome')),
    );
    expect(steps).toEqual(Array(6).fill('passed'));
    await options.close();
    await page.bringToFront();
  });

  it('keep key, password and token nowhere but sealed', async () => {
    const options = await world.browser.newPage();
    await options.goto(pageUrl(world, 'options.html'));
    const dump = JSON.stringify(await dumpExtension(options));
    const secrets = {
      'the app key': sobotConnection.credentials.appKey,
      'the password': world.crm.tokenService.bearer,
      'the token': world.crm.sobot.tokens.current(Date.now()).token,
    };
    expect(found(dump, secrets)).toEqual([]);
    expect(dump).toContain('(kept on this device)');
    await options.close();
    await page.bringToFront();
  });
});

describe('a fault of Sobot’s', () => {
  it('is said with its code, and nobody is shown', async () => {
    world.crm.faults.add({ kind: 'code', code: '999999', backend: 'sobot', times: 20 });
    await openChat(page, ming.chat);
    await panelShows(panel, 'error');
    await says('Code 999999');
    world.crm.faults.clear();
    await press('Retry');
    await panelShows(panel, 'ready', ming.name);
  });
});
