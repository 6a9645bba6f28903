/**
 * Answers and decisions in any order, two tabs, two companies with the same customer ids, a disk and CRMs that take
 * their time, a worker that dies between any two of their answers: nobody is shown who was rejected, or is of another
 * chat, and every tab comes to rest at what holds in the end.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { AccountId } from '../../../lib/accounts/account.ts';
import { mergeWords, readNamesOf } from '../../../lib/matching/merge-words.ts';
import { chatName, lastingName } from '../../../lib/session/chat-name.ts';
import { keys, type Match, type TabView } from '../../../lib/session/shapes.ts';
import { acme, customerOf, detectionOf } from '../support/samples.ts';
import { ana, bob, bolt, exact, flowWorld, settled, setup, type Travel } from './world.ts';

const phones = [ana, bob] as const;
const tabs = [1, 2] as const;
const companies = ['c1', 'c2'] as const;
const ids = ['x', 'y', 'z'] as const;
const accounts: Record<string, AccountId> = { c1: acme, c2: bolt };

const commands = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('open' as const), phone: fc.constantFrom(...phones) }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('reject' as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('link' as const), id: fc.constantFrom(...ids) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('refresh' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('create' as const), ago: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('forget' as const), id: fc.constantFrom(...ids) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('select' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('account' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('die' as const), lands: fc.boolean() }) },
);
const steps = fc.array(
  fc.record({ tab: fc.constantFrom(...tabs), command: commands, answers: fc.nat({ max: 30 }) }),
  { maxLength: 14 },
);
/** Who has each number, by company. */
const people = fc.record(
  Object.fromEntries(
    companies.flatMap((company) =>
      phones.map((phone) => [`${company} ${phone}`, fc.subarray<string>([...ids])]),
    ),
  ),
);

