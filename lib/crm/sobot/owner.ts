/** Who looks after a customer (sections 3.2.2, 3.2.3, 3.7). Pure. */
import { AppError } from '../../errors/app-error.ts';
import type { Agent } from '../model.ts';
import type { UserField, UserRow } from './user-row.ts';
import type { WireStaff } from './wire-rows.ts';
import type { WireAssignee } from './wire-users.ts';

/** The agents of the tree, each once, with the department they stand in: their own is not told. */
export function agentsOf(staff: readonly WireStaff[]): Agent[] {
  const agents = new Map<string, Agent>();
  const visit = (members: readonly WireStaff[], departmentPath: string, department: string): void => {
    for (const { id, name, path, type, sub_list } of members) {
      const own = path || departmentPath;
      if (type !== '2') visit(sub_list, own, name || department);
      else if (!agents.has(id)) {
        const at = { ...(own !== '' && { departmentPath: own }), ...(department !== '' && { department }) };
        agents.set(id, { id, name: name || id, ...at });
      }
    }
  };
  visit(staff, '', '');
  return [...agents.values()];
}

/** @throws AppError `NOT_FOUND` for an agent who is not, or no longer, in the company's tree. */
export function assigneeOf(agentId: string, agents: readonly Agent[]): WireAssignee {
  const agent = agents.find(({ id }) => id === agentId);
  if (!agent) throw new AppError('NOT_FOUND', { detail: 'agent' });
  return { id: agent.id, name: agent.name, departmentPath: agent.departmentPath ?? '' };
}

export const ownerIdOf = (row: UserRow): string | null => row.fields.liable_serviceid || null;

/** A customer's state: `1` first contact, `2` to be assigned, `3` followed up, `4` public pool. */
const statusOf = (row: UserRow): string => row.fields.crm_status ?? '';

export const isInPool = (row: UserRow): boolean => statusOf(row) === '4';

/** For a first contact no kind of assignment is documented: section 3.2.1 takes the owner, with state 3. */
export const byUpdate = 'update';

/**
 * What {@link byUpdate} sends.
 * @param was the owner as the way was planned.
 * @throws AppError `CONFLICT` where the customer is no first contact any more, or another's.
 */
export function ownedBy(
  row: UserRow,
  was: string | null,
  { id, name }: WireAssignee,
): Partial<Record<UserField, string>> {
  if (statusOf(row) !== '1' || ownerIdOf(row) !== was) throw new AppError('CONFLICT', { detail: 'owner' });
  return { crm_status: '3', liable_serviceid: id, liable_service_name: name };
}

/**
 * `assign_biz_type`, which depends on where the customer stands now: 1 to be assigned, 2 out of the pool, 4 from
 * myself, 5 from a colleague; {@link byUpdate} of a first contact; null: so already.
 * @throws AppError `CONFLICT` where the owner is not the one the agent saw, `UNSUPPORTED` where the state is not told.
 */
export function planAssign(
  row: UserRow,
  from: Agent | null,
  toId: string,
  meId: string | null,
): string | null {
  const now = ownerIdOf(row);
  if (now === toId) return null;
  if (now !== (from?.id ?? null)) throw new AppError('CONFLICT', { detail: 'owner' });
  switch (statusOf(row)) {
    case '2':
      return '1';
    case '4':
      return '2';
    case '3':
      return now !== null && now === meId ? '4' : '5';
    case '1':
      return byUpdate;
    default:
      throw new AppError('UNSUPPORTED', { detail: 'assign from this state' });
  }
}

/**
 * The same for taking a customer oneself: 3 out of the pool, 1 from those to be assigned, {@link byUpdate} of a first
 * contact; null: mine already.
 * @throws AppError `CONFLICT` where a colleague has the customer.
 */
export function planClaim(row: UserRow, meId: string): string | null {
  const now = ownerIdOf(row);
  if (now === meId && statusOf(row) === '3') return null;
  switch (statusOf(row)) {
    case '4':
      return '3';
    case '2':
      return '1';
    case '1':
      if (now === null) return byUpdate;
      throw new AppError('CONFLICT', { detail: 'owner' });
    case '3':
      throw new AppError('CONFLICT', { detail: 'owner' });
    default:
      throw new AppError('UNSUPPORTED', { detail: 'claim from this state' });
  }
}

/**
 * Whether there is anything to do.
 * @param from whom the agent saw; undefined: not said.
 * @throws AppError `CONFLICT` where it is somebody else's customer by now.
 */
export function planRelease(row: UserRow, from: Agent | null | undefined): boolean {
  if (isInPool(row)) return false;
  if (from !== undefined && ownerIdOf(row) !== (from?.id ?? null)) {
    throw new AppError('CONFLICT', { detail: 'owner' });
  }
  return true;
}
