/** What can be said of a company's customers, the same for all: what its server (or this device) has now. */
import type { Disk } from './disk.ts';
import type { Companies, CompanyName } from './network.ts';

export type Owner = CompanyName | 'device';

/**
 * One thing that is so of a customer: `tag Hot`, `stage Paid`, `email a@b`, `note …`, `number +55…`, or the name where there
 * is no number. A note that is there twice is there as two. Whoever can be deleted {@link isThere}.
 */
export type Fact = string;

export const isThere: Fact = 'is there';

export const deviceDatabase = 'chatside-crm';

/** By customer's id. */
export type Facts = Map<string, Fact[]>;

export function factsOf(owner: Owner, { companies, disk }: { companies: Companies; disk: Disk }): Facts {
  switch (owner) {
    case 'acme':
    case 'bolt':
      return new Map(
        companies[owner].customers.standard.all().map(({ whatsApp, tabName, stage, email }) => [
          whatsApp,
          [
            `number +${whatsApp}`,
            ...tabName
              .split(',')
              .filter((tag) => tag !== '')
              .map((tag) => `tag ${tag}`),
            `stage ${stage}`,
            `email ${email}`,
          ],
        ]),
      );
    case 'desk': {
      const { users, labels, stages } = companies.desk.company;
      const { noteKind } = companies.desk.settings;
      return new Map(
        users.map((user) => [
          user.id,
          [
            `number ${numberOf(user.fields.tel) || user.fields.nick}`,
            ...user.labelIds.map((id) => `tag ${labels.find((label) => label.id === id)?.name}`),
            `stage ${stages.find(({ id }) => id === user.stage?.id)?.name ?? ''}`,
            `email ${user.fields.email}`,
            ...user.events
              .filter(({ kind }) => kind === noteKind)
              .map(({ content }) => `note ${String(content.content).split('\n')[0]}`),
          ],
        ]),
      );
    }
    case 'device':
      return deviceFacts(disk);
  }
}

/** As companies write numbers down: with `+`, with `00`, or as at home. */
const numberOf = (tel: string) => (tel.startsWith('00') ? `+${tel.slice(2)}` : tel);

interface Named {
  id: string;
  name: string;
}

function deviceFacts(disk: Disk): Facts {
  const facts: Facts = new Map();
  const [catalogue] = disk.rows(deviceDatabase, 'catalogue') as {
    groups: { tags: Named[] }[];
    stages: Named[];
  }[];
  const nameOf = (all: Named[], id: string | undefined) => all.find((one) => one.id === id)?.name ?? '';
  const tags = catalogue?.groups.flatMap((group) => group.tags) ?? [];
  for (const row of disk.rows(deviceDatabase, 'customers')) {
    const { id, name, phones, tagIds, stage, email } = row as {
      id: string;
      name: string | null;
      phones: string[];
      tagIds: string[];
      stage: { stageId: string } | null;
      email: string | null;
    };
    facts.set(id, [
      isThere,
      ...(phones.length > 0 ? phones : [name]).map((known) => `number ${known}`),
      ...tagIds.map((tag) => `tag ${nameOf(tags, tag)}`),
      `stage ${nameOf(catalogue?.stages ?? [], stage?.stageId)}`,
      `email ${email ?? ''}`,
    ]);
  }
  for (const row of disk.rows(deviceDatabase, 'timeline')) {
    const { customerId, kind, summary } = row as { customerId: string; kind: string; summary: string };
    if (kind === 'note' || kind === 'todo') facts.get(customerId)?.push(`note ${summary}`);
  }
  return facts;
}
