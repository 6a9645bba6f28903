/** Runs in the browser: fills the CRM on this device through a restore, then asks it what an agent would. */
import { createLocalBackup } from '../lib/crm/local/backup.ts';
import { createLocalAdapter } from '../lib/crm/local/local-adapter.ts';
import { parseE164 } from '../lib/phone/e164.ts';
import { spellings } from '../lib/phone/spellings.ts';

const count = 20_000;
const signal = new AbortController().signal;
const clock = { now: () => Date.now() };
const crm = createLocalAdapter({
  connectionId: 'device',
  indexedDB,
  clock,
  newId: () => crypto.randomUUID(),
  language: async () => 'en',
});
const backup = createLocalBackup({ indexedDB, clock });
const lines: string[] = [];

const firstNames = ['Ana', 'José', 'Łukasz', 'Mariana', 'Jörg', 'Layla', '小明', 'Bo'];
const lastNames = ['Ávila', 'Turner', 'Nowak', 'Groß', 'Haddad', '王', 'Silva', 'Okafor'];
const pick = (from: string[], n: number) => from[n % from.length] ?? '';
const number = (n: number) => `+5511${String(900_000_000 + n)}`;

function file(): string {
  const at = new Date(clock.now()).toISOString();
  const ids = Array.from({ length: count }, (_, n) => n);
  const empty = { sex: null, birthday: null, address: null, profession: null, income: null, level: null };
  return JSON.stringify({
    format: 'chatside-crm',
    version: 1,
    savedAt: at,
    catalogue: { groups: [], stages: [], fields: [] },
    customers: ids.map((n) => ({
      ...empty,
      id: crypto.randomUUID(),
      name: `${pick(firstNames, n)} ${pick(lastNames, n >> 3)} ${n}`,
      phones: [number(n)],
      email: `customer${n}@example.com`,
      company: n % 3 === 0 ? `Company ${n % 500}` : null,
      remark: 'Prefers to be called in the morning.',
      source: 'Fair',
      stage: null,
      tagIds: [],
      fields: {},
      blocked: false,
      createdAt: at,
      updatedAt: at,
    })),
    timeline: [],
    writes: [],
  });
}

async function measure(what: string, work: (round: number) => Promise<unknown>, rounds = 40): Promise<void> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    await work(round);
    times.push(performance.now() - start);
  }
  times.sort((one, other) => one - other);
  const at = (share: number) => (times[Math.floor(times.length * share)] ?? 0).toFixed(1);
  lines.push(`${what}: ${at(0.5)} / ${at(0.95)} ms`);
}

const started = performance.now();
const restored = await backup.restore(file());
lines.push(
  `restore of ${count} customers: ${(performance.now() - started).toFixed(0)} ms, ${JSON.stringify(restored)}`,
);

await measure('find by number', async (round) => {
  const e164 = parseE164(number(round * 37));
  if (e164) await crm.findByPhone({ e164, spellings: spellings(e164) }, signal);
});
await measure('search, one hit (name and number)', (round) => crm.search(`avila ${round * 64}`, signal));
await measure('search, thousands of hits (50 shown)', () => crm.search('ana', signal));
await measure('search by pinyin, thousands of hits (50 shown)', () => crm.search('xiaoming wang', signal));
await measure('search, no hit', () => crm.search('nobody at all', signal));
await measure('create', (round) => {
  const phone = parseE164(`+4477009${String(round).padStart(5, '0')}`);
  if (!phone) throw new Error('no number');
  return crm.apply({ kind: 'create', phone, name: 'New', fields: [] }, crypto.randomUUID(), signal);
});
await measure('back up', () => backup.backUp(), 5);

document.body.textContent = lines.join('\n');
document.title = 'done';
