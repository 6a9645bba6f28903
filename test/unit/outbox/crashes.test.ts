import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { acme } from '../support/samples.ts';
import { type Agent, createAgent } from './agent.ts';
import {
  bolt,
  change,
  type Fault,
  newPhone as phone,
  startedWorld,
  twoCompanies,
  type World,
} from './world.ts';

/** Runs a scenario once for every place at which the worker can die in it, until it runs through alive. */
async function dieEverywhere(
  scenario: (agent: Agent, world: World) => Promise<void>,
  atTheEnd: (world: World) => void = () => {},
): Promise<number> {
  for (let place = 1; place < 500; place++) {
    const world = await startedWorld();
    const agent = createAgent(world);
    world.fuse = place;
    await scenario(agent, world);
    const alive = world.fuse > 0;
    await agent.end();
    atTheEnd(world);
    if (alive) return place;
  }
  throw new Error('it never runs through');
}

/** The panel's next command wakes a dead worker. */
async function awake(world: World): Promise<void> {
  if (!world.life || world.life.dead) await world.start();
}

describe('a worker that dies at any await', () => {
  test.each<[string, Fault[]]>([
    ['all goes well', []],
    ['answers are lost', ['lost after', 'lost before', 'lost, lands late']],
    ['the network comes and goes', [{ refuses: 'OFFLINE' }, 'ok', { answersAfter: 'SERVER_DOWN' }]],
    ['the back end refuses', [{ refuses: 'INVALID_INPUT' }, { refuses: 'RATE_LIMITED' }]],
  ])('loses and doubles nothing, while %s', async (_, faults) => {
    const places = await dieEverywhere(async (agent, world) => {
      world.faults = [...faults];
      await agent.submit('n1', change.note('n1'));
      await awake(world);
      await agent.submit('t1', change.tags(['t1']));
      await awake(world);
      await agent.submit('s1', change.stage('s0', 's1'));
      await awake(world);
      await agent.submit('n2', change.note('n2'));
      await awake(world);
      await agent.undo('t1');
      await world.advance(70_000);
      agent.check();
    });
    expect(places).toBeGreaterThan(40);
  });

  test.each<[string, Fault[]]>([
    ['all goes well', []],
    ['the answer is lost', ['lost after']],
    ['the request is lost', ['lost before']],
    ['the request lands late', ['lost, lands late']],
  ])('creates nobody twice and orphans nothing, while %s', async (_, faults) => {
    const scenario = async (agent: Agent, world: World) => {
      world.faults = [...faults];
      await agent.submit('c1', change.create(phone));
      await awake(world);
      await agent.submit('n1', change.note('n1', `phone:${phone}`));
      await awake(world);
      await agent.submit('t1', change.tags(['t1'], [], `phone:${phone}`));
      await world.advance(70_000);
      agent.check();
    };
    const places = await dieEverywhere(scenario, (world) => {
      const made = world.customers.filter((one) => one.phone === phone);
      expect(made).toMatchObject([{ notes: ['n1'], tags: new Set(['t1']) }]);
    });
    expect(places).toBeGreaterThan(20);
  });

  test.each<[string, Fault[]]>([
    ['all goes well', []],
    ['the answer is lost', ['lost after']],
    ['the request is lost', ['lost before']],
    ['the request lands late', ['lost, lands late']],
  ])('creates nobody twice for a chat whose number is hidden, while %s', async (_, faults) => {
    const chat = 'chat:5511999999999:100@lid';
    const scenario = async (agent: Agent, world: World) => {
      world.faults = [...faults];
      await agent.submit('c1', change.createFor(chat));
      await awake(world);
      await agent.submit('c2', change.createFor(chat));
      await world.advance(70_000);
      agent.check();
    };
    const places = await dieEverywhere(scenario, (world) => {
      const made = world.customers.filter((one) => one.phone === chat);
      expect(made).toHaveLength(1);
    });
    expect(places).toBeGreaterThan(10);
  });

  test.each<[string, Fault[]]>([
    ['all goes well', []],
    ['the answer is lost', ['lost after']],
    ['the request is lost', ['lost before']],
  ])('makes one of two, who has all that was meant for either, while %s', async (_, faults) => {
    const scenario = async (agent: Agent, world: World) => {
      await agent.submit('m1', change.merge('bob', 'ana'));
      await awake(world);
      await agent.submit('n1', change.note('n1', 'bob'));
      await awake(world);
      world.faults = [...faults];
      await world.advance(70_000);
      await awake(world);
      await agent.submit('n2', change.note('n2', 'bob'));
      await world.advance(70_000);
      agent.check();
    };
    const places = await dieEverywhere(scenario, (world) => {
      expect(world.customers.map(({ id }) => id)).not.toContain('bob');
      // One that died with the worker was handed over later.
      expect(world.customer('ana').notes.toSorted()).toEqual(['n1', 'n2']);
    });
    expect(places).toBeGreaterThan(20);
  });

  test('keeps what was folded while it waited', async () => {
    await dieEverywhere(async (agent, world) => {
      world.online = false;
      await agent.submit('s1', change.stage('s0', 's1'));
      await awake(world);
      await agent.submit('s2', change.stage('s1', 's2'));
      await awake(world);
      await agent.submit('t1', change.tags(['t1', 't2']));
      await awake(world);
      await agent.submit('t2', change.tags(['t3'], ['t1']));
      await awake(world);
      await agent.undo('s2');
      world.online = true;
      await awake(world);
      await world.settle(world.outbox().pump());
      agent.check();
    });
  });
});