it('nobody is shown who was rejected or is of another chat, and every tab comes to rest', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), people, steps, async (scheduler, numbers, script) => {
      let life = newLife();
      let world = live();
      let current = { ...setup };
      let account = 1;
      let epoch = 0;
      /** Whom the agent, or a creation, ever gave a chat. */
      const given = new Set<string>();
      const faults: string[] = [];
      world.area.onChanged.addListener(look);

      function live(before?: ReturnType<typeof flowWorld>) {
        const mine = life;
        const travel: Travel = async (what) => {
          const arrival = scheduler.schedule(Promise.resolve(), what);
          // What is on its way to the disk when its worker dies is there for the next one, or nowhere.
          const isWrite = /^disk: (keep|drop) .*(?<! done)$/.test(what);
          if (isWrite && (await Promise.race([arrival, mine.death])) === 'lands') return;
          await arrival;
          if (mine.isDead) return new Promise(() => {});
        };
        const next = flowWorld({ travel, ...(before && { remains: before }) });
        for (const company of companies) {
          const known = next.people[company];
          known?.clear();
          for (const phone of phones) {
            const has = numbers[`${company} ${phone}`] ?? [];
            known?.set(
              `+${phone}`,
              has.map((id) => exact(phone, customerOf(id, { connectionId: company }))),
            );
          }
          // Everybody can be found by id.
          known?.set(
            'all',
            ids.map((id) => exact('', customerOf(id, { connectionId: company }))),
          );
        }
        return next;
      }

      const saidOf = (company: string, chat: string) =>
        [...world.rows.values()].find((row) => row.accountId === accounts[company] && row.chat === chat);

      function judge(what: string, company: string, chat: string, shown: (string | null)[]): void {
        for (const id of shown) {
          if (id === null) continue;
          if (saidOf(company, chat)?.rejected.includes(id)) faults.push(`${what}: ${id} was rejected`);
          const has = numbers[`${company} ${chat.slice('phone:+'.length)}`] ?? [];
          if (!has.includes(id) && !given.has(`${company} ${chat} ${id}`))
            faults.push(`${what}: ${id} is a stranger`);
        }
      }
      const shownBy = ({ customerId, candidates }: Pick<Match, 'customerId' | 'candidates'>) => [
        customerId,
        ...candidates.map((one) => one.customerId),
      ];
      const shownIn = (tab: number) => (world.area.all()[keys.tab(tab)] as TabView | undefined) ?? null;
      function look(): void {
        for (const [key, value] of Object.entries(world.area.all())) {
          if (key.startsWith('match:')) {
            const [, company = '', ...chat] = key.split(':');
            judge(key, company, chat.join(':'), shownBy(value as Match));
          } else if (key.startsWith('tab:')) {
            const view = value as TabView;
            judge(key, view.connectionId ?? '', chatName(view) ?? '', shownBy(view));
          }
        }
      }

      async function run(tab: number, command: (typeof script)[number]['command']): Promise<unknown> {
        const view = shownIn(tab);
        const chat = view && chatName(view);
        const company = view?.connectionId;
        switch (command.kind) {
          case 'open': {
            epoch += 1;
            const detection = detectionOf(command.phone, epoch, { account: `551199999999${account}` });
            return world.follower.chatChanged(tab, 'doc', detection, false);
          }
          case 'account': {
            account = 3 - account;
            return (
              view &&
              world.follower.chatChanged(
                tab,
                'doc',
                { ...view.detection, account: `551199999999${account}` },
                false,
              )
            );
          }
          case 'select': {
            const id = current.active?.id === 'c1' ? 'c2' : 'c1';
            current = {
              ...setup,
              active: setup.active && { ...setup.active, id, accountId: id === 'c1' ? acme : bolt },
            };
            return world.follower.startOver(async () => world.configure(current));
          }
          case 'die': {
            life.isDead = true;
            life.die(command.lands ? 'lands' : 'is lost');
            life = newLife();
            world = live(world);
            world.configure(current);
            return world.follower.bringUpToDate();
          }
          case 'forget':
            return world.follower.startOver(async () => {
              await world.session.forgetCustomer('c1', command.id);
              await world.links.forgetCustomer(acme, command.id);
            });
        }
        const accountId = accounts[company ?? ''];
        if (!view || !chat || !accountId || (company !== 'c1' && company !== 'c2')) return;
        const said = { connectionId: company, accountId, chat };
        switch (command.kind) {
          case 'reject': {
            const shown = shownBy(view).filter((id) => id !== null);
            return shown.length > 0 && world.follower.reject({ ...said, customerIds: shown });
          }
          case 'link':
            given.add(`${company} ${chat} ${command.id}`);
            return world.follower.link({ ...said, customerId: command.id });
          case 'refresh':
            return world.follower.refresh(company, chat);
          case 'create': {
            given.add(`${company} ${chat} z`);
            const phone = chat.slice('phone:'.length) as never;
            const tell = await world.write(
              company,
              { kind: 'create', phone, name: null, fields: [] },
              customerOf('z', { connectionId: company }),
              command.ago ? 0 : Number.MAX_SAFE_INTEGER,
            );
            return tell();
          }
        }
      }

      for (const { tab, command, answers } of script) {
        void run(tab, command);
        await settled();
        for (let turn = 0; turn < answers && scheduler.count() > 0; turn += 1) {
          await scheduler.waitNext(1);
          await settled();
          look();
        }
      }
      while (scheduler.count() > 0) {
        await scheduler.waitNext(1);
        await settled();
        look();
      }

      expect(faults).toEqual([]);
      for (const tab of tabs) {
        const view = shownIn(tab);
        const chat = view && chatName(view);
        if (!view?.connectionId || !chat) continue;
        const names = { chat, lid: lastingName(view), hidden: null, digest: null };
        const rows = readNamesOf(names).map((name) => saidOf(view.connectionId ?? '', name));
        const { customerId, rejected } = mergeWords(
          rows.filter((row) => row !== undefined),
          names,
        );
        const has = numbers[`${view.connectionId} ${chat.slice('phone:+'.length)}`] ?? [];
        const left = has.filter((id) => !rejected.includes(id));
        const one = customerId ?? (left.length === 1 ? left[0] : null);
        const rest = left.length === 0 ? 'not-found' : 'choose';
        expect([view.state, view.customerId]).toEqual(one ? ['ready', one] : [rest, null]);
      }
    }),
    { numRuns: 300 },
  );
}, 60_000);

function newLife() {
  const { promise: death, resolve: die } = Promise.withResolvers<'lands' | 'is lost'>();
  return { isDead: false, death, die };
}
