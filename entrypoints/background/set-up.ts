/**
 * The set-up as the session shows it: connections, what the active one can do, preferences. Worked out from the settings
 * and the accounts; whoever reads it while it changes waits.
 */
import type { Accounts } from '../../lib/accounts/accounts.ts';
import { hasOtherAccounts } from '../../lib/accounts/has-other-accounts.ts';
import type { CrmAdapter } from '../../lib/crm/port.ts';
import type { Setup } from '../../lib/session/shapes.ts';
import type { SessionWriter } from '../../lib/session/writer.ts';
import { templateHost } from '../../lib/settings/addresses.ts';
import type { SettingsChange } from '../../lib/settings/keep-settings.ts';
import { isEmbed, isSource, type OrdersEntry } from '../../lib/settings/orders-entry.ts';
import { isManaged } from '../../lib/settings/resolve.ts';
import type { SettingsService } from '../../lib/settings/settings-service.ts';

interface Sources {
  settings: Pick<SettingsService, 'current'>;
  accounts: Pick<Accounts, 'view'>;
  adapterFor(connectionId: string): Promise<CrmAdapter>;
}

export function createSetUp({
  session,
  startOver,
  ...sources
}: Sources & {
  session: Pick<SessionWriter, 'readSetup' | 'writeSetup' | 'forgetAll'>;
  /** Whatever was read before `change`, or is on its way, is to be read again. */
  startOver(change: () => Promise<void>): Promise<void>;
}) {
  const read = () => readSetup(sources);
  /**
   * What the session says at first: an earlier life of the worker wrote it, and a click should not wait for the sealed
   * store. `compare` holds it against the settings.
   */
  let setup: Promise<Setup> | null = null;
  /** How often settings or access changed: what was read before the last time says nothing any more. */
  let revision = 0;

  function current(): Promise<Setup> {
    setup ??= session.readSetup().then((known) => known ?? read());
    setup.catch(() => {
      setup = null;
    });
    return setup;
  }

  return {
    current,

    /** Settings or access changed: what was read under the old ones is not to be shown under the new. */
    async renew(what: SettingsChange): Promise<void> {
      revision += 1;
      const asOf = revision;
      await startOver(async () => {
        const mine = (what === 'connections' ? session.forgetAll() : Promise.resolve()).then(read);
        // Whoever asks meanwhile waits: another account may stand behind the same connection.
        setup = mine;
        const now = await mine;
        if (asOf === revision) await session.writeSetup(now);
      });
    },

    /** At the worker's start: what the session says is held against the settings. */
    async compare(): Promise<void> {
      const asOf = revision;
      const [known, now] = await Promise.all([session.readSetup(), read()]);
      if (asOf !== revision) return;
      setup = Promise.resolve(now);
      if (JSON.stringify(known) === JSON.stringify(now)) return;
      await startOver(async () => {
        // The worker may have died between a change of the settings and its views.
        if (known && hasOtherAccounts(known, now)) await session.forgetAll();
        if (asOf === revision) await session.writeSetup(now);
      });
    },

    /**
     * A back end answered, or failed. Some learn their own fields from their catalogue. What else is another is left to
     * `renew` and `compare`: tabs that were set up under it have to be judged anew.
     */
    async updateAbilities(): Promise<void> {
      const before = await current();
      const asOf = setup;
      const { active } = await read();
      const isSame = active?.id === before.active?.id && active?.accountId === before.active?.accountId;
      const now = { ...before, active };
      if (asOf !== setup || !isSame || JSON.stringify(before) === JSON.stringify(now)) return;
      setup = Promise.resolve(now);
      await session.writeSetup(now);
    },
  };
}

async function readSetup({ settings, accounts, adapterFor }: Sources): Promise<Setup> {
  const { settings: current, managed } = await settings.current();
  const { accountOf, questions, absent } = await accounts.view();
  const activeId = current.activeConnection;
  const activeAccount = activeId && accountOf.get(activeId);
  const adapter = activeId && activeAccount ? await adapterFor(activeId) : null;
  const trouble = await adapter?.trouble?.();
  const active = current.connections.find(({ id }) => id === activeId);
  const usernameField = active && 'usernameField' in active ? active.usernameField : undefined;
  return {
    enabled: current.enabled,
    connections: current.connections.map(({ id, name, provider }) => ({
      id,
      name: name ?? null,
      provider,
      managed: isManaged(managed, 'connections', id),
      accountId: accountOf.get(id) ?? null,
    })),
    questions,
    absent,
    active:
      activeId && activeAccount && adapter
        ? {
            id: activeId,
            accountId: activeAccount,
            capabilities: adapter.capabilities,
            ...(usernameField !== undefined && { usernameField }),
            ...(trouble && { trouble }),
          }
        : null,
    preferences: current.preferences,
    ...ordersShown(current.orders ?? []),
  };
}

function ordersShown(all: readonly OrdersEntry[]): Pick<Setup, 'orders' | 'embeds'> {
  const named = ({ id, name, url }: OrdersEntry) => ({ id, name: name ?? templateHost(url) });
  const [orders, embeds] = [all.filter(isSource).map(named), all.filter(isEmbed).map(named)];
  return { ...(orders.length > 0 && { orders }), ...(embeds.length > 0 && { embeds }) };
}
