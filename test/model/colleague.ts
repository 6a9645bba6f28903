/** What a colleague does, in the company's own program, to the customer of whom there is the most to see. */
import { chats } from './cast.ts';
import type { Stage } from './commands/command.ts';

const number = chats[0]?.phone ?? '';

export function tagByColleague({ hands: { world }, watch }: Stage, name: string): void {
  const { acme, bolt, desk } = world.network.companies;
  for (const vendor of [acme, bolt]) {
    const row = vendor.customers.standard.get(number);
    if (row)
      vendor.change({ customer: number, set: { tabName: toggled(row.tabName.split(','), name).join(',') } });
  }
  const [first] = desk.company.users;
  const label = desk.company.labels.find((one) => one.name === name);
  if (first && label) first.labelIds = toggled(first.labelIds, label.id);
  for (const owner of ['acme', 'bolt', 'desk'] as const) watch.changedByOthers(owner);
}
const toggled = (all: readonly string[], one: string) =>
  all.includes(one) ? all.filter((each) => each !== one) : [...all.filter((each) => each !== ''), one];

/** Another one each time. */
export function emailByColleague({ hands, watch }: Stage): void {
  const { acme, bolt, desk } = hands.world.network.companies;
  const email = `colleague${hands.next()}@example.com`;
  for (const vendor of [acme, bolt]) vendor.change({ customer: number, set: { email } });
  const [first] = desk.company.users;
  if (first) first.fields.email = email;
  for (const owner of ['acme', 'bolt', 'desk'] as const) watch.changedByOthers(owner);
}

/** Where a stage is told by itself, and not by a history. */
export function stageByColleague({ hands: { world }, watch }: Stage, name: string): void {
  const { acme, bolt } = world.network.companies;
  for (const vendor of [acme, bolt]) vendor.change({ customer: number, set: { stage: name } });
  for (const owner of ['acme', 'bolt'] as const) watch.changedByOthers(owner);
}
