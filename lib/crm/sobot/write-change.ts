/** What a change is at Sobot: which of its interfaces is asked, with what, and how the customer stands after. */
import { AppError } from '../../errors/app-error.ts';
import type { Agent, Customer, Stage } from '../model.ts';
import { mustHaveName } from '../must-have-name.ts';
import type { Applied, Change } from '../port.ts';
import type { Remembered } from '../remembered.ts';
import type { SobotConnection } from './connection.ts';
import type { FieldBook } from './field-book.ts';
import type { Notes } from './notes.ts';
import { assigneeOf, byUpdate, ownedBy, ownerIdOf, planAssign, planClaim, planRelease } from './owner.ts';
import { planEdit, planFields } from './plan-edit.ts';
import type { UserReader } from './read-users.ts';
import { isAt, placeOf, planStage } from './stage.ts';
import type { TagBook } from './tag-book.ts';
import { changedSet, checkedAdditions, holdsTags } from './tags.ts';
import type { UserRow } from './user-row.ts';
import type { SobotWire } from './wire.ts';
import type { WireAssignee } from './wire-users.ts';
import type { UserWriter } from './write-user.ts';

type Of<Kind extends Change['kind']> = Extract<Change, { kind: Kind }>;

/** Only for what the connection is able to do. */
export function createChangeWriter({
  wire,
  reader,
  writeUser,
  notes,
  connection,
  tags,
  stages,
  fields,
  agents,
}: {
  wire: SobotWire;
  reader: Pick<UserReader, 'read' | 'isThere' | 'wrote' | 'stageOf' | 'withState'>;
  writeUser: UserWriter;
  notes: Pick<Notes, 'save'>;
  connection: SobotConnection;
  tags: Pick<TagBook, 'get' | 'last'>;
  stages: Pick<Remembered<Stage[]>, 'get'>;
  fields: Pick<FieldBook, 'get'>;
  agents: Pick<Remembered<Agent[]>, 'get'>;
}) {
  const readBack = (id: string, signal: AbortSignal): Promise<Customer | null> =>
    reader.read(id, null, signal).then(
      ({ customer }) => customer,
      () => null,
    );

  async function create(change: Of<'create'>, signal: AbortSignal): Promise<Applied> {
    const { me, options } = connection;
    const given = [{ key: 'name', value: change.name }, ...change.fields];
    const plan = planFields(given, await fields.get(signal));
    const body: Record<string, string | number> = {
      ...plan.fields,
      ...(plan.fields.sex && { sex: Number(plan.fields.sex) }),
      // With its plus sign nobody can read it in another way.
      ...(change.phone && { tel: change.phone }),
      crm_status: options.newCustomerStatus,
    };
    if (options.newCustomerStatus === 3) {
      if (!me) throw new AppError('NOT_CONFIGURED', { detail: 'a customer followed up needs an owner' });
      Object.assign(body, { liable_serviceid: me.agentId, liable_service_name: me.name });
    }
    if (plan.custom.size > 0) {
      const values = [...plan.custom].map(([fieldid, field_value]) => ({ fieldid, field_value }));
      body.ex_field_str = JSON.stringify(values);
    }
    if (change.phone === null) mustHaveName(change);
    else if (await reader.isThere(change.phone, signal))
      throw new AppError('CONFLICT', { detail: 'the number is taken' });
    const id = await wire.saveUser(body, signal);
    if (id === null) throw new AppError('OUTCOME_UNKNOWN', { detail: 'user/save: no id' });
    reader.wrote(id, null, { ...plan.fields, ...(change.phone && { tel: change.phone }) }, null);
    return { customerId: id, customer: await readBack(id, signal) };
  }

  async function edit(change: Of<'edit'>, signal: AbortSignal): Promise<Applied> {
    const { read, wrote } = await writeUser(
      change.customerId,
      (row, definitions) => planEdit(change, row, definitions),
      signal,
    );
    return {
      customerId: change.customerId,
      customer: read?.customer ?? null,
      ...(!wrote && { wasSo: true as const }),
    };
  }

  async function setTags(change: Of<'setTags'>, signal: AbortSignal): Promise<Applied> {
    const { customerId: id } = change;
    const groups = change.add.length === 0 ? (tags.last() ?? []) : await tags.get(signal);
    checkedAdditions(change, groups);
    let present = (await wire.userLabels([id], signal)).get(id) ?? [];
    if (holdsTags(present, change))
      return { customerId: id, customer: await readBack(id, signal), wasSo: true };
    // Once more where a colleague's write fell between ours and the look at it.
    for (let attempt = 1; attempt <= 2; attempt += 1) {
      await wire.setUserLabels(id, changedSet(present, change, groups), signal);
      const customer = await readBack(id, signal);
      if (customer === null) return { customerId: id, customer };
      const business = customer.tags.filter((tag) => !tag.readOnly);
      if (holdsTags(business, change)) return { customerId: id, customer };
      present = business.map((tag) => ({ id: tag.id, name: tag.name, color_value: '' }));
    }
    throw new AppError('CONFLICT', { detail: 'tags' });
  }

  async function setStage(change: Of<'setStage'>, signal: AbortSignal): Promise<Applied> {
    const { customerId: id, to } = change;
    const [before, known] = await Promise.all([reader.stageOf(id, signal), stages.get(signal)]);
    const sent = planStage(change, before, known);
    if (!sent) return { customerId: id, customer: await readBack(id, signal), wasSo: true };
    await wire.saveStage(id, sent, signal);
    const after = await readBack(id, signal);
    // The server said that it wrote; its timeline may take a moment to tell.
    const late = after && !isAt(after.stage, to) && placeOf(after.stage) === placeOf(before);
    return { customerId: id, customer: late ? { ...after, stage: to } : after };
  }

  async function changeOwner(
    change: Of<'assign'> | Of<'claim'> | Of<'release'>,
    signal: AbortSignal,
  ): Promise<Applied> {
    const { customerId: id } = change;
    const row = await reader.withState(id, signal);
    const me = connection.me ?? null;
    if (change.kind === 'release') {
      if (planRelease(row, change.from)) await wire.release(id, change.valid, signal);
      return { customerId: id, customer: await readBack(id, signal) };
    }
    const toId = change.kind === 'assign' ? change.to.id : me?.agentId;
    if (toId === undefined) throw new AppError('UNSUPPORTED', { detail: 'claim: nobody to claim for' });
    const way =
      change.kind === 'assign'
        ? planAssign(row, change.from, toId, me?.agentId ?? null)
        : planClaim(row, toId);
    if (way !== null) {
      const agent = assigneeOf(toId, await agents.get(signal));
      if (way === byUpdate) return takeUp(row, agent, signal);
      await wire.assign(id, agent, way, signal);
    }
    return { customerId: id, customer: await readBack(id, signal) };
  }

  /** A first contact gets an owner by an update: no kind of assignment leads out of that state. */
  async function takeUp(seen: UserRow, agent: WireAssignee, signal: AbortSignal): Promise<Applied> {
    const plan = (row: UserRow) => ({
      fields: ownedBy(row, ownerIdOf(seen), agent),
      custom: new Map<string, string>(),
    });
    const { read } = await writeUser(seen.id, plan, signal);
    return { customerId: seen.id, customer: read?.customer ?? null };
  }

  async function note(change: Of<'note'>, key: string, signal: AbortSignal): Promise<Applied> {
    await notes.save(change, key, signal);
    return { customerId: change.customerId, customer: await readBack(change.customerId, signal) };
  }

  return (change: Change, key: string, signal: AbortSignal): Promise<Applied> => {
    switch (change.kind) {
      case 'create':
        return create(change, signal);
      case 'edit':
        return edit(change, signal);
      case 'setTags':
        return setTags(change, signal);
      case 'setStage':
        return setStage(change, signal);
      case 'note':
        return note(change, key, signal);
      case 'todo':
      case 'delete':
      case 'merge':
        throw new AppError('UNSUPPORTED', { detail: change.kind });
      case 'assign':
      case 'claim':
      case 'release':
        return changeOwner(change, signal);
    }
  };
}