/** Both companies have an Ana and a Bob. */
interface Whose {
  who: 'ana' | 'bob';
  at: typeof acme;
}

type Act =
  | ({ act: 'note' | 'stage' | 'tag' | 'untag' | 'edit' } & Whose)
  | { act: 'undo'; back: number }
  | { act: 'crash'; gates: number }
  | { act: 'fault'; fault: Fault }
  | { act: 'look'; fault: 'OFFLINE' | 'TIMEOUT' | 'unclear' }
  | { act: 'network'; online: boolean }
  | ({ act: 'colleague'; what: 'tag' | 'stage' } & Whose)
  | { act: 'decide' }
  | { act: 'create' | 'note for the number'; at: typeof acme }
  | { act: 'time'; ms: number };

const who = fc.constantFrom<'ana' | 'bob'>('ana', 'bob');
const at = fc.constantFrom(acme, bolt);
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      act: fc.constantFrom<'note' | 'stage' | 'tag' | 'untag' | 'edit'>(
        'note',
        'stage',
        'tag',
        'untag',
        'edit',
      ),
      who,
      at,
    }),
  },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('undo' as const), back: fc.nat(3) }) },
  {
    weight: 3,
    arbitrary: fc.record({ act: fc.constant('crash' as const), gates: fc.integer({ min: 1, max: 40 }) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      act: fc.constant('fault' as const),
      fault: fc.constantFrom<Fault>(
        'lost before',
        'lost after',
        'lost, lands late',
        'hangs',
        { refuses: 'OFFLINE' },
        { refuses: 'RATE_LIMITED' },
        { refuses: 'INVALID_INPUT' },
        { refuses: 'BAD_CREDENTIALS' },
        { answersAfter: 'SERVER_DOWN' },
        { answersAfter: 'BAD_RESPONSE' },
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      act: fc.constant('look' as const),
      fault: fc.constantFrom<'OFFLINE' | 'TIMEOUT' | 'unclear'>('OFFLINE', 'TIMEOUT', 'unclear'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('network' as const), online: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({
      act: fc.constant('colleague' as const),
      what: fc.constantFrom<'tag' | 'stage'>('tag', 'stage'),
      who,
      at,
    }),
  },
  { weight: 1, arbitrary: fc.constant<Act>({ act: 'decide' }) },
  {
    weight: 2,
    arbitrary: fc.record({
      act: fc.constantFrom<'create' | 'note for the number'>('create', 'note for the number'),
      at,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      act: fc.constant('time' as const),
      ms: fc.constantFrom(500, 6_000, 20_000, 35_000, 130_000),
    }),
  },
);

/** What the agent sees, and therefore starts from: the server with their own writes on top. */
async function play(acts: Act[]): Promise<void> {
  const world = await twoCompanies();
  const agents = new Map([acme, bolt].map((one) => [one, createAgent(world, one)]));
  const agentAt = (one: typeof acme): Agent => {
    const agent = agents.get(one);
    if (!agent) throw new Error(`nobody works for ${one}`);
    return agent;
  };
  const submitted: { id: string; agent: Agent }[] = [];
  let n = 0;

  const seen = ({ who: customerId, at: where }: Whose) => {
    const company = world.at(where);
    const there = company.customer(customerId);
    const view = { stage: there.stage, tags: new Set(there.tags) };
    let email = there.fields.get('email') ?? null;
    for (const write of company.writes()) {
      if (write.customerId !== customerId || write.state === 'failed' || write.state === 'done') continue;
      if (write.change.kind === 'setStage') view.stage = write.change.to?.stageId ?? '';
      if (write.change.kind === 'edit') email = String(write.change.edits[0]?.to);
      if (write.change.kind === 'setTags') {
        for (const tag of write.change.add) view.tags.add(tag.name);
        for (const tag of write.change.remove) view.tags.delete(tag.name);
      }
    }
    return { ...view, email };
  };

  for (const one of acts) {
    await awake(world);
    switch (one.act) {
      case 'note':
      case 'stage':
      case 'tag':
      case 'untag':
      case 'edit': {
        const id = `${one.act}${++n}`;
        const agent = agentAt(one.at);
        submitted.push({ id, agent });
        const { stage, tags, email } = seen(one);
        const [first] = tags;
        if (one.act === 'note') await agent.submit(id, change.note(id, one.who));
        else if (one.act === 'stage') await agent.submit(id, change.stage(stage, id, one.who));
        else if (one.act === 'edit') await agent.submit(id, change.edit('email', email, id, one.who));
        else if (one.act === 'untag' && first) await agent.submit(id, change.tags([], [first], one.who));
        else await agent.submit(id, change.tags([id], [], one.who));
        break;
      }
      case 'create': {
        const id = `${one.act}${++n}`;
        const agent = agentAt(one.at);
        submitted.push({ id, agent });
        if (!world.at(one.at).customers.some((each) => each.phone === phone))
          await agent.submit(id, change.create(phone));
        break;
      }
      case 'note for the number': {
        const id = `${one.act}${++n}`;
        const agent = agentAt(one.at);
        submitted.push({ id, agent });
        await agent.submit(id, change.note(id, `phone:${phone}`));
        break;
      }
      case 'undo': {
        const last = submitted.at(-1 - one.back);
        await last?.agent.undo(last.id);
        break;
      }
      case 'crash':
        world.fuse = one.gates;
        break;
      case 'fault':
        world.faults.push(one.fault);
        break;
      case 'look':
        world.lookFaults.push(one.fault);
        break;
      case 'network':
        world.online = one.online;
        if (one.online) await world.settle(world.outbox().pump());
        break;
      case 'colleague':
        if (one.what === 'tag') world.at(one.at).customer(one.who).tags.add(`colleague${++n}`);
        else world.at(one.at).customer(one.who).stage = `colleague${++n}`;
        break;
      case 'decide':
        for (const agent of agents.values()) await agent.decideAll();
        break;
      case 'time':
        await world.advance(one.ms);
        break;
    }
    for (const agent of agents.values()) agent.check();
  }
  for (const agent of agents.values()) await agent.end();
}

describe('any sequence of acts, crashes, lost answers and colleagues', () => {
  test('loses nothing that was taken, doubles no note, keeps the order, and shows no false "saved"', async () => {
    const runs = Number(process.env.OUTBOX_RUNS ?? 300);
    await fc.assert(fc.asyncProperty(fc.array(act, { minLength: 3, maxLength: 30 }), play), {
      numRuns: runs,
    });
  }, 120_000);
});
