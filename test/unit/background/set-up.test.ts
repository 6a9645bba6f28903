/** A worker that starts with the set-up of an earlier life, while another company stands behind the connection by now. */
import { beforeEach, describe, expect, it } from 'vitest';
import { createSetUp } from '../../../entrypoints/background/set-up.ts';
import { type AccountId, accountId } from '../../../lib/accounts/account.ts';
import type { CrmAdapter } from '../../../lib/crm/port.ts';
import type { Setup } from '../../../lib/session/shapes.ts';
import type { Settings } from '../../../lib/settings/schema.ts';
import { settingsWith, sobot } from '../settings/samples.ts';
import { capabilities } from '../support/samples.ts';

const acme = accountId('acme');
const bolt = accountId('bolt');

let written: Setup | null;
let startedOver: number;
let whose: AccountId;
let able: typeof capabilities;
let chosen: { usernameField?: string };

beforeEach(() => {
  written = null;
  startedOver = 0;
  whose = acme;
  able = capabilities;
  chosen = {};
});

/** A life of the worker: what earlier ones wrote is in the session. */
const begin = () =>
  createSetUp({
    session: {
      readSetup: async () => written,
      async writeSetup(setup) {
        written = setup;
      },
      forgetAll: async () => {},
    },
    async startOver(change) {
      startedOver += 1;
      await change();
    },
    settings: {
      current: async () => ({
        settings: { ...settingsWith({ ...sobot, ...chosen }), activeConnection: sobot.id } as Settings,
        managed: { paths: [] },
        problems: [],
      }),
    },
    accounts: {
      view: async () => ({
        accountOf: new Map([[sobot.id, whose]]),
        questions: [],
        absent: [],
        usedIds: [],
      }),
    },
    adapterFor: async () => ({ capabilities: able }) as CrmAdapter,
  });

describe('the set-up of an earlier life', () => {
  beforeEach(async () => {
    await begin().compare();
    startedOver = 0;
  });

  it('has every tab judged anew once another company stands behind a connection, whoever answered before', async () => {
    whose = bolt;
    const setUp = begin();
    await setUp.updateAbilities();
    expect(written?.active?.accountId).toBe(acme);
    await setUp.compare();
    expect(startedOver).toBe(1);
    expect(written?.active?.accountId).toBe(bolt);
  });

  it('takes over what a back end can do as soon as it told, and judges nothing anew for that', async () => {
    able = { ...capabilities, createTags: !capabilities.createTags };
    const setUp = begin();
    await setUp.updateAbilities();
    expect(written?.active?.capabilities).toEqual(able);
    await setUp.compare();
    expect(startedOver).toBe(0);
  });

  it('does not keep the panel from the field that takes usernames by now', async () => {
    expect(written?.active).not.toHaveProperty('usernameField');
    chosen = { usernameField: 'remark' };
    await begin().compare();
    expect(written?.active?.usernameField).toBe('remark');
  });

  it('is not what the set-up becomes again when a back end answers while it changes', async () => {
    const setUp = begin();
    await setUp.current();
    able = { ...capabilities, createTags: !capabilities.createTags };
    const update = setUp.updateAbilities();
    whose = bolt;
    await Promise.all([update, setUp.renew('connections')]);
    expect(written?.active?.accountId).toBe(bolt);
    expect((await setUp.current()).active?.accountId).toBe(bolt);
  });
});
