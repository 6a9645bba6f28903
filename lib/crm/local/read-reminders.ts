import type { Reminder } from '../port.ts';
import type { ReadTransaction } from './database.ts';

/** What is not done of everybody's reminders, the most urgent first; one with a time that can't be read is left out. */
export async function readReminders(tx: ReadTransaction): Promise<Reminder[]> {
  const dated = await tx.objectStore('timeline').index('due').getAll();
  const open = dated.filter(({ kind, doneAt }) => kind === 'todo' && doneAt === undefined);
  const ids = [...new Set(open.map(({ customerId }) => customerId))];
  const rows = await Promise.all(ids.map((id) => tx.objectStore('customers').get(id)));
  const customers = new Map(rows.flatMap((row) => (row ? [[row.id, row] as const] : [])));
  return open
    .flatMap(({ id, customerId, summary, dueAt = '' }) => {
      const customer = customers.get(customerId);
      if (!customer || Number.isNaN(Date.parse(dueAt))) return [];
      const { name, phones } = customer;
      return { customerId, todoId: id, name, phone: phones[0] ?? null, summary, dueAt };
    })
    .sort((one, other) => Date.parse(one.dueAt) - Date.parse(other.dueAt));
}
