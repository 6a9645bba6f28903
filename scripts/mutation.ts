/**
 * `npm run mutation`: what the tests would not notice. Puts one fault after another into the files of
 * `mutation/rooms.ts`, runs their tests, and lists the faults that no test found. `ONLY` takes a part of a path.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Fault, faultsOf, rooms } from './mutation/rooms.ts';

/** ms without a word, after which a fault has hung its tests. */
const patience = 60_000;
const only = process.env.ONLY ?? '';

/** Hands over a verdict for each fault from `from` on, in order; ends early where one hangs. */
async function run(room: number, from: number, take: (found: boolean) => void): Promise<'done' | 'hung'> {
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      join(import.meta.dirname, 'mutation/run-room.ts'),
      String(room),
      String(from),
      only,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'], detached: true },
  );
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  let hung = false;
  const stop = () => {
    hung = true;
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  };
  let timer = setTimeout(stop, patience);
  for await (const line of createInterface({ input: child.stdout })) {
    clearTimeout(timer);
    timer = setTimeout(stop, patience);
    if (line === 'found' || line === 'missed') take(line === 'found');
  }
  clearTimeout(timer);
  const code = await ended;
  if (hung) return 'hung';
  if (code !== 0) throw new Error(`${rooms[room]?.files}: ended with ${code}`);
  return 'done';
}

const missed: Fault[] = [];
let all = 0;
for (const [index, room] of rooms.entries()) {
  const faults = faultsOf(room, only);
  if (faults.length === 0) continue;
  const verdicts: boolean[] = [];
  while (verdicts.length < faults.length) {
    if ((await run(index, verdicts.length, (found) => verdicts.push(found))) === 'hung') verdicts.push(true);
  }
  const here = faults.filter((_, at) => verdicts[at] === false);
  for (const { path, line, was, replacement } of here) {
    process.stdout.write(
      `${path}:${line}  ${was.replaceAll(/\s+/g, ' ')}  →  ${replacement.replaceAll(/\s+/g, ' ')}\n`,
    );
  }
  process.stdout.write(`${room.files}: ${faults.length - here.length} of ${faults.length} found\n\n`);
  missed.push(...here);
  all += faults.length;
}
process.stdout.write(`${all - missed.length} of ${all} faults found\n`);
